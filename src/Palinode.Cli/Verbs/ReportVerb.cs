using System.CommandLine;
using System.Text;
using System.Text.Json;
using Palinode.Cli.Results;
using Palinode.Evidence;
using Palinode.Publishing.Printing;
using Palinode.Publishing.Reports;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode report RESULT</c>: makes the evidence report again from a result folder alone, as HTML or as PDF for a case file.</summary>
internal static class ReportVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> result = new("RESULT") { Description = "Folder that screen or compare has written." };
        Option<bool> pdf = new("--pdf") { Description = "As PDF, to be filed or sent." };
        Option<string?> title = new("--title") { Description = "Heading of the report; otherwise the names of the documents.", HelpName = "TEXT" };
        Option<string?> output = new("--out") { Description = "Where it goes; otherwise report.pdf or report.html in the folder.", HelpName = "FILE" };
        Option<bool> force = new("--force") { Description = "Replace an earlier file." };
        Option<bool> quiet = new("--quiet", "-q") { Description = "Say nothing but errors." };
        Command command = new("report", "Makes the evidence report of a result, as HTML or PDF.") { result, pdf, title, output, force, quiet };
        command.SetAction(line =>
        {
            string folder = host.FullPath(line.GetValue(result)!);
            string target = line.GetValue(output) is { } name ? host.FullPath(name) : Path.Combine(folder, line.GetValue(pdf) ? "report.pdf" : ResultWriter.Report);
            Run(folder, target, line.GetValue(pdf), line.GetValue(title), line.GetValue(force), host.Stop);
            if (!line.GetValue(quiet)) host.Out.WriteLine($"report: {target}");
            return ExitCode.Done;
        });
        return command;
    }

    private static void Run(string folder, string target, bool pdf, string? title, bool force, CancellationToken stop)
    {
        FindingsFile findings = Read(Path.Combine(folder, ResultFolder.Mark), json => FindingsFile.FromJson(json));
        EvidenceIndex evidence = Read(Path.Combine(folder, "evidence", "index.json"), json => EvidenceIndex.FromJson(json));
        foreach (EvidencePicture picture in evidence.Pictures) RefuseForeign(folder, picture.Path);
        if (!Directory.Exists(Path.GetDirectoryName(target))) throw new InputException($"{target}: there is no such folder to write to");
        if (Directory.Exists(target)) throw new InputException($"{target}: this is a folder; --out takes the name of a file");
        if (!force && File.Exists(target)) throw new InputException($"{target}: there is such a file already (replace it with --force)");
        string html = HtmlReport.Write(findings, evidence, path => File.ReadAllBytes(Path.Combine(folder, path)), new ReportOptions { Title = title, ForPaper = pdf });
        byte[] bytes = pdf ? HtmlPrinter.Print(html, folder, new PrintOptions(), stop) : Encoding.UTF8.GetBytes(html);
        stop.ThrowIfCancellationRequested();
        string hidden = Path.Combine(Path.GetDirectoryName(target)!, $".palinode-new-{Guid.NewGuid():N}");
        File.WriteAllBytes(hidden, bytes);
        File.Move(hidden, target, overwrite: true);
    }

    private delegate T Reader<T>(ReadOnlySpan<byte> json);

    private static T Read<T>(string file, Reader<T> read)
    {
        if (!File.Exists(file)) throw new InputException($"{file}: there is no such file; a result of screen or compare is needed");
        try
        {
            return read(File.ReadAllBytes(file));
        }
        catch (JsonException e)
        {
            throw new InputException($"{file}: it cannot be understood ({e.Message.TrimEnd('.')})", e);
        }
    }

    /// <summary>A result may come from someone else: its pictures must be files of the folder, and nothing beyond.</summary>
    private static void RefuseForeign(string folder, string path)
    {
        string full = Path.GetFullPath(Path.Combine(folder, path));
        bool plain = full.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal);
        if (!plain || !File.Exists(full)) throw new InputException($"{folder}: the picture {path} is not in the result");
    }
}

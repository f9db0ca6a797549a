using System.CommandLine;
using System.Text;
using Palinode.Notices;
using Palinode.Notices.Reading;

namespace Palinode.Cli.Verbs.Notice;

/// <summary><c>palinode notice read FILE</c>: what a notice says, as JSON with the place in its text behind every fact.</summary>
internal static class NoticeReadVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> input = new("FILE") { Description = "Plain text, HTML or JATS." };
        Option<string?> to = new("--out") { Description = "File for the JSON; without it the JSON goes to the terminal.", HelpName = "FILE" };
        Option<string?> text = new("--text") { Description = "File for the plain text that the spans count in; it differs from FILE for HTML and JATS.", HelpName = "FILE" };
        Command command = new("read", "Reads a notice: kind, article, claims, requests, decision, what the authors said; what was not understood is listed.") { input, to, text };
        command.SetAction(line => Run(host, line.GetValue(input)!, line.GetValue(to), line.GetValue(text)));
        return command;
    }

    private static int Run(CliHost host, string input, string? to, string? text)
    {
        byte[] bytes = NoticeFiles.Read(host, input);
        NoticeDocument document = NoticeFiles.With(input, () => NoticeDocument.Read(bytes));
        byte[] json = NoticeFile.ToJson(document.Notice);
        if (text is not null) NoticeFiles.Write(host, text, Encoding.UTF8.GetBytes(document.Text));
        if (to is null)
        {
            host.Out.Write(Encoding.UTF8.GetString(json));
            return ExitCode.Done;
        }
        NoticeFiles.Write(host, to, json);
        Palinode.Notices.Notice n = document.Notice;
        host.Out.WriteLine($"{input}: {n.Claims.Count} claims, {n.Authors.Count} statements about the authors, {n.References.Count} references, {n.NotUnderstood.Count} sentences not understood");
        host.Out.WriteLine($"notice: {to}");
        return ExitCode.Done;
    }
}

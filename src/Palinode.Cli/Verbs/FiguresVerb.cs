using System.CommandLine;
using System.Globalization;
using Palinode.Cli.Inputs;
using Palinode.Cli.Results;
using Palinode.Cli.Terminal;
using Palinode.Engine;
using Palinode.Evidence;
using Palinode.Publishing.Reports;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode figures DOCUMENT</c>: what was understood of a document before anything is compared, as a table, JSON and overlay pictures.</summary>
internal static class FiguresVerb
{
    /// <summary>The file that tells a folder as a result of this verb.</summary>
    public const string Mark = "figures.json";

    public static Command Create(CliHost host)
    {
        Argument<string> document = new("DOCUMENT") { Description = "PDF, picture, or JATS package." };
        Option<string?> jats = RunOptions.Jats();
        RunOptions shared = new();
        Command command = new("figures", "Lists a document's figures, panels, rows and lanes; with --out also as JSON and as pictures with everything marked.") { document, jats };
        shared.AddTo(command);
        command.SetAction(line => Run(line.GetValue(document)!, line.GetValue(jats), shared.Read(line), host));
        return command;
    }

    internal static int Run(string document, string? jats, RunRequest run, CliHost host)
    {
        ScreeningInput input = InputCollector.WithJats(InputCollector.Collect([document], [], host.Folder), jats, host.Folder) is [var only] ? only
            : throw new InputException($"{document}: give one document, not a folder of several");
        ResultFolder? folder = run.Out is null ? null : ResultFolder.At(host.FullPath(run.Out), run.Force, Mark);
        FigureReadingResult result = ProgressDisplay.Run(host.Interactive && !run.Quiet, progress =>
        {
            FigureReadingResult read = host.Figures(input, run.Options, folder is not null, progress, host.Stop);
            folder?.Write(write =>
            {
                write(Mark, read.Figures.ToJson());
                foreach ((string path, byte[] bytes) in read.Files.OrderBy(f => f.Key, StringComparer.Ordinal)) write(path, bytes);
            }, host.Stop);
            return read;
        }, host.Stop);
        if (run.Quiet) return ExitCode.Done;
        foreach (string line in Table(result.Figures)) host.Out.WriteLine(line);
        if (folder is not null) host.Out.WriteLine($"figures: {Path.Combine(folder.Path, Mark)}");
        return ExitCode.Done;
    }

    /// <summary>One line a figure, one a panel below it.</summary>
    internal static IEnumerable<string> Table(FiguresFile file)
    {
        if (file.Figures.IsEmpty) yield return "No figure was found.";
        foreach (ReadFigure figure in file.Figures)
        {
            string where = figure.Page is { } page ? $", page {page}" : "";
            yield return $"{(figure.Number is null ? "Figure without number" : $"Figure {figure.Number}")}{where}: {Count(figure.Panels.Length, "panel")}, {(figure.Parts.IsEmpty ? "no letters" : string.Concat(figure.Parts.Select(p => p.Letter)))}";
            foreach (ReadPanel panel in figure.Panels)
            {
                string address = string.Join(", ", new[] { panel.Letter, panel.Row?.Text ?? panel.Position }.Where(s => !string.IsNullOrEmpty(s)));
                string lanes = panel.Lanes.IsEmpty ? "" : "  lanes " + string.Join(" | ", panel.Lanes.Select(l => l.Name?.Text ?? "–"));
                string why = panel.Examined ? "" : $"  not examined: {panel.Why}";
                yield return string.Create(CultureInfo.InvariantCulture, $"  {(address.Length == 0 ? "–" : address),-28} {panel.Kind?.InWords() ?? Wording.OfClass(panel.Class),-23} {panel.PixelWidth,5} × {panel.PixelHeight,-5}{lanes}{why}");
            }
        }
        foreach (string remark in file.Remarks) yield return $"note: {remark}";
    }

    private static string Count(int n, string what) => n == 1 ? $"1 {what}" : string.Create(CultureInfo.InvariantCulture, $"{n} {what}s");
}

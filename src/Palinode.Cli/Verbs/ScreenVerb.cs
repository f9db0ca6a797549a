using System.CommandLine;
using Palinode.Cli.Inputs;
using Palinode.Cli.Results;
using Palinode.Cli.Terminal;
using Palinode.Engine;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode screen DOCUMENT... [--against ...] [--out DIR]</c>: from documents to a folder with findings and a report.</summary>
internal static class ScreenVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string[]> documents = new("DOCUMENT")
        {
            Description = "PDF, picture (PNG, JPEG, TIFF, WebP), JATS package (zip or folder), or a folder of these. Several are compared with each other.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string[]> against = new("--against") { Description = "Files or folders to compare with; not compared among themselves.", HelpName = "FILE|FOLDER", AllowMultipleArgumentsPerToken = true };
        Option<string?> jats = RunOptions.Jats();
        Option<bool> lines = new("--progress-lines") { Description = "Tell progress on standard output, a line a step: stage, done and total, parted by tabs." };
        documents.Validators.Add(RunOptions.NoUnknownOption);
        against.Validators.Add(RunOptions.NoUnknownOption);
        RunOptions shared = new();
        Command command = new("screen", "Finds unexpectedly similar image regions in and across documents, and writes a report.") { documents, against, jats, lines };
        shared.AddTo(command);
        command.SetAction(line => Run(new ScreenRequest(line.GetValue(documents)!, line.GetValue(against) ?? [], line.GetValue(jats), shared.Read(line), line.GetValue(lines)), host));
        return command;
    }

    internal static int Run(ScreenRequest request, CliHost host)
    {
        DateTimeOffset started = host.Time.GetUtcNow();
        long clock = host.Time.GetTimestamp();
        IReadOnlyList<ScreeningInput> inputs = InputCollector.WithJats(InputCollector.Collect(request.Documents, request.Against, host.Folder), request.Jats, host.Folder);
        RunRequest run = request.Run;
        ResultFolder folder = ResultFolder.At(host.FullPath(run.Out ?? DefaultFolder(request.Documents[0], host)), run.Force);

        ScreeningResult Make(IProgress<ScreeningProgress>? progress)
        {
            ScreeningResult made = host.Screen(inputs, run.Options, progress, host.Stop);
            ResultWriter.Write(folder, made, host.Report,
                () => RunRecord.Of(inputs, made, run.Options.Threads, folder.Path, started, host.Time.GetElapsedTime(clock)), host.Stop);
            return made;
        }
        ScreeningResult result = request.ProgressLines ? PromptWork.Run(() => Make(new ProgressLines(host.Out, host.Time)), host.Stop) : ProgressDisplay.Run(host.Interactive && !run.Quiet, Make, host.Stop);

        if (!run.Quiet)
        {
            foreach (string line in Summary.Of(result.Findings)) host.Out.WriteLine(line);
            host.Out.WriteLine($"report: {Path.Combine(folder.Path, ResultWriter.Report)}");
        }
        return ExitCode.Done;
    }

    /// <summary>palinode-results/NAME, where NAME is the first document's without its extension.</summary>
    private static string DefaultFolder(string document, CliHost host) =>
        Path.Combine("palinode-results", Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(host.FullPath(document))));
}

/// <summary>What was asked for.</summary>
internal sealed record ScreenRequest(IReadOnlyList<string> Documents, IReadOnlyList<string> Against, string? Jats, RunRequest Run, bool ProgressLines = false);

using System.CommandLine;
using System.CommandLine.Help;
using Palinode.Cli.Terminal;
using Palinode.Cli.Verbs;
using Palinode.Cli.Verbs.Notice;

namespace Palinode.Cli;

/// <summary>Composes the verbs and turns every ending into an exit code. The work is in <see cref="Verbs"/>, one file a verb.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        // Before anything else is loaded: scripts ask for the version often.
        if (args is ["--version"])
        {
            Console.Out.WriteLine($"palinode {ProgramVersion.Text}");
            return ExitCode.Done;
        }
        using Interruption interruption = new();
        return Run(args, CliHost.ForThisProcess(interruption.Token));
    }

    /// <summary>Runs one command line; the part of the program that tests call.</summary>
    internal static int Run(IReadOnlyList<string> args, CliHost host)
    {
        // No RootCommand, which would call itself by the assembly's name.
        Command root = new("palinode", "Finds image material that appears more than once in scientific articles, and shows the evidence. Similarity is not a finding of misconduct.")
        {
            new HelpOption(),
            new VersionOption(),
            ScreenVerb.Create(host),
            CompareVerb.Create(host),
            FiguresVerb.Create(host),
            WatermarkVerb.Create(host),
            ReportVerb.Create(host),
            NoticeVerb.Create(host),
            EvalVerb.Create(host),
            ServeVerb.Create(host),
            WorkerVerb.Create(host),
            AuditVerb.Create(host),
            BackupVerb.Create(host),
            RestoreVerb.Create(host),
        };
        ParseResult line = root.Parse(args);
        if (line.Errors.Count > 0 && line.Action is not HelpAction)
        {
            string verb = line.CommandResult.Command == root ? "" : line.CommandResult.Command.Name + " ";
            string what = args.Count == 0 ? "say what to do"
                : verb.Length == 0 && line.UnmatchedTokens.Count > 0 ? $"there is no verb {line.UnmatchedTokens[0]}"
                : line.Errors[0].Message.TrimEnd('.');
            return Refuse(host, OneLine(what), $"see: palinode {verb}--help");
        }
        try
        {
            // Signals are ours (see Interruption), and so are exceptions.
            return line.Invoke(new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (InputException e)
        {
            return Refuse(host, OneLine(e.Message), null);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            host.Error.WriteLine("palinode: stopped");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            host.Error.WriteLine($"palinode: an error inside Palinode: {e.GetType().Name}: {OneLine(e.Message)} (please report it; PALINODE_TRACE=1 shows where it happened)");
            if (Environment.GetEnvironmentVariable("PALINODE_TRACE") == "1") host.Error.WriteLine(e);
            return ExitCode.InternalError;
        }
    }

    private static int Refuse(CliHost host, string what, string? hint)
    {
        host.Error.WriteLine(hint is null ? $"palinode: {what}" : $"palinode: {what} ({hint})");
        return ExitCode.BadInput;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

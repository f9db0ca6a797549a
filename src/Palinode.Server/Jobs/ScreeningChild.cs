using System.Globalization;
using System.Text;
using Palinode.Processes;

namespace Palinode.Server.Jobs;

internal enum ScreeningEnd
{
    /// <summary>The result folder is complete.</summary>
    Finished,

    /// <summary>The documents cannot be screened, and trying again would not change that.</summary>
    Unreadable,

    /// <summary>It crashed, ran into a limit, or failed inside.</summary>
    Broke,
}

/// <param name="Reason">One line for people, unless it finished.</param>
internal sealed record ScreeningOutcome(ScreeningEnd End, string Reason);

/// <summary>
/// One screening in a process of its own, under limits of time and memory and without network: <c>palinode screen</c>. Whatever a document does to its
/// readers, it does to that process. The process gets the files, and neither passwords nor keys.
/// </summary>
/// <param name="program">What runs Palinode on this machine, followed by arguments that come first.</param>
internal sealed class ScreeningChild(IReadOnlyList<string> program, JobOptions options)
{
    private const int Refused = 2, KilledBySignal = 128, LongestLine = 1000;

    /// <summary>Runs to the end; blocks the calling thread, with which the process ends as well.</summary>
    /// <param name="folder">Private, and the process's working folder.</param>
    /// <param name="documents">Names in the folder of what to screen.</param>
    /// <param name="against">A folder of articles to compare with, or null.</param>
    /// <param name="result">Name of the folder to be written.</param>
    /// <exception cref="OperationCanceledException">Stopped; the process is gone.</exception>
    public ScreeningOutcome Run(TemporaryFolder folder, IReadOnlyList<string> documents, string? against, string result, Action<JobProgress> progress, CancellationToken stop)
    {
        string[] comparison = against is null ? [] : ["--against", against];
        string[] arguments = [.. program.Skip(1), "screen", .. documents.Select(d => "./" + d), .. comparison, "--out", result, "--quiet", "--progress-lines", "--threads", options.Threads.ToString(CultureInfo.InvariantCulture)];
        Dictionary<string, string> environment = new()
        {
            // Its managed heap ends in order before the limit of the system does.
            ["DOTNET_GCHeapHardLimit"] = (options.ScreeningMemory / 4 * 3).ToString("X", CultureInfo.InvariantCulture),
            // Would map a file of two gigabytes, which the limit on files forbids.
            ["DOTNET_EnableWriteXorExecute"] = "0",
            ["DOTNET_EnableDiagnostics"] = "0",
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root) environment["DOTNET_ROOT"] = root;
        ChildResult end;
        try
        {
            end = ChildProcess.Run(new ChildCommand(program[0], arguments)
            {
                Seconds = options.ScreeningTime.TotalSeconds, Processors = options.Threads + 1, MemoryBytes = options.ScreeningMemory, ReservesMemory = true, EndsWithCaller = true, InBackground = true, Folder = folder, Environment = environment,
            }, stop, output => Read(output, progress));
        }
        catch (Exception e) when (e is InputException or System.ComponentModel.Win32Exception)
        {
            return new ScreeningOutcome(ScreeningEnd.Broke, $"The screening could not be started: {e.Message}");
        }
        return end switch
        {
            { Succeeded: true } => new ScreeningOutcome(ScreeningEnd.Finished, ""),
            { End: ChildEnd.TookTooLong } => new ScreeningOutcome(ScreeningEnd.Broke, $"It was not done after {options.ScreeningTime.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes."),
            { End: ChildEnd.WroteTooMuch } => new ScreeningOutcome(ScreeningEnd.Broke, "It reported progress without end."),
            { ExitCode: Refused } => new ScreeningOutcome(ScreeningEnd.Unreadable, LastLine(end.Errors)),
            { ExitCode: > KilledBySignal } => new ScreeningOutcome(ScreeningEnd.Broke, $"The process that read it ended suddenly (signal {(end.ExitCode - KilledBySignal).ToString(CultureInfo.InvariantCulture)})."),
            _ => new ScreeningOutcome(ScreeningEnd.Broke, LastLine(end.Errors)),
        };
    }

    /// <summary>Lines of stage, done and total, parted by tabs; anything else is passed over.</summary>
    private static void Read(Stream output, Action<JobProgress> progress)
    {
        using StreamReader lines = new(output, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        while (lines.ReadLine() is { } line)
            if (line.Length <= LongestLine && line.Split('\t') is [{ Length: > 0 and <= 200 } stage, var done, var total]
                && int.TryParse(done, NumberStyles.None, CultureInfo.InvariantCulture, out int d) && int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out int t))
                progress(new JobProgress(stage, d, t));
    }

    private static string LastLine(string errors)
    {
        string line = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : "It ended without saying why.";
        return line.StartsWith("palinode: ", StringComparison.Ordinal) ? line["palinode: ".Length..] : line;
    }
}

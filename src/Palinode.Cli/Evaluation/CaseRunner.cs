using System.Diagnostics;
using Palinode.Cli.Results;

namespace Palinode.Cli.Evaluation;

/// <summary>What running a case took.</summary>
/// <param name="Failure">One line where the case could not be screened; null otherwise.</param>
/// <param name="PeakMemoryBytes">Largest resident size of the process that screened it; null where it was too short-lived to see.</param>
/// <param name="LargestChildBytes">Largest resident size of one of that process's own children; null where the case failed.</param>
internal sealed record CaseRun(string Case, double Seconds, long? PeakMemoryBytes, long? LargestChildBytes, string? Failure);

/// <summary>
/// Screens each case in a process of its own: memory is measured by case, and a case that brings the program down costs only itself.
/// </summary>
internal sealed class CaseRunner(CaseRunnerOptions options)
{
    /// <summary>Screens a case into <paramref name="folder"/>, which holds an earlier result of the same case or nothing.</summary>
    public CaseRun Run(EvaluationCase of, string folder, CancellationToken stop)
    {
        if (Directory.Exists(folder))
        {
            // A failing case must not be scored by what an earlier run left here.
            if (!File.Exists(Path.Combine(folder, ResultFolder.Mark)) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new InputException($"{folder}: the folder is there already and holds something else than a result (choose another with --out)");
            Directory.Delete(folder, recursive: true);
        }
        ProcessStartInfo start = new(options.Program) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (string argument in options.FirstArguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add("screen");
        start.ArgumentList.Add(Path.Combine(of.Folder, of.Suspect));
        if (of.Corpus.Count > 0)
        {
            start.ArgumentList.Add("--against");
            foreach (string document in of.Corpus) start.ArgumentList.Add(Path.Combine(of.Folder, document));
        }
        foreach (string argument in (string[])["--out", folder, "--quiet", "--threads", $"{options.Threads}"]) start.ArgumentList.Add(argument);

        Stopwatch clock = Stopwatch.StartNew();
        using Process child = Process.Start(start) ?? throw new InvalidOperationException($"{options.Program} could not be started");
        child.StandardInput.Close();
        Task<string> error = child.StandardError.ReadToEndAsync(CancellationToken.None), output = child.StandardOutput.ReadToEndAsync(CancellationToken.None);
        long? peak = null;
        string? failure = null;
        while (!child.WaitForExit(50))
        {
            // The system forgets the peak when the process ends: look now and then, and let run.json correct it below.
            if (MachineRecord.PeakMemoryOf(child.Id) is long now) peak = Math.Max(peak ?? 0, now);
            if (stop.IsCancellationRequested)
            {
                child.Kill(entireProcessTree: true);
                stop.ThrowIfCancellationRequested();
            }
            if (clock.Elapsed > options.Limit)
            {
                child.Kill(entireProcessTree: true);
                failure = $"not finished within {options.Limit.TotalSeconds:0} s";
            }
        }
        child.WaitForExit();
        double seconds = clock.Elapsed.TotalSeconds;
        RunRecord? record = RunRecord.Read(Path.Combine(folder, ResultWriter.Run));
        if (record is not null) peak = Math.Max(peak ?? 0, record.PeakMemoryBytes);
        _ = output.Result;
        if (child.ExitCode != ExitCode.Done) failure ??= LastLine(error.Result) ?? $"ended with code {child.ExitCode}";
        return new CaseRun(of.Name, Math.Round(seconds, 3), peak, record?.LargestChildBytes, failure?.Replace(of.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal));
    }

    private static string? LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
}

/// <summary>How cases are run.</summary>
internal sealed record CaseRunnerOptions
{
    /// <summary>This program, to be started again for each case.</summary>
    public string Program { get; init; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Palinode.Cli.exe" : "Palinode.Cli");

    /// <summary>What comes before the verb.</summary>
    public IReadOnlyList<string> FirstArguments { get; init; } = [];
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>A case that takes longer is stopped and counted as failed. Papers take seconds: ten minutes mean that it hangs.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(10);
}

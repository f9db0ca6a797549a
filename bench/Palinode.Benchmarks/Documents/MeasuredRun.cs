using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Palinode.Benchmarks.Documents;

/// <summary>What one run of the whole command cost.</summary>
/// <param name="Wall">Seconds from the start of the process to its end.</param>
/// <param name="Processor">Seconds of processor time, user and system, of the process and all its children.</param>
/// <param name="PeakMemory">Largest sum of resident sizes over the process and its children, bytes. Pages that two of them share count twice.</param>
/// <param name="Stages">Seconds by stage, as run.json tells them.</param>
/// <param name="Machine">Version and machine, as run.json tells them.</param>
/// <param name="Panels">Panels found.</param>
/// <param name="Examined">Panels examined.</param>
/// <param name="Pages">Pages of the document; null for a picture.</param>
internal sealed partial record MeasuredRun(double Wall, double Processor, long PeakMemory, IReadOnlyList<(string Name, double Seconds)> Stages, string Machine, int Panels, int Examined, int? Pages)
{
    /// <summary>Memory is looked at this often; shorter peaks are missed.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    /// <summary><c>palinode screen DOCUMENT</c> into a folder of its own.</summary>
    /// <exception cref="InvalidOperationException">The command failed.</exception>
    public static MeasuredRun Of(string document, string results)
    {
        double before = ChildrenSeconds();
        long start = Stopwatch.GetTimestamp();
        using Process process = Process.Start(new ProcessStartInfo(Repository.App, ["screen", document, "--out", results, "--force", "--quiet"]))!;
        long peak = 0;
        do peak = Math.Max(peak, ResidentOf(process.Id)); while (!process.WaitForExit(Interval));
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"palinode screen {Path.GetFileName(document)} ended with {process.ExitCode}.");
        using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(results, "run.json")));
        using JsonDocument findings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(results, "findings.json")));
        JsonElement machine = run.RootElement.GetProperty("machine"), coverage = findings.RootElement.GetProperty("coverage");
        return new MeasuredRun(wall, ChildrenSeconds() - before, Math.Max(peak, run.RootElement.GetProperty("peakMemoryBytes").GetInt64()),
            [.. run.RootElement.GetProperty("stages").EnumerateArray().Select(s => (s.GetProperty("stage").GetString()!, s.GetProperty("seconds").GetDouble()))],
            string.Create(CultureInfo.InvariantCulture, $"Palinode {run.RootElement.GetProperty("version").GetString()}; {machine.GetProperty("processor").GetString()}, {machine.GetProperty("cores").GetInt32()} cores, {run.RootElement.GetProperty("threads").GetInt32()} threads; .NET {machine.GetProperty("dotNet").GetString()}, OpenCV {machine.GetProperty("openCv").GetString()}"),
            coverage.GetArrayLength(), coverage.EnumerateArray().Count(c => c.GetProperty("examined").GetBoolean()),
            findings.RootElement.GetProperty("inputs")[0].TryGetProperty("pages", out JsonElement pages) && pages.ValueKind == JsonValueKind.Number ? pages.GetInt32() : null);
    }

    private static long ResidentOf(int process)
    {
        try
        {
            long pages = long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture), sum = pages * Environment.SystemPageSize;
            foreach (string task in Directory.GetDirectories($"/proc/{process}/task"))
                foreach (string child in File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    sum += ResidentOf(int.Parse(child, CultureInfo.InvariantCulture));
            return sum;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            // It has just ended.
            return 0;
        }
    }

    /// <summary>Processor time of all children that have ended, theirs included.</summary>
    private static double ChildrenSeconds()
    {
        const int children = -1;
        // struct rusage of 64-bit Linux begins with two times of two words: user seconds and microseconds, then the system's.
        long[] usage = new long[18];
        if (getrusage(children, usage) != 0) throw new InvalidOperationException("getrusage failed.");
        return usage[0] + usage[2] + (usage[1] + usage[3]) / 1e6;
    }

    [LibraryImport("libc")] private static partial int getrusage(int who, [Out] long[] usage);
}

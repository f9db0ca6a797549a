using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Engine;

namespace Palinode.Cli.Results;

/// <summary>
/// The content of run.json: everything about a run that may differ from run to run and therefore stays out of findings.json.
/// It names paths and the machine; who passes a result on may leave it out.
/// </summary>
internal sealed class RunRecord
{
    public string Schema { get; init; } = "palinode/run/1";
    public required string Version { get; init; }

    /// <summary>ISO 8601 in UTC.</summary>
    public required string Started { get; init; }
    public required double Seconds { get; init; }

    /// <summary>Seconds by stage, in the order they ran.</summary>
    public required IReadOnlyList<StageTime> Stages { get; init; }

    /// <summary>Largest resident size of this process.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>Largest resident size of any one of its child processes (PDF and picture readers); several may run at once.</summary>
    public required long LargestChildBytes { get; init; }
    public required int Threads { get; init; }
    public required MachineRecord Machine { get; init; }
    public required IReadOnlyList<InputPath> Inputs { get; init; }
    public required string Result { get; init; }

    public static RunRecord Of(IEnumerable<ScreeningInput> inputs, ScreeningResult result, int threads, string folder, DateTimeOffset started, TimeSpan elapsed) => new()
    {
        Version = ProgramVersion.Text,
        Started = started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        Seconds = Math.Round(elapsed.TotalSeconds, 3),
        Stages = [.. result.Timings.Select(t => new StageTime(t.Stage, Math.Round(t.Seconds, 3)))],
        PeakMemoryBytes = MachineRecord.PeakMemoryOf(Environment.ProcessId) ?? 0,
        LargestChildBytes = MachineRecord.LargestChild(),
        Threads = threads,
        Machine = MachineRecord.Read(),
        Inputs = [.. inputs.Select(i => new InputPath(i.Name, i.Path))],
        Result = folder,
    };

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, RunJson.Default.RunRecord), (byte)'\n'];

    /// <summary>A run.json of this version, or null where there is none.</summary>
    public static RunRecord? Read(string file)
    {
        if (!File.Exists(file)) return null;
        try { return JsonSerializer.Deserialize(File.ReadAllBytes(file), RunJson.Default.RunRecord); }
        catch (JsonException) { return null; }
    }
}

internal sealed record StageTime(string Stage, double Seconds);

internal sealed record InputPath(string Document, string Path);

/// <summary>The machine a run was made on, without its name.</summary>
internal sealed partial record MachineRecord(string Processor, int Cores, string System, string DotNet, string OpenCv)
{
    public static MachineRecord Read() => new(
        ProcessorModel(), Environment.ProcessorCount, $"{RuntimeInformation.OSDescription.Trim()} {RuntimeInformation.OSArchitecture.ToString().ToUpperInvariant()}",
        Environment.Version.ToString(), OpenCvVersion());

    /// <summary>The largest resident size a running process has had, in bytes; null where the system does not tell.</summary>
    public static long? PeakMemoryOf(int process)
    {
        try
        {
            foreach (string line in File.ReadLines($"/proc/{process}/status"))
                if (line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(6).Trim().TrimEnd("kB").Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture) * 1024;
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or the process has just ended.
            return process == Environment.ProcessId ? Process.GetCurrentProcess().PeakWorkingSet64 : null;
        }
    }

    /// <summary>The largest resident size among the child processes that have ended, in bytes.</summary>
    public static long LargestChild()
    {
        const int children = -1, resident = 4;
        // struct rusage of 64-bit Linux: two times of two words, then the largest resident size in kilobytes, then 13 more words.
        long[] usage = new long[18];
        return OperatingSystem.IsLinux() && Environment.Is64BitProcess && getrusage(children, usage) == 0 ? usage[resident] * 1024 : 0;
    }

    [LibraryImport("libc")] private static partial int getrusage(int who, [Out] long[] usage);

    private static string ProcessorModel()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    /// <summary>The version of the OpenCV that this process has loaded, read from the library's file name.</summary>
    private static string OpenCvVersion()
    {
        const string file = "/proc/self/maps", name = "libopencv_core.so.";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.Contains(name, StringComparison.Ordinal)) : null;
        return line is null ? "not loaded" : line[(line.IndexOf(name, StringComparison.Ordinal) + name.Length)..].Trim();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunJson : JsonSerializerContext;

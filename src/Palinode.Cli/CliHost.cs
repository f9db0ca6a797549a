using Palinode.Engine;
using Palinode.Evidence;

namespace Palinode.Cli;

internal delegate ScreeningResult ScreenFunction(
    IReadOnlyList<ScreeningInput> inputs, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken stop);

/// <summary>The same stages for one pair of places; no finding means that no shared content was found.</summary>
internal delegate ScreeningResult CompareFunction(
    ComparisonRequest request, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken stop);

/// <summary>The first stages alone: what is understood of a document.</summary>
internal delegate FigureReadingResult FiguresFunction(ScreeningInput input, ScreeningOptions options, bool overlays, IProgress<ScreeningProgress>? progress, CancellationToken stop);

/// <summary>Renders report.html from a result; <paramref name="read"/> gives the bytes of an evidence picture by its path.</summary>
internal delegate byte[] ReportFunction(FindingsFile findings, EvidenceIndex evidence, Func<string, byte[]> read);

/// <summary>Runs the service until <see cref="CliHost.Stop"/>, filled with the sample first where that is asked for; the exit code.</summary>
internal delegate int ServeFunction(ServicePlace place, int port, bool demo, CliHost host);

/// <summary>Works on the jobs of a service until <see cref="CliHost.Stop"/>; the exit code.</summary>
internal delegate int WorkFunction(ServicePlace place, bool untilInputEnds, CliHost host);

/// <summary>Walks the log of a service, and compares it with a signed head where one is given.</summary>
internal delegate int VerifyLogFunction(ServicePlace place, string? head, CliHost host);

/// <summary>Signs the end of the log.</summary>
internal delegate int SignHeadFunction(ServicePlace place, CliHost host);

internal delegate int BackupFunction(ServicePlace place, string file, CliHost host);

internal delegate int RestoreFunction(ServicePlace place, string file, string key, string? erased, CliHost host);

/// <summary>Everything a verb takes from outside: the projects below, the terminal, the clock. Tests put their own in.</summary>
internal sealed record CliHost
{
    public required ScreenFunction Screen { get; init; }
    public required CompareFunction Compare { get; init; }
    public required FiguresFunction Figures { get; init; }
    public required ReportFunction Report { get; init; }
    public ServeFunction Serve { get; init; } = static (place, port, demo, host) => OperatingSystem.IsLinux() ? Services.Serve(place, port, demo, host) : throw NoService();
    public WorkFunction Work { get; init; } = static (place, untilInputEnds, host) => OperatingSystem.IsLinux() ? Services.Work(place, untilInputEnds, host) : throw NoService();
    public VerifyLogFunction VerifyLog { get; init; } = static (place, head, host) => OperatingSystem.IsLinux() ? Services.VerifyLog(place, head, host) : throw NoService();
    public SignHeadFunction SignHead { get; init; } = static (place, host) => OperatingSystem.IsLinux() ? Services.SignHead(place, host) : throw NoService();
    public BackupFunction Backup { get; init; } = static (place, file, host) => OperatingSystem.IsLinux() ? Services.Backup(place, file, host) : throw NoService();
    public RestoreFunction Restore { get; init; } = static (place, file, key, erased, host) => OperatingSystem.IsLinux() ? Services.Restore(place, file, key, erased, host) : throw NoService();
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether a person watches: progress is shown.</summary>
    public bool Interactive { get; init; }

    /// <summary>Relative paths start here.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Set by Ctrl-C.</summary>
    public CancellationToken Stop { get; init; }

    public static CliHost ForThisProcess(CancellationToken stop) => new()
    {
        Screen = Engines.Screen,
        Compare = Engines.Compare,
        Figures = Engines.Figures,
        Report = Engines.Report,
        Out = Console.Out,
        Error = Console.Error,
        Interactive = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
        Stop = stop,
    };

    private static InputException NoService() => new("The service runs on Linux.");

    public string FullPath(string path) => Path.GetFullPath(path, Folder);
}

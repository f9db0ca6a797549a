namespace Palinode.Engine.Ingest;

/// <summary>Limits and choices for reading documents.</summary>
public sealed record IngestOptions
{
    /// <summary>A PDF with more pages is refused. 500 pages hold any thesis; a page costs about 0.1 s.</summary>
    public int MaxPages { get; init; } = 500;

    /// <summary>Files above this many bytes are refused.</summary>
    public long MaxFileBytes { get; init; } = 300L << 20;

    /// <summary>Pictures above this many pixels are refused before they are decoded.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>Seconds a child process may take for one operation, scaled by pages where it handles many.</summary>
    public double ChildSeconds { get; init; } = 20;

    /// <summary>Memory in bytes that a child process may map.</summary>
    public long ChildMemoryBytes { get; init; } = 1L << 30;

    /// <summary>Dots per inch for page renders where a figure has no embedded picture.</summary>
    public int RenderDpi { get; init; } = 200;

    /// <summary>For a PDF that is read together with its article's XML.</summary>
    public CompanionOptions Companion { get; init; } = new();
}

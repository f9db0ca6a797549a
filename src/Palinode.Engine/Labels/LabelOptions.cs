namespace Palinode.Engine.Labels;

/// <summary>Thresholds for reading letters, row names and lane names. Lengths are in points as printed: figure text is set in 5 to 12.</summary>
public sealed record LabelOptions
{
    /// <summary>Whether text is read from pixels where the document has none of its own.</summary>
    public bool ReadPixels { get; init; } = true;

    /// <summary>Shortest ink of a word's tallest letter; below it lie dots, ticks and noise.</summary>
    public double LeastInkHeight { get; init; } = 2.4;

    /// <summary>Tallest ink of a letter: panel letters are set up to 16 points, whose capitals are 12 high; descenders add a few.</summary>
    public double LargestInkHeight { get; init; } = 16;

    /// <summary>Widest gap inside a line as a multiple of its ink's height. A space takes 0.4 to 0.55 of a capital's height; names over narrow lanes stand as close, and are told apart later.</summary>
    public double WordGap { get; init; } = 0.62;

    /// <summary>How far beside a strip its name may stand.</summary>
    public double RowReach { get; init; } = 90;

    /// <summary>How far above or below a stack of strips its lane names may begin.</summary>
    public double LaneReach { get; init; } = 16;

    /// <summary>How far above a stack slanted and upright lane names may reach.</summary>
    public double SlantedReach { get; init; } = 64;

    /// <summary>A lane is at least this wide.</summary>
    public double LeastLaneWidth { get; init; } = 5;

    /// <summary>Readings below this confidence are not told as names.</summary>
    public double LeastConfidence { get; init; } = 0.3;

    /// <summary>Lines of one graphic that are read at most; a figure with more words is a page of text.</summary>
    public int MostLines { get; init; } = 400;
}

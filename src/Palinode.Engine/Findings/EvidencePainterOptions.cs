namespace Palinode.Engine.Findings;

/// <summary>Sizes of the evidence pictures.</summary>
public sealed record EvidencePainterOptions
{
    /// <summary>Width of a figure's picture, at most, in pixels: what a report column shows on a dense screen.</summary>
    public int ContextWidth { get; init; } = 1100;

    /// <summary>Longer side of an aligned pair, at most, in pixels.</summary>
    public int AlignedLimit { get; init; } = 700;

    /// <summary>Aligned pairs smaller than this along the longer side are enlarged to it, so that a reader sees their pixels.</summary>
    public int AlignedFrom { get; init; } = 420;

    /// <summary>Margin around an aligned region, as a share of its size: the eye needs the surroundings.</summary>
    public double Margin { get; init; } = 0.06;

    /// <summary>Points of the page shown around a figure and its labels in an overlay: room for the lines that mark them.</summary>
    public double OverlayMargin { get; init; } = 4;

    /// <summary>JPEG quality of figure pictures. Aligned pairs are stored without loss.</summary>
    public int ContextQuality { get; init; } = 80;
}

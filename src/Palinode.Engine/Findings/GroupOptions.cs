namespace Palinode.Engine.Findings;

/// <summary>When findings are one story.</summary>
public sealed record GroupOptions
{
    /// <summary>Two regions of a page are one place when their common part is at least this share of the smaller one. Less joins what merely touches.</summary>
    public double JoinFrom { get; init; } = 0.5;

    /// <summary>
    /// Around a circle of findings the transforms must lead back: a larger distance than this, in sides of the region, is a conflict. A region of a
    /// hundred pixels is located within a few; two or three such steps add up.
    /// </summary>
    public double MostOff { get; init; } = 0.15;
}

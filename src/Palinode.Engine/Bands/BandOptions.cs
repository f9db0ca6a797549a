namespace Palinode.Engine.Bands;

/// <summary>Thresholds of the search for repeated bands. What they were chosen on stands in docs/methods/bands.md.</summary>
public sealed record BandOptions
{
    /// <summary>Whether bands are searched at all.</summary>
    public bool Search { get; init; } = true;

    /// <summary>Strips that are drawn (the bars of a forest plot) with at least this probability, by the model of kinds, are left out.</summary>
    public double DrawnFrom { get; init; } = 0.7;

    /// <summary>Lowest strip in pixels; below it a band is three or four rows.</summary>
    public int LeastHeight { get; init; } = 8;

    /// <summary>Grey levels by which a band differs from the ground, for it to be found, and to be compared.</summary>
    public double LeastSignal { get; init; } = 20;

    /// <summary>Per band, the most alike others that are registered.</summary>
    public int Candidates { get; init; } = 8;

    /// <summary>Least coarse correlation of a candidate.</summary>
    public double LeastCorrelation { get; init; } = 0.6;

    /// <summary>Share of a band's variance that may be left after registration, for the pair to be judged at all.</summary>
    public double MostResidual { get; init; } = 0.06;

    /// <summary>Largest difference of the scales along both axes, as a natural logarithm: a factor of two and a half.</summary>
    public double MostStretch { get; init; } = 0.95;

    /// <summary>Share of what further lanes of a run say that counts: the lanes of one strip are no independent witnesses.</summary>
    public double RunShare { get; init; } = 0.5;
}

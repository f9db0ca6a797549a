namespace Palinode.Engine.Matching;

/// <summary>When two descriptors count as a tentative correspondence.</summary>
public sealed record MatchOptions
{
    /// <summary>Best distance over second-best distance in the other panel (Lowe 2004), at most this. 0.85 keeps faint copies; geometry removes the rest.</summary>
    public double RatioAcross { get; init; } = 0.85;

    /// <summary>The same inside one panel, where the second-best of a real copy is only a bystander (g2NN, Amerini et al. 2011).</summary>
    public double RatioWithin { get; init; } = 0.75;

    /// <summary>Inside one panel, points closer than this many pixels are one place, not a copy. 12 px is below the smallest region reported.</summary>
    public double MinShift { get; init; } = 12;

    /// <summary>How many further copies of one point are looked for inside a panel.</summary>
    public int MaxCopies { get; init; } = 3;
}

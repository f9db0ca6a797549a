namespace Palinode.Engine.Bands;

/// <summary>
/// Chance of band scores: among pairs of unrelated bands, log10 of the share that reaches a score falls with it along a line. Fitted to scores of
/// pairs that are not copies of each other (docs/methods/bands.md); pairs of one strip, whose lanes are near twins, have a line of their own.
/// </summary>
public sealed record BandNull
{
    /// <summary>log10 of the tail at score 0, and its fall per unit of score: single bands of two strips.</summary>
    public double SingleAt { get; init; } = -4.45;
    public double SingleFall { get; init; } = 0.30;

    /// <summary>The same for strips that are stacked, as one blot is cut.</summary>
    public double StackedAt { get; init; } = -4.19;
    public double StackedFall { get; init; } = 0.264;

    /// <summary>The same for two bands of one strip.</summary>
    public double TwinAt { get; init; } = -3.05;
    public double TwinFall { get; init; } = 0.19;

    /// <summary>The same for runs of two.</summary>
    public double DoubleAt { get; init; } = -5.75;
    public double DoubleFall { get; init; } = 0.226;

    /// <param name="bands">1 or 2.</param>
    /// <param name="kinship">How near the two are to each other; for runs it makes no difference.</param>
    /// <param name="score">Of the model.</param>
    public double Log10Tail(int bands, BandKinship kinship, double score)
    {
        (double at, double fall) = bands > 1 ? (DoubleAt, DoubleFall) : kinship switch
        {
            BandKinship.OneStrip => (TwinAt, TwinFall),
            BandKinship.Stacked => (StackedAt, StackedFall),
            _ => (SingleAt, SingleFall),
        };
        return Math.Min(0, at - fall * score);
    }
}

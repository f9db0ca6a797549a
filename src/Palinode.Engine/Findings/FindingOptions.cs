namespace Palinode.Engine.Findings;

/// <summary>What becomes a finding, and with which confidence. Every cut is on significance, −log10 of the expected number of accidents in the run.</summary>
public sealed record FindingOptions
{
    /// <summary>High: at most three accidents expected in a hundred runs like this one, so that three clean papers in a hundred are troubled.</summary>
    public double HighFrom { get; init; } = 1.52;

    /// <summary>Moderate: fewer than one accident in three runs.</summary>
    public double ModerateFrom { get; init; } = 0.5;

    /// <summary>Below this, one accident or more in a run, nothing is reported.</summary>
    public double LowFrom { get; init; }

    /// <summary>At most this many findings, the most significant ones; a reader cannot weigh more, and the rest is counted in the remarks.</summary>
    public int MaxFindings { get; init; } = 200;

    /// <summary>Both panels covered at least this far: the finding is of whole panels, not of regions. A crop to three quarters is still "the image".</summary>
    public double WholeFrom { get; init; } = 0.62;

    /// <summary>Two findings of one pair whose regions overlap this far (area of the common part over the smaller region) on both sides are one.</summary>
    public double SameFrom { get; init; } = 0.4;
}

namespace Palinode.Engine.Verification;

/// <summary>How the grain of two aligned places is compared, and when it says something. Measured in eval/results/pixels.md.</summary>
public sealed record ResidualOptions
{
    /// <summary>Longer side of the part that is compared, in frame pixels: it is cut, never reduced, because reducing destroys grain.</summary>
    public int Limit { get; init; } = 384;

    /// <summary>Standard deviation of the Gaussian whose rest is the residual, in frame pixels: the finest octave, where grain is strongest against structure (1.0 and 1.5 were worse).</summary>
    public double HighPass { get; init; } = 0.8;

    /// <summary>Standard deviation of the window of the residual's local variance, in frame pixels.</summary>
    public double VarianceWindow { get; init; } = 4;

    /// <summary>Quantile of local variance that is taken for grain; places with more hold structure and count less.</summary>
    public double GrainQuantile { get; init; } = 0.1;

    /// <summary>How steeply the weight of a place falls with its variance: weight = (grain / variance) to this power. 1 is the Wiener filter, which lets the scene's texture through (area under ROC .79 against .83).</summary>
    public double Selectivity { get; init; } = 4;

    /// <summary>Shifts along each axis against which the peak is held, in frame pixels.</summary>
    public int Shifts { get; init; } = 12;

    /// <summary>Shifts up to this many pixels belong to the peak: residuals of neighbours hang together, and alignment may be a pixel off.</summary>
    public int PeakRadius { get; init; } = 3;

    /// <summary>Window of the residual map, standard deviation in frame pixels.</summary>
    public double MapWindow { get; init; } = 6;

    /// <summary>Smallest area with grain, in frame pixels, from which a verdict is given (about 48 × 48).</summary>
    public int MinPixels { get; init; } = 2300;

    /// <summary>Smallest ratio of pixel sizes, the finer over the coarser reversed: below, one of the two was reduced so far that its grain is gone.</summary>
    public double MinScale { get; init; } = 0.5;

    /// <summary>Smallest standard deviation of the grain in grey levels; rounding to whole levels alone gives 0.29.</summary>
    public double MinGrain { get; init; } = 0.8;

    /// <summary>Grid ratio (<see cref="Imaging.JpegGrid"/>) above which missing agreement proves nothing.</summary>
    public double MaxGrid { get; init; } = 1.08;

    /// <summary>Correlation of residuals from which pixels are the same: second exposures reach it about once in a hundred, because fine texture of the scene correlates too.</summary>
    public double SameFrom { get; init; } = 0.70;

    /// <summary>Correlation up to which, with enough grain in both and no coarse JPEG, only the scene is the same: no copy of the first 150 scenes stayed below 0.35 there.</summary>
    public double SceneTo { get; init; } = 0.30;

    /// <summary>Correlation of grey levels in register from which the shapes agree: missing grain of two places that are not in register proves nothing.</summary>
    public double ShapesFrom { get; init; } = 0.6;

    /// <summary>Peak-to-correlation energy from which a peak stands out; 60 gives one false alarm in a million cameras (Goljan, Fridrich and Filler 2009).</summary>
    public double PceFrom { get; init; } = 60;
}

namespace Palinode.Engine.Copies;

/// <summary>Thresholds of the search for copies within one picture. What they were chosen on stands in docs/methods/copies.md.</summary>
public sealed record CopyOptions
{
    /// <summary>Whether copies within a picture are searched at all.</summary>
    public bool Search { get; init; } = true;

    /// <summary>Pictures that are drawn with at least this probability, by the model of kinds, are left out: their dots and letters repeat.</summary>
    public double DrawnFrom { get; init; } = 0.7;

    /// <summary>Pictures are reduced until their longer side has so many pixels: cost grows with the fourth power of it.</summary>
    public int LongerSide { get; init; } = 192;

    /// <summary>Pixels between windows that ask; a copy of twice the window's side holds a dozen of them.</summary>
    public int Step { get; init; } = 6;

    /// <summary>Least standard deviation, in grey levels, of the band-passed picture in a window: flat ground is like all other flat ground.</summary>
    public double LeastTexture { get; init; } = 2;

    /// <summary>Correlation from which a window counts as like another.</summary>
    public double AlikeFrom { get; init; } = 0.8;

    /// <summary>Least distance, in pixels along one axis, between a window and its copy. Nearer ones share pixels.</summary>
    public int LeastShift { get; init; } = 12;

    /// <summary>Common displacements that are looked at closely, the best supported first.</summary>
    public int Candidates { get; init; } = 8;

    /// <summary>Local correlation of fine detail of the core of a copy.</summary>
    public double CoreFrom { get; init; } = 0.8;

    /// <summary>Local correlation down to which it grows.</summary>
    public double GrowFrom { get; init; } = 0.6;

    /// <summary>Least margin of grain, in standard errors; see <see cref="GrainMargin"/>. Below it the null does not hold.</summary>
    public double LeastMargin { get; init; } = 1.2;

    /// <summary>Least number of pixels of a copy, in the reduced picture.</summary>
    public int LeastPixels { get; init; } = 60;
}

namespace Palinode.Engine.Verification;

/// <summary>How one similarity after another is taken out of the correspondences of a pair.</summary>
public sealed record SimilarityOptions
{
    /// <summary>Fewest distinct inliers of a transform worth looking at. Chance decides later; this only bounds the work.</summary>
    public int MinInliers { get; init; } = 4;

    /// <summary>Distance in pixels of B within which a point agrees with the transform, next to the seed.</summary>
    public double Tolerance { get; init; } = 4;

    /// <summary>Added tolerance per pixel of distance from the seed while the transform comes from one correspondence: SIFT's angle and scale
    /// are good to about 5 %, and a copy may be stretched along one axis.</summary>
    public double Spread { get; init; } = 0.10;

    /// <summary>Largest difference of log2 scale between a correspondence and the transform (a stretch of 2 moves it by half an octave).</summary>
    public double ScaleSlackOctaves { get; init; } = 0.8;

    /// <summary>Largest difference in angle between a correspondence and the transform, in radians (40°).</summary>
    public double AngleSlack { get; init; } = 0.7;

    /// <summary>Scales outside 1/x…x are not considered: enlarging more leaves nothing to compare.</summary>
    public double MaxScale { get; init; } = 5;

    /// <summary>Largest ratio of the two axes of the refined map; published copies reach 2.1.</summary>
    public double MaxStretch { get; init; } = 2.4;

    /// <summary>Only this many correspondences, the most distinctive ones, serve as seeds; all of them vote.</summary>
    public int MaxSeeds { get; init; } = 300;

    /// <summary>Correspondences beyond this many, least distinctive first, are left out: self-similar texture gives tens of thousands.</summary>
    public int MaxCorrespondences { get; init; } = 3000;

    /// <summary>Transforms taken out of one pair, one after another.</summary>
    public int MaxCopies { get; init; } = 4;

    /// <summary>Rounds of refitting the affine map and collecting what agrees.</summary>
    public int RefineRounds { get; init; } = 8;
}

namespace Palinode.Engine.Features;

/// <summary>How local features are taken. Values follow the findings on scientific figures summed up in docs/methods/features.md.</summary>
public sealed record FeatureOptions
{
    /// <summary>Most keypoints of one panel, spread evenly. 2,000 hold every structure of a column-wide picture.</summary>
    public int MaxKeypoints { get; init; } = 2000;

    /// <summary>
    /// Pairs of panels up to which every panel keeps so many. With more pairs the number falls with their root, so that twice the panels cost twice and not
    /// four times the time, down to <see cref="LeastKeypoints"/>: half the keypoints of a shared region still outnumber what accident brings by far.
    /// </summary>
    public int FullPairs { get; init; } = 400;

    /// <summary>Keypoints that every panel may keep, however many pairs there are.</summary>
    public int LeastKeypoints { get; init; } = 1000;

    /// <summary>Most keypoints of one picture in a run with so many pairs of panels.</summary>
    public int KeypointsFor(int pairs) =>
        pairs <= FullPairs ? MaxKeypoints : Math.Max(Math.Min(LeastKeypoints, MaxKeypoints), (int)(MaxKeypoints * Math.Sqrt((double)FullPairs / pairs)));

    /// <summary>SIFT's contrast threshold in units of full scale; nearly 0, because faint panels are what other tools miss.</summary>
    public double ContrastThreshold { get; init; } = 0.004;

    /// <summary>SIFT's ratio of principal curvatures above which a keypoint lies on an edge.</summary>
    public double EdgeThreshold { get; init; } = 12;

    /// <summary>Clip limit of the local equalisation before extraction; 0 switches it off.</summary>
    public double EqualizeClip { get; init; } = 2.0;

    /// <summary>Panels whose longer side is below this many pixels are enlarged to it (at most <see cref="MaxEnlargement"/> times) first.</summary>
    public int EnlargeBelow { get; init; } = 400;

    /// <summary>Enlarging more adds keypoints but no information.</summary>
    public double MaxEnlargement { get; init; } = 2.0;

    /// <summary>The same for strips of a blot, which are long, low and smooth: on the evaluation set enlarging them more finds strips 13 of 14 times instead of 11.</summary>
    public int EnlargeBlotsBelow { get; init; } = 900;

    /// <summary>Strips are enlarged at most this much.</summary>
    public double MaxBlotEnlargement { get; init; } = 3.0;

    /// <summary>Most keypoints of one strip: there are many strips, and few structures in each.</summary>
    public int MaxBlotKeypoints { get; init; } = 900;

    /// <summary>Panels whose longer side is above this many pixels are reduced to it: no copy is recognised by finer grain than that.</summary>
    public int ReduceAbove { get; init; } = 1400;
}

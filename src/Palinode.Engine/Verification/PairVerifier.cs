using Palinode.Engine.Features;
using Palinode.Engine.Imaging;
using Palinode.Engine.Matching;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Verification;

/// <summary>Everything a comparison needs of one panel, made once.</summary>
public sealed class PreparedPanel
{
    internal PreparedPanel(Panel panel, FeatureSet features)
    {
        Panel = panel;
        Gray = panel.Pixels.ToGray();
        Upright = new DescriptorMatcher.Side(features);
        Mirrored = new DescriptorMatcher.Side(features.Mirrored(panel.Pixels.Width));
    }

    public Panel Panel { get; }
    internal Raster Gray { get; }
    internal DescriptorMatcher.Side Upright { get; }

    /// <summary>Features of the panel's mirror image, in the mirror image's own pixels.</summary>
    internal DescriptorMatcher.Side Mirrored { get; }
}

/// <summary>A transform between two panels that correspondences propose and pixels confirm.</summary>
internal sealed class VerifiedMatch
{
    /// <summary>Pixels of B from pixels of A.</summary>
    public required AffineMap BFromA { get; init; }

    /// <summary>Agreeing correspondences as points in A's and B's pixels, most distinctive first.</summary>
    public required (double Ax, double Ay, double Bx, double By)[] Points { get; init; }

    /// <summary>Distinct places among them.</summary>
    public required int Places { get; init; }

    /// <summary>Root mean square distance of the points after the transform, in pixels of B.</summary>
    public required double Residual { get; init; }

    public required PixelVerdict Pixels { get; init; }
}

/// <summary>
/// One pair of panels: correspondences, transforms, pixels. The same class serves a whole screening and a single re-run of one finding.
/// </summary>
internal sealed class PairVerifier(MatchOptions matching, SimilarityOptions similarity, PixelOptions pixels)
{
    private readonly DescriptorMatcher _matcher = new(matching);
    private readonly SimilarityEstimator _estimator = new(similarity);
    private readonly PixelAgreement _agreement = new(pixels);

    public List<VerifiedMatch> Verify(PreparedPanel a, PreparedPanel b)
    {
        List<VerifiedMatch> found = [];
        bool itself = ReferenceEquals(a, b);
        double width = b.Gray.Width;
        foreach (bool mirrored in (ReadOnlySpan<bool>)[false, true])
        {
            DescriptorMatcher.Side side = mirrored ? b.Mirrored : b.Upright;
            List<Correspondence> all = itself ? _matcher.Within(a.Upright, side, mirrored ? width : null) : _matcher.Across(a.Upright, side);
            if (all.Count < similarity.MinInliers) continue;
            FeatureSet fa = a.Upright.Features, fb = side.Features;
            AffineMap upright = mirrored ? new AffineMap(-1, 0, width, 0, 1, 0) : AffineMap.Identity;
            foreach (AgreedTransform agreed in _estimator.Estimate(fa, fb, all))
            {
                AffineMap map = upright.After(agreed.BFromA);
                var points = agreed.Inliers.OrderBy(k => all[k].Ratio).ThenBy(k => k).Select(k =>
                {
                    Correspondence c = all[k];
                    (double bx, double by) = upright.Apply(fb.X[c.B], fb.Y[c.B]);
                    return ((double)fa.X[c.A], (double)fa.Y[c.A], bx, by);
                }).ToArray();
                PixelVerdict verdict = _agreement.Compare(a.Gray, a.Panel.Overlay, b.Gray, b.Panel.Overlay, map, [.. points.Select(p => (p.Item1, p.Item2))]);
                if (verdict.SharedPixels == 0 || itself && OverlapsItself(verdict.SharedInA, map)) continue;
                found.Add(new VerifiedMatch
                {
                    BFromA = map,
                    Points = points,
                    Places = agreed.Distinct,
                    Residual = agreed.Residual,
                    Pixels = verdict,
                });
            }
        }
        if (itself) RemoveInverses(found);
        return found;
    }

    /// <summary>
    /// Inside one panel a copy lies beside its source. Where the two regions cover each other, the panel only repeats or mirrors its own shape:
    /// a symmetric band, a regular texture.
    /// </summary>
    private static bool OverlapsItself(Box inA, AffineMap map) => map.Around(inA).OverlapWith(inA) > 0.15;

    /// <summary>A copy inside a panel is found twice, from its source and towards it; the stronger of the two stays.</summary>
    private static void RemoveInverses(List<VerifiedMatch> found)
    {
        for (int i = 0; i < found.Count; i++)
            for (int j = found.Count - 1; j > i; j--)
            {
                Box target = found[i].BFromA.Around(found[i].Pixels.SharedInA);
                if (target.OverlapWith(found[j].Pixels.SharedInA) < 0.2) continue;
                if (found[j].Places > found[i].Places) found[i] = found[j];
                found.RemoveAt(j);
            }
    }
}

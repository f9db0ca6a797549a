using Palinode.Engine.Features;
using Palinode.Engine.Matching;
using Palinode.Evidence;

namespace Palinode.Engine.Verification;

/// <summary>A transform that several correspondences agree on.</summary>
/// <param name="BFromA">Pixels of B (as given: mirrored B stays mirrored) from pixels of A.</param>
/// <param name="Inliers">Indices into the correspondences, ascending.</param>
/// <param name="Distinct">Inliers at distinct places in both panels: one corner with four orientations counts once.</param>
/// <param name="Residual">Root mean square distance of the inliers, in pixels of B.</param>
/// <param name="Seeds">Hypotheses that were tried.</param>
internal sealed record AgreedTransform(AffineMap BFromA, int[] Inliers, int Distinct, double Residual, int Seeds);

/// <summary>
/// Similarities between two panels, from single correspondences: a SIFT match carries position, scale and angle, so each one proposes a full
/// transform and the others vote (Lowe 2004, section 7; exhaustive instead of binned, and without random sampling, so nothing hangs on a seed).
/// The winner is refined to an affine map, growing outwards from the seed, because copies are often stretched along one axis. Its inliers are
/// removed and the search begins anew, which finds several copies in one pair.
/// </summary>
internal sealed class SimilarityEstimator(SimilarityOptions options)
{
    /// <param name="a">Features of A.</param>
    /// <param name="b">Features of B, mirrored or not.</param>
    /// <param name="correspondences">Between the two.</param>
    public List<AgreedTransform> Estimate(FeatureSet a, FeatureSet b, IReadOnlyList<Correspondence> correspondences)
    {
        List<AgreedTransform> found = [];
        int[] order = [.. Enumerable.Range(0, correspondences.Count).OrderBy(i => correspondences[i].Ratio).ThenBy(i => i).Take(options.MaxCorrespondences)];
        var left = new List<int>(order);
        for (int copy = 0; copy < options.MaxCopies && left.Count >= options.MinInliers; copy++)
        {
            AgreedTransform? best = Strongest(a, b, correspondences, left);
            if (best is null) break;
            HashSet<int> used = [.. best.Inliers];
            left.RemoveAll(used.Contains);
            found.Add(best);
        }
        return found;
    }

    private AgreedTransform? Strongest(FeatureSet a, FeatureSet b, IReadOnlyList<Correspondence> all, List<int> left)
    {
        int n = left.Count;
        float[] ax = new float[n], ay = new float[n], bx = new float[n], by = new float[n], scale = new float[n], turn = new float[n];
        for (int k = 0; k < n; k++)
        {
            Correspondence c = all[left[k]];
            (ax[k], ay[k], bx[k], by[k]) = (a.X[c.A], a.Y[c.A], b.X[c.B], b.Y[c.B]);
            scale[k] = MathF.Log2(b.Size[c.B] / a.Size[c.A]);
            turn[k] = b.Angle[c.B] - a.Angle[c.A];
        }
        float slackScale = (float)options.ScaleSlackOctaves, slackAngle = (float)options.AngleSlack, limit = MathF.Log2((float)options.MaxScale);
        int bestVotes = 0, bestSeed = -1, seeds = Math.Min(n, options.MaxSeeds);
        for (int s = 0; s < seeds; s++)
        {
            if (Math.Abs(scale[s]) > limit) continue;
            AffineMap map = FromSeed(ax[s], ay[s], bx[s], by[s], scale[s], turn[s]);
            float m0 = (float)map.A, m1 = (float)map.B, m2 = (float)map.C, m3 = (float)map.D, m4 = (float)map.E, m5 = (float)map.F;
            float tolerance = (float)options.Tolerance, spread = (float)options.Spread;
            int votes = 0;
            for (int k = 0; k < n; k++)
            {
                float dx = m0 * ax[k] + m1 * ay[k] + m2 - bx[k], dy = m3 * ax[k] + m4 * ay[k] + m5 - by[k];
                float fx = bx[k] - bx[s], fy = by[k] - by[s];
                float reach = tolerance + spread * MathF.Sqrt(fx * fx + fy * fy);
                if (dx * dx + dy * dy > reach * reach) continue;
                if (MathF.Abs(scale[k] - scale[s]) > slackScale || MathF.Abs(Wrap(turn[k] - turn[s])) > slackAngle) continue;
                votes++;
            }
            if (votes > bestVotes) (bestVotes, bestSeed) = (votes, s);
        }
        if (bestVotes < options.MinInliers) return null;
        return Refine(a, b, all, left, bestSeed, seeds, ax, ay, bx, by, scale, turn);
    }

    private AgreedTransform? Refine(FeatureSet a, FeatureSet b, IReadOnlyList<Correspondence> all, List<int> left, int seed, int seeds,
        float[] ax, float[] ay, float[] bx, float[] by, float[] scale, float[] turn)
    {
        int n = left.Count;
        AffineMap start = FromSeed(ax[seed], ay[seed], bx[seed], by[seed], scale[seed], turn[seed]), map = start;
        List<int> inliers = [];
        List<(double, double, double, double)> pairs = [];
        for (int round = 0; round <= options.RefineRounds; round++)
        {
            inliers.Clear();
            pairs.Clear();
            // The first rounds trust the map near its support only; the last ones ask for the plain tolerance everywhere.
            double spread = round == 0 ? options.Spread : options.Spread * 0.5 * Math.Max(0, 1 - round / 5.0);
            for (int k = 0; k < n; k++)
            {
                (double x, double y) = map.Apply(ax[k], ay[k]);
                double dx = x - bx[k], dy = y - by[k], fx = bx[k] - bx[seed], fy = by[k] - by[seed];
                double reach = options.Tolerance + spread * Math.Sqrt(fx * fx + fy * fy);
                if (dx * dx + dy * dy > reach * reach) continue;
                if (Math.Abs(scale[k] - scale[seed]) > options.ScaleSlackOctaves || Math.Abs(Wrap(turn[k] - turn[seed])) > options.AngleSlack) continue;
                inliers.Add(k);
                pairs.Add((ax[k], ay[k], bx[k], by[k]));
            }
            if (inliers.Count < 3) return null;
            if (round == options.RefineRounds) break;
            AffineMap? fit = AffineFit.Solve(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pairs), start, 1.5, 10);
            if (fit is not { } next || AffineFit.StretchOf(next) > options.MaxStretch) return null;
            map = next;
        }
        double squares = 0;
        foreach ((double sx, double sy, double tx, double ty) in pairs)
        {
            (double x, double y) = map.Apply(sx, sy);
            squares += (x - tx) * (x - tx) + (y - ty) * (y - ty);
        }
        int[] indices = [.. inliers.Select(k => left[k]).Order()];
        int distinct = CountPlaces(a, b, all, indices);
        if (distinct < options.MinInliers) return null;
        return new AgreedTransform(map, indices, distinct, Math.Sqrt(squares / pairs.Count), seeds);
    }

    private static AffineMap FromSeed(double ax, double ay, double bx, double by, double log2Scale, double turn)
    {
        double s = Math.Pow(2, log2Scale), c = s * Math.Cos(turn), d = s * Math.Sin(turn);
        return new AffineMap(c, -d, bx - c * ax + d * ay, d, c, by - d * ax - c * ay);
    }

    private static float Wrap(float angle) => angle - MathF.Tau * MathF.Round(angle / MathF.Tau);

    /// <summary>The smaller of the numbers of 4-pixel cells that the chosen correspondences touch in A and in B.</summary>
    public static int CountPlaces(FeatureSet a, FeatureSet b, IReadOnlyList<Correspondence> all, IEnumerable<int> chosen)
    {
        HashSet<(int, int)> inA = [], inB = [];
        foreach (int k in chosen)
        {
            Correspondence c = all[k];
            inA.Add(((int)(a.X[c.A] / 4), (int)(a.Y[c.A] / 4)));
            inB.Add(((int)(b.X[c.B] / 4), (int)(b.Y[c.B] / 4)));
        }
        return Math.Min(inA.Count, inB.Count);
    }
}

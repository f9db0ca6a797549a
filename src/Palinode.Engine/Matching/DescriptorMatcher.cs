using Palinode.Engine.Features;

namespace Palinode.Engine.Matching;

/// <summary>
/// Exhaustive matching of two panels' descriptors. Across panels Lowe's ratio test is applied in both directions and the union is kept, because
/// a region that stands twice in one panel passes the test from one side only; inside a panel the generalised test g2NN (Amerini et al. 2011).
/// </summary>
internal sealed class DescriptorMatcher(MatchOptions options)
{
    // The squared distance of two descriptors is |a|² + |b|² − 2 a·b; lengths are Length² up to rounding.
    private const int SquaredLength = RootSift.Length * RootSift.Length;

    /// <summary>A panel's features with their rearranged descriptors, made once and used in many pairs.</summary>
    public sealed class Side(FeatureSet features)
    {
        public FeatureSet Features { get; } = features;
        public DescriptorBlocks Blocks { get; } = new(features);
    }

    /// <summary>Tentative correspondences between two panels, in order of A's index, then B's.</summary>
    public List<Correspondence> Across(Side a, Side b)
    {
        int na = a.Features.Count, nb = b.Features.Count;
        List<Correspondence> found = [];
        if (na < 2 || nb < 2) return found;
        (NearestTwo ofA, NearestTwo ofB) = NearestTwo.Search(a, b);
        double limit = options.RatioAcross * options.RatioAcross;
        for (int i = 0; i < na; i++)
            if (ofA.Who[i] >= 0 && Ratio(ofA.Best[i], ofA.Second[i]) is var r && r <= limit) found.Add(new Correspondence(i, ofA.Who[i], (float)Math.Sqrt(r)));
        HashSet<(int, int)> seen = [.. found.Select(c => (c.A, c.B))];
        for (int j = 0; j < nb; j++)
            if (ofB.Who[j] >= 0 && Ratio(ofB.Best[j], ofB.Second[j]) is var r && r <= limit && seen.Add((ofB.Who[j], j)))
                found.Add(new Correspondence(ofB.Who[j], j, (float)Math.Sqrt(r)));
        found.Sort((p, q) => p.A != q.A ? p.A.CompareTo(q.A) : p.B.CompareTo(q.B));
        return found;
    }

    /// <summary>Correspondences of a panel with itself (or, given mirrored features of the same panel, with its mirror image).</summary>
    /// <param name="a">The panel as it is.</param>
    /// <param name="b">The same panel, or the same panel mirrored.</param>
    /// <param name="width">Width in pixels when <paramref name="b"/> is mirrored, so that its positions can be told in the panel's own frame; null otherwise.</param>
    public List<Correspondence> Within(Side a, Side b, double? width)
    {
        FeatureSet fa = a.Features, fb = b.Features;
        List<Correspondence> found = [];
        int[] row = new int[b.Blocks.PaddedCount];
        Span<(int Dot, int Who)> top = stackalloc (int, int)[options.MaxCopies + 2];
        double near = options.MinShift * options.MinShift, limit = options.RatioWithin * options.RatioWithin;
        for (int i = 0; i < fa.Count; i++)
        {
            b.Blocks.Products(fa.Descriptors.AsSpan(i * FeatureSet.DescriptorLength, FeatureSet.DescriptorLength), row);
            top.Clear();
            int smallest = 0;
            for (int j = 0; j < fb.Count; j++)
            {
                if (row[j] <= smallest) continue;
                double bx = width is { } w ? w - fb.X[j] : fb.X[j], dx = bx - fa.X[i], dy = fb.Y[j] - fa.Y[i];
                if (dx * dx + dy * dy < near) continue;
                int at = top.Length - 1;
                while (at > 0 && top[at - 1].Dot < row[j]) { top[at] = top[at - 1]; at--; }
                top[at] = (row[j], j);
                smallest = top[^1].Dot;
            }
            // g2NN: go on while the next neighbour is clearly further away than this one.
            for (int k = 0; k < options.MaxCopies; k++)
            {
                if (top[k].Dot == 0 || Ratio(top[k].Dot, top[k + 1].Dot) is var r && r > limit) break;
                for (int m = 0; m <= k; m++) found.Add(new Correspondence(i, top[m].Who, (float)Math.Sqrt(Ratio(top[m].Dot, top[k + 1].Dot))));
            }
        }
        found.Sort((p, q) => p.A != q.A ? p.A.CompareTo(q.A) : p.B != q.B ? p.B.CompareTo(q.B) : p.Ratio.CompareTo(q.Ratio));
        for (int k = found.Count - 1; k > 0; k--)
            if (found[k].A == found[k - 1].A && found[k].B == found[k - 1].B) found.RemoveAt(k);
        return found;
    }

    private static double Ratio(int best, int second)
    {
        double d1 = Math.Max(0, SquaredLength - best), d2 = Math.Max(1, SquaredLength - second);
        return d1 / d2;
    }
}

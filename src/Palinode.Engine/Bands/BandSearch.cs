using Palinode.Engine.Significance;
using Palinode.Evidence;

namespace Palinode.Engine.Bands;

/// <summary>Bands of two strips, or of one, that appear to be the same.</summary>
/// <param name="PanelA">Index of the first panel.</param>
/// <param name="PanelB">Index of the second; the same for two places of one strip.</param>
/// <param name="InA">The bands in pixels of panel A.</param>
/// <param name="InB">The bands in pixels of panel B.</param>
/// <param name="BFromA">Pixels of B from pixels of A.</param>
/// <param name="Lanes">Number of bands on each side.</param>
/// <param name="Family">Which kind of test the strongest item was.</param>
/// <param name="Log10Tail">Log of the share of unrelated pairs that reach this, for the whole run of bands.</param>
/// <param name="Correlation">After registration and with the best curve of brightness, of the strongest item, 0…1.</param>
internal sealed record BandMatch(int PanelA, int PanelB, Box InA, Box InB, AffineMap BFromA, int Lanes, TestFamily Family, double Log10Tail, double Correlation);

/// <summary>How alike two bands, or two runs of two, came out; what the null is fitted on.</summary>
/// <param name="PanelA">Index of the first panel.</param>
/// <param name="PanelB">Index of the second; the same for two places of one strip.</param>
/// <param name="Kinship">How near the two are to each other.</param>
/// <param name="Bands">1 or 2.</param>
/// <param name="Score">Of the model, the best of the orientations.</param>
public readonly record struct BandScore(int PanelA, int PanelB, BandKinship Kinship, int Bands, double Score);

/// <summary>What a search found, how many tests it made, and what every judged pair scored.</summary>
internal sealed record BandSearchResult(IReadOnlyList<BandMatch> Matches, TestCounts Tests)
{
    public IReadOnlyList<BandScore> Scores { get; init; } = [];
}

/// <summary>
/// Searches all strips of a run for bands that appear twice: singly, and as runs of neighbours, which are scored together.
/// docs/methods/bands.md tells the method, its null and its limits.
/// </summary>
internal sealed class BandSearch(BandOptions options, BandNull chance)
{
    /// <summary>Margin beside a band, as a share of its width, that its region takes in.</summary>
    private const double RegionMargin = 0.12;

    /// <summary>Bands whose own tail is below this (log10) are part of a run that began elsewhere.</summary>
    private const double JoinsBelow = -2.5;

    /// <param name="strips">Strips with their bands.</param>
    /// <param name="suspect">Whether a strip is of a suspect document.</param>
    /// <param name="threads">Worker threads.</param>
    /// <param name="cancel">Stops the search.</param>
    public BandSearchResult Run(IReadOnlyList<BandStrip> strips, Func<BandStrip, bool> suspect, int threads, CancellationToken cancel)
    {
        List<BandItem> singles = Singles(strips), doubles = Doubles(strips);
        List<BandPair> pairs = new BandComparison(options, BandGrid.Single, BandModel.Single, tight: true).Compare(strips, singles, i => suspect(strips[i.Strip]), threads, cancel);
        List<BandPair> runs = new BandComparison(options with { Candidates = 10, LeastCorrelation = 0.5 }, BandGrid.Double, BandModel.Double, tight: false)
            .Compare(strips, doubles, i => suspect(strips[i.Strip]), threads, cancel);
        return new BandSearchResult(Join(strips, singles, pairs, doubles, runs), BandPairCounts.Of(strips, suspect)) { Scores = [.. Scores(strips, singles, pairs), .. Scores(strips, doubles, runs)] };
    }

    private static IEnumerable<BandScore> Scores(IReadOnlyList<BandStrip> strips, List<BandItem> items, List<BandPair> pairs) => pairs.GroupBy(p => (p.A, p.B))
        .Select(g => new BandScore(strips[items[g.Key.A].Strip].Panel, strips[items[g.Key.B].Strip].Panel, strips[items[g.Key.A].Strip].KinshipWith(strips[items[g.Key.B].Strip]), items[g.Key.A].Count, g.Max(p => p.Score)));

    internal static List<BandItem> Singles(IReadOnlyList<BandStrip> strips) =>
        [.. strips.SelectMany((s, i) => s.Bands.Select(b => new BandItem(i, b.Index, 1, b.CentreX, b.CentreY, b.HalfWidth, b.HalfHeight, b.LimitLeft, b.LimitRight)))];

    /// <summary>Every two neighbouring bands as one item.</summary>
    internal static List<BandItem> Doubles(IReadOnlyList<BandStrip> strips)
    {
        List<BandItem> items = [];
        for (int i = 0; i < strips.Count; i++)
        {
            foreach ((Band b, Band c) in strips[i].Bands.Zip(strips[i].Bands.Skip(1)))
            {
                double x0 = b.CentreX - b.HalfWidth, x1 = c.CentreX + c.HalfWidth;
                double height = Math.Max(Math.Max(b.HalfHeight, c.HalfHeight), (Math.Abs(b.CentreY - c.CentreY) + b.HalfHeight + c.HalfHeight) / 2);
                items.Add(new BandItem(i, b.Index, 2, (x0 + x1) / 2, (b.CentreY + c.CentreY) / 2, (x1 - x0) / 2, height, b.LimitLeft, c.LimitRight));
            }
        }
        return items;
    }

    private sealed record Vote(BandItem A, BandItem B, BandPair Pair, double Log10Tail, BandGrid Grid)
    {
        /// <summary>Where band 0 of A would lie in B's numbering; one run of neighbours has one value.</summary>
        public int Diagonal => (Pair.Orientation & 1) == 0 ? B.First - A.First : B.First + B.Count - 1 + A.First;

        public TestFamily FamilyIn(IReadOnlyList<BandStrip> strips) => BandPairCounts.FamilyOf(A.Count, strips[A.Strip].KinshipWith(strips[B.Strip]));
    }

    /// <summary>Pairs of the same two strips in the same orientation and order are one run.</summary>
    private List<BandMatch> Join(IReadOnlyList<BandStrip> strips, List<BandItem> singles, List<BandPair> pairs, List<BandItem> doubles, List<BandPair> runs)
    {
        IEnumerable<Vote> votes =
        [
            .. pairs.Select(p => new Vote(singles[p.A], singles[p.B], p, chance.Log10Tail(1, strips[singles[p.A].Strip].KinshipWith(strips[singles[p.B].Strip]), p.Score), BandGrid.Single)),
            // Neighbours on one strip are so alike that two runs of it say no more than two bands.
            .. runs.Where(p => doubles[p.A].Strip != doubles[p.B].Strip).Select(p => new Vote(doubles[p.A], doubles[p.B], p, chance.Log10Tail(2, BandKinship.Apart, p.Score), BandGrid.Double)),
        ];
        List<BandMatch> matches = [];
        foreach (var group in votes.GroupBy(v => (v.A.Strip, OfB: v.B.Strip, v.Pair.Orientation, v.Diagonal)).OrderBy(g => g.Key))
        {
            Vote first = group.MinBy(v => v.Log10Tail)!;
            if (first.Log10Tail >= 0) continue;
            double tail = first.Log10Tail;
            SortedSet<int> bands = [.. Enumerable.Range(first.A.First, first.A.Count)];
            // Neighbours, outwards from the strongest: what each adds is discounted, since the lanes of a strip are no independent witnesses.
            for (bool grown = first.A.Strip != first.B.Strip; grown;)
            {
                grown = false;
                Vote? next = group.Where(v => v.Log10Tail < JoinsBelow && !bands.IsSupersetOf(Enumerable.Range(v.A.First, v.A.Count)) && v.A.First <= bands.Max + 1 && v.A.First + v.A.Count >= bands.Min).MinBy(v => v.Log10Tail);
                if (next is null) break;
                tail += options.RunShare * next.Log10Tail * Enumerable.Range(next.A.First, next.A.Count).Count(b => !bands.Contains(b)) / next.A.Count;
                bands.UnionWith(Enumerable.Range(next.A.First, next.A.Count));
                grown = true;
            }
            matches.Add(Match(strips[first.A.Strip], strips[first.B.Strip], first, bands, first.FamilyIn(strips), tail));
        }
        return matches;
    }

    private static BandMatch Match(BandStrip a, BandStrip b, Vote vote, SortedSet<int> bands, TestFamily family, double tail)
    {
        bool mirrored = (vote.Pair.Orientation & 1) != 0;
        int[] inB = [.. bands.Select(i => mirrored ? vote.Diagonal - i : vote.Diagonal + i).Where(i => i >= 0 && i < b.Bands.Count).Order()];
        return new BandMatch(a.Panel, b.Panel, Region(a, [.. bands]), Region(b, inB), Map(a, b, vote), bands.Count, family, tail, Math.Sqrt(Math.Clamp(1 - vote.Pair.Residual, 0, 1)));
    }

    /// <summary>The bands with a margin, over the whole height of the strip, in pixels of the panel.</summary>
    private static Box Region(BandStrip strip, int[] bands)
    {
        Band first = strip.Bands[bands[0]], last = strip.Bands[bands[^1]];
        double left = Math.Max(first.LimitLeft, first.From - RegionMargin * (first.To - first.From)), right = Math.Min(last.LimitRight, last.To + RegionMargin * (last.To - last.From));
        return new Box(strip.OffsetX + left, strip.OffsetY, strip.OffsetX + right, strip.OffsetY + strip.Pixels.Height);
    }

    /// <summary>Pixels of panel B from pixels of panel A, out of the warp between the two grids.</summary>
    private static AffineMap Map(BandStrip a, BandStrip b, Vote vote)
    {
        (double scaleX, double shiftX) = Axis(vote.A.CentreX, vote.A.HalfWidth, vote.B.CentreX, vote.B.HalfWidth, vote.Grid.ExtentX, vote.Pair.Warp[0], vote.Pair.Warp[1], (vote.Pair.Orientation & 1) != 0, a.OffsetX, b.OffsetX);
        (double scaleY, double shiftY) = Axis(vote.A.CentreY, vote.A.HalfHeight, vote.B.CentreY, vote.B.HalfHeight, vote.Grid.ExtentY, vote.Pair.Warp[2], vote.Pair.Warp[3], (vote.Pair.Orientation & 2) != 0, a.OffsetY, b.OffsetY);
        return new AffineMap(scaleX, 0, shiftX, 0, scaleY, shiftY);
    }

    /// <summary>
    /// Along one axis: a point of B at g half windows from its centre is the point of turned A at (1 + p) g + q half windows. Solved for B.
    /// Pixel centres are whole numbers in strips and halves in panels.
    /// </summary>
    private static (double Scale, double Shift) Axis(double centreA, double halfA, double centreB, double halfB, double extent, double p, double q, bool mirrored, int offsetA, int offsetB)
    {
        double sign = mirrored ? -1 : 1, scale = sign * halfB / (halfA * (1 + p));
        double a0 = centreA + 0.5 + offsetA, b0 = centreB + 0.5 + offsetB - extent * halfB * q / (1 + p);
        return (scale, b0 - scale * a0);
    }
}

namespace Palinode.Engine.Bands;

/// <summary>Two items that were judged.</summary>
/// <param name="A">The item with the smaller index.</param>
/// <param name="B">The other.</param>
/// <param name="Orientation">How A is turned: 1 mirrored left to right, 2 top to bottom, 3 both.</param>
/// <param name="Score">Of the model.</param>
/// <param name="Residual">Share of variance left in the better direction.</param>
/// <param name="Warp">Where a point of B lies in turned A; see <see cref="BandFit.Warp"/>.</param>
internal sealed record BandPair(int A, int B, int Orientation, double Score, double Residual, float[] Warp);

/// <summary>
/// Compares items of one size with each other: coarse look, registration in both directions, margin over what all other items of the run
/// reach for the same target, and one score for all of it. The margin is a null measured in the run itself: where many bands explain a band as
/// well as its supposed copy does, the copy proves nothing.
/// </summary>
internal sealed class BandComparison(BandOptions options, BandGrid grid, BandModel model, bool tight)
{
    /// <summary>Residual above which the tight window is not tried.</summary>
    private const double TightBelow = 0.10;

    /// <summary>Residual in the tight window below which its octaves are measured.</summary>
    private const double DescribeTightBelow = 0.05;

    /// <summary>More items than this are compared from the suspects' side only.</summary>
    private const int AllAgainstAll = 900;

    /// <summary>
    /// What the best other item, and the mean of the next four, typically reach (log residual) in documents with a hundred bands or more. In a
    /// run with few bands they stand in for the missing ones, so that little competition is no evidence.
    /// </summary>
    private const double TypicalBest = -3.6, TypicalNext = -3.1;

    private sealed record Direction(int Source, int Target, int Orientation)
    {
        public BandFit Wide { get; set; } = null!;
        public BandFit? Tight { get; set; }

        /// <summary>Log of the share that is left, in the window that counts.</summary>
        public double Left => Math.Log((Tight?.Residual ?? Wide.Residual) + 1e-3);
    }

    /// <param name="strips">All strips.</param>
    /// <param name="items">What to compare.</param>
    /// <param name="suspect">Whether an item is of a suspect document.</param>
    /// <param name="threads">Worker threads; results do not depend on it.</param>
    /// <param name="cancel">Stops between items.</param>
    public List<BandPair> Compare(IReadOnlyList<BandStrip> strips, IReadOnlyList<BandItem> items, Func<BandItem, bool> suspect, int threads, CancellationToken cancel)
    {
        if (items.Count < 2) return [];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel };
        BandPatch[] patches = new BandPatch[items.Count];
        Parallel.For(0, items.Count, parallel, i => patches[i] = grid.Sample(strips[items[i].Strip], items[i]));
        BandSimilarity similarity = new(grid, patches);
        List<(int A, int B, int Orientation)> candidates = Candidates(similarity, items, suspect, parallel);
        Direction[] directions = [.. candidates.Select(c => new Direction(c.A, c.B, c.Orientation)), .. candidates.Select(c => new Direction(c.B, c.A, c.Orientation))];
        Parallel.For(0, directions.Length, parallel, () => new BandRegistration(grid), (k, _, registration) =>
        {
            Direction d = directions[k];
            // Where the tight window decides, the wide one only has to bring it there.
            d.Wide = registration.Fit(patches[d.Source], d.Orientation, patches[d.Target], grid.Window, 8, tight ? 0 : 3, tight ? 0 : options.MostResidual);
            if (tight && d.Wide.Residual < TightBelow)
                d.Tight = registration.Fit(patches[d.Source], d.Orientation, patches[d.Target], grid.Tight, 0, 4, DescribeTightBelow, d.Wide.Warp);
            return registration;
        }, _ => { });
        return Judge(strips, items, suspect, directions, candidates.Count);
    }

    private List<(int A, int B, int Orientation)> Candidates(BandSimilarity similarity, IReadOnlyList<BandItem> items, Func<BandItem, bool> suspect, ParallelOptions parallel)
    {
        int n = items.Count;
        bool all = n <= AllAgainstAll;
        var best = new List<(double Alike, int Orientation, int Other)>[n];
        Parallel.For(0, n, parallel, i =>
        {
            best[i] = [];
            for (int j = 0; j < n; j++)
            {
                if (j == i || !all && !suspect(items[i]) && !suspect(items[j])) continue;
                for (int o = 0; o < 4; o++)
                    if (similarity.Of(i, o, j) is var alike && alike > options.LeastCorrelation) best[i].Add((alike, o, j));
            }
            // Stable: ties keep the order of items.
            best[i] = [.. best[i].OrderByDescending(b => b.Alike).Take(options.Candidates)];
        });
        return [.. best.SelectMany((list, i) => list.Select(b => (A: Math.Min(i, b.Other), B: Math.Max(i, b.Other), b.Orientation))).Distinct().Order()];
    }

    private List<BandPair> Judge(IReadOnlyList<BandStrip> strips, IReadOnlyList<BandItem> items, Func<BandItem, bool> suspect, Direction[] directions, int count)
    {
        // For each target, what each source leaves at best.
        var reached = new Dictionary<int, List<(int Source, double Left)>>();
        foreach (IGrouping<int, Direction> target in directions.GroupBy(d => d.Target))
            reached[target.Key] = [.. target.GroupBy(d => d.Source).Select(s => (s.Key, s.Min(d => d.Left))).OrderBy(s => s.Item2)];
        double few = Math.Clamp((60.0 - items.Count) / 40, 0, 1);
        List<BandPair> judged = [];
        Span<double> measures = stackalloc double[model.Weights.Length];
        for (int k = 0; k < count; k++)
        {
            Direction q = directions[k], t = directions[k + count];
            if (t.Wide.Residual < q.Wide.Residual) (q, t) = (t, q);
            if (q.Wide.Residual >= options.MostResidual || !suspect(items[q.Source]) && !suspect(items[q.Target])) continue;
            if (!MayBeCopy(strips, items[q.Source], items[q.Target], q.Wide.Warp)) continue;
            (double best, double next) mq = Margins(reached[q.Target], q, few), mt = Margins(reached[t.Target], t, few);
            BandFit octaves = q.Tight ?? q.Wide;
            if (octaves.ResidualBands.Length == 0) continue;
            int m = 0;
            measures[m++] = -q.Left;
            measures[m++] = -t.Left;
            measures[m++] = Math.Min(mq.best, mt.best);
            measures[m++] = Math.Max(mq.best, mt.best);
            measures[m++] = Math.Min(mq.next, mt.next);
            measures[m++] = Math.Max(mq.next, mt.next);
            for (int s = 0; s < 3; s++) measures[m++] = octaves.ResidualBands[s];
            for (int s = 0; s < 3; s++) measures[m++] = octaves.SignalBands[s];
            BandItem a = items[q.Source], b = items[q.Target];
            if (tight)
            {
                measures[m++] = Math.Log((q.Tight?.Variance ?? 0) + 1e-4);
                measures[m++] = AtEnd(strips, a) || AtEnd(strips, b) ? 1 : 0;
            }
            measures[m++] = Math.Log(Math.Min(q.Wide.Variance, t.Wide.Variance) + 1e-4);
            measures[m++] = Math.Log(Math.Min(a.HalfWidth * a.HalfHeight, b.HalfWidth * b.HalfHeight));
            measures[m] = a.Strip == b.Strip ? 1 : 0;
            Direction forward = q.Source < q.Target ? q : t;
            judged.Add(new BandPair(forward.Source, forward.Target, forward.Orientation, model.Score(measures), q.Wide.Residual, (forward.Tight ?? forward.Wide).Warp));
        }
        return judged;
    }

    /// <summary>How much more the best other source leaves than this one, and the next four on average.</summary>
    private static (double Best, double Next) Margins(List<(int Source, double Left)> reached, Direction d, double few)
    {
        double[] others = [.. reached.Where(r => r.Source != d.Source).Take(5).Select(r => r.Left)];
        double best = others.Length > 0 ? Math.Min(others[0], few * TypicalBest) : few * TypicalBest, next = 0;
        for (int i = 1; i < 5; i++) next += (i < others.Length ? Math.Min(others[i], few * TypicalNext) : few * TypicalNext) / 4;
        return (best - d.Left, next - d.Left);
    }

    private bool MayBeCopy(IReadOnlyList<BandStrip> strips, BandItem a, BandItem b, float[] warp)
    {
        double sx = Math.Log(b.HalfWidth / a.HalfWidth / (1 + warp[0])), sy = Math.Log(b.HalfHeight / a.HalfHeight / (1 + warp[2]));
        if (Math.Abs(sx - sy) > options.MostStretch || Weak(strips, a) || Weak(strips, b)) return false;
        if (a.Strip != b.Strip) return true;
        // Items that share a band, and the two halves of one that was cut.
        int gap = a.First < b.First ? b.First - a.First - a.Count : a.First - b.First - b.Count;
        return gap >= 0 && (gap > 0 || a.Count > 1 || Math.Abs(a.CentreX - b.CentreX) >= 1.03 * (a.HalfWidth + b.HalfWidth));
    }

    private bool Weak(IReadOnlyList<BandStrip> strips, BandItem item) => item.Count == 1 && strips[item.Strip].Bands[item.First].Signal < options.LeastSignal;

    private static bool AtEnd(IReadOnlyList<BandStrip> strips, BandItem item) => strips[item.Strip].Bands[item.First].AtEnd;
}

using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Copies;

/// <summary>Two places of one picture that appear to be the same.</summary>
/// <param name="In">Around the one place, in pixels of the panel.</param>
/// <param name="Map">Pixels of the other place from pixels of the one.</param>
/// <param name="Places">Points of the one place, in pixels of the panel, that agree with the other.</param>
/// <param name="Score">The margin of their grain, in standard errors; what the null is fitted on.</param>
/// <param name="Correlation">Mean local correlation of fine detail, 0…1.</param>
internal sealed record CopyMatch(Box In, AffineMap Map, IReadOnlyList<(double X, double Y)> Places, double Score, double Correlation);

/// <summary>A picture and the copies in it, strongest first.</summary>
/// <param name="Panel">Index of its panel in the run.</param>
/// <param name="Matches">None is the rule.</param>
internal sealed record PanelCopies(int Panel, IReadOnlyList<CopyMatch> Matches);

/// <summary>
/// Copies within one picture that hold too few features to be found by them: every window asks for the window most like it in eight orientations,
/// displacements that many windows share are looked at closely, and the area grows as far as fine detail agrees. docs/methods/copies.md tells the method, its
/// null and its limits.
/// </summary>
internal sealed class CopySearch(CopyOptions options)
{
    /// <summary>Pixels of the fine plane that say about as much as one independent one.</summary>
    private const double Independent = 9;

    /// <summary>Local correlation above which more says nothing more: there rounding and compression decide.</summary>
    private const double Fullest = 0.98;

    /// <summary>A copy lies beside its source: where both cover each other this far, the picture only repeats or mirrors its own shape.</summary>
    private const double MostOverlap = 0.15;

    /// <summary>Displacement within which votes are one.</summary>
    private const int Bin = 3;

    private sealed record Candidate(Orientation Orientation, int Dx, int Dy, double Support, List<AlikeWindows> Votes);

    /// <summary>The copies of a picture, strongest first.</summary>
    /// <param name="gray">Grey picture.</param>
    /// <param name="overlay">Mask of overlays of its size, 255 is ignored.</param>
    public List<CopyMatch> Search(Raster gray, byte[] overlay)
    {
        TexturePlane plane = new(gray, overlay, options.LongerSide);
        CosineWindows windows = new(plane.Coarse, plane.Width, plane.Height, plane.Covered, options);
        bool[] valid = [.. plane.Covered.Select(c => !c)];
        double sx = (double)gray.Width / plane.Width, sy = (double)gray.Height / plane.Height;
        AffineMap full = AffineMap.Scaling(sx, sy);
        List<CopyMatch> matches = [];
        foreach (Candidate candidate in Candidates(windows.Nearest(options.AlikeFrom)))
        {
            (int dx, int dy) = Settled(plane, candidate);
            float[] local = LocalCorrelation.Of(plane.Fine, plane.Width, plane.Height, valid, candidate.Orientation, dx, dy);
            if (Grown(local, plane, candidate) is not { } area) continue;
            AffineMap map = candidate.Orientation.Map(dx, dy);
            if (map.Around(area.Box).OverlapWith(area.Box) > MostOverlap) continue;
            double margin = GrainMargin.Of(plane, area.Bounds, candidate.Orientation, dx, dy, options.LeastMargin);
            if (margin <= 0) continue;
            matches.Add(new CopyMatch(full.Around(area.Box), full.After(map).After(full.Inverse()), [.. area.Places.Select(p => full.Apply(p.X + 0.5, p.Y + 0.5))], margin, area.Mean));
        }
        return [.. matches.OrderByDescending(m => m.Score)];
    }

    /// <summary>Displacements that windows share. A window and its copy ask for each other, so of the two directions one is kept.</summary>
    private IEnumerable<Candidate> Candidates(IEnumerable<AlikeWindows> alike)
    {
        Dictionary<(int, int, int), List<(AlikeWindows Vote, int Dx, int Dy)>> bins = [];
        foreach (AlikeWindows vote in alike)
        {
            // Centres of windows correspond; twice their coordinates are whole numbers.
            (int tx, int ty) = vote.Orientation.Turn(2 * vote.X + CosineWindows.Side - 1, 2 * vote.Y + CosineWindows.Side - 1);
            int dx = (2 * vote.ToX + CosineWindows.Side - 1 - tx) / 2, dy = (2 * vote.ToY + CosineWindows.Side - 1 - ty) / 2;
            var key = (vote.Orientation.Index, Floor(dx), Floor(dy));
            if (!bins.TryGetValue(key, out var bin)) bins[key] = bin = [];
            bin.Add((vote, dx, dy));
        }
        List<((int O, int X, int Y) Key, double Support)> ranked = [];
        foreach (var key in bins.Keys) ranked.Add((key, Around(key).Sum(v => (double)v.Vote.Alike * v.Vote.Alike)));
        HashSet<(int, int, int)> taken = [];
        int given = 0;
        foreach (var (key, support) in ranked.OrderByDescending(r => r.Support).ThenBy(r => r.Key))
        {
            if (taken.Contains(key)) continue;
            var votes = Around(key).ToList();
            for (int x = -1; x <= 1; x++)
                for (int y = -1; y <= 1; y++) taken.Add((key.O, key.X + x, key.Y + y));
            var strongest = votes.MaxBy(v => v.Vote.Alike);
            yield return new Candidate(new Orientation(key.O), strongest.Dx, strongest.Dy, support, [.. votes.Select(v => v.Vote)]);
            if (++given == options.Candidates) yield break;
        }

        static int Floor(int d) => (int)Math.Floor((double)d / Bin);
        IEnumerable<(AlikeWindows Vote, int Dx, int Dy)> Around((int O, int X, int Y) key) =>
            from x in Enumerable.Range(-1, 3) from y in Enumerable.Range(-1, 3) from v in bins.GetValueOrDefault((key.O, key.X + x, key.Y + y)) ?? [] select v;
    }

    /// <summary>The displacement, to a pixel, at which fine detail agrees best where the windows are.</summary>
    private static (int Dx, int Dy) Settled(TexturePlane plane, Candidate candidate)
    {
        (int Dx, int Dy) best = (candidate.Dx, candidate.Dy);
        double most = double.NegativeInfinity;
        AlikeWindows[] strongest = [.. candidate.Votes.OrderByDescending(v => v.Alike).Take(6)];
        for (int ey = -3; ey <= 3; ey++)
            for (int ex = -3; ex <= 3; ex++)
            {
                double ab = 0, aa = 0, bb = 0;
                foreach (AlikeWindows window in strongest)
                    for (int y = window.Y; y < window.Y + CosineWindows.Side; y++)
                        for (int x = window.X; x < window.X + CosineWindows.Side; x++)
                        {
                            (int tx, int ty) = candidate.Orientation.Turn(x, y);
                            (tx, ty) = (tx + candidate.Dx + ex, ty + candidate.Dy + ey);
                            if (tx < 0 || ty < 0 || tx >= plane.Width || ty >= plane.Height) continue;
                            float p = plane.Fine[y * plane.Width + x], q = plane.Fine[ty * plane.Width + tx];
                            ab += p * q;
                            aa += p * p;
                            bb += q * q;
                        }
                double alike = aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : -1;
                if (alike > most) (most, best) = (alike, (candidate.Dx + ex, candidate.Dy + ey));
            }
        return best;
    }

    private sealed record Area(PixelRect Bounds, List<(int X, int Y)> Places, double Mean)
    {
        public Box Box => new(Bounds.X0, Bounds.Y0, Bounds.X1, Bounds.Y1);
    }

    /// <summary>The connected area of agreement that says most: a core and what agrees around it.</summary>
    private Area? Grown(float[] local, TexturePlane plane, Candidate candidate)
    {
        byte[] weak = new byte[local.Length];
        for (int i = 0; i < local.Length; i++) weak[i] = local[i] >= options.GrowFrom ? (byte)1 : (byte)0;
        Component[] parts = RasterOperations.Components(weak, plane.Width, plane.Height, out int[] labels);
        double[] scores = new double[parts.Length + 1], sums = new double[parts.Length + 1];
        bool[] core = new bool[parts.Length + 1];
        for (int i = 0; i < local.Length; i++)
        {
            double rho = Math.Min(local[i], Fullest);
            scores[labels[i]] -= 0.5 * Math.Log(1 - rho * rho) / Independent;
            sums[labels[i]] += local[i];
            core[labels[i]] |= local[i] >= options.CoreFrom;
        }
        int best = 0;
        for (int k = 1; k <= parts.Length; k++)
            if (core[k] && parts[k - 1].Area >= options.LeastPixels && (best == 0 || scores[k] > scores[best])) best = k;
        if (best == 0) return null;
        List<(int X, int Y)> places = [];
        foreach (AlikeWindows vote in candidate.Votes)
        {
            int x = vote.X + CosineWindows.Side / 2, y = vote.Y + CosineWindows.Side / 2;
            if (labels[y * plane.Width + x] == best && !places.Contains((x, y))) places.Add((x, y));
        }
        return new Area(parts[best - 1].Bounds, places, sums[best] / parts[best - 1].Area);
    }
}

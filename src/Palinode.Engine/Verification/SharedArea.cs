using Palinode.Engine.Imaging;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Verification;

/// <summary>How the outline of a shared area is grown and drawn.</summary>
public sealed record SharedAreaOptions
{
    /// <summary>Local correlation of the core, from which the area grows: unrelated texture reaches it in small specks only.</summary>
    public double CoreFrom { get; init; } = 0.75;

    /// <summary>Local correlation down to which the area grows. Beyond, another content begins.</summary>
    public double GrowFrom { get; init; } = 0.45;

    /// <summary>Gaps up to twice this many frame pixels are closed: text, arrows and flat ground say nothing either way. The window of local correlation is as wide.</summary>
    public int CloseRadius { get; init; } = 6;

    /// <summary>From this share of agreeing textured places on, everything that both panels show is shared, and the outline is that of their overlap.</summary>
    public double WholeFrom { get; init; } = 0.75;

    /// <summary>Most corners of an outline: a reader follows two dozen.</summary>
    public int MaxCorners { get; init; } = 24;

    /// <summary>Tolerance of the first simplification, in frame pixels; doubled until <see cref="MaxCorners"/> is met.</summary>
    public double Tolerance { get; init; } = 1.5;
}

/// <summary>The part of a panel that the other shows too.</summary>
/// <param name="Outline">Corners in pixels of A, in order.</param>
/// <param name="Mask">One byte a pixel of the frame, 1 inside.</param>
/// <param name="Width">Of the frame.</param>
/// <param name="Height">Of the frame.</param>
/// <param name="AFromFrame">Pixels of A from pixels of the frame.</param>
internal sealed record SharedOutline((double X, double Y)[] Outline, byte[] Mask, int Width, int Height, AffineMap AFromFrame);

/// <summary>
/// The outline of what two aligned panels share. Local correlation is cut with hysteresis (Canny 1986: strong places seed, weaker ones join when they touch),
/// gaps and holes are closed, the largest part is traced along its pixel borders and simplified (Douglas and Peucker 1973). Where most of the
/// textured overlap agrees, the outline is the overlap itself, which is exact.
/// </summary>
internal sealed class SharedArea(SharedAreaOptions options, PixelOptions pixels)
{
    private readonly PixelAgreement _agreement = new(pixels);

    /// <param name="a">Grey picture A.</param>
    /// <param name="overlayA">Mask of A's overlays, 255 is ignored.</param>
    /// <param name="b">Grey picture B.</param>
    /// <param name="overlayB">Mask of B's overlays.</param>
    /// <param name="bFromA">Pixels of B from pixels of A.</param>
    /// <param name="within">The part of A to look at, in its pixels; nothing beyond it is outlined.</param>
    /// <returns>Null where no place agrees.</returns>
    public SharedOutline? Find(Raster a, byte[] overlayA, Raster b, byte[] overlayB, AffineMap bFromA, Box within)
    {
        if (_agreement.Correlate(a, overlayA, b, overlayB, bFromA) is not { } map) return null;
        int w = map.Width, h = map.Height;
        byte[] overlap = Both(a, b, bFromA, map, within);
        int textured = 0, agreeing = 0;
        byte[] core = new byte[w * h], weak = new byte[w * h];
        for (int i = 0; i < core.Length; i++)
        {
            if (!map.Textured[i] || overlap[i] == 0) continue;
            textured++;
            if (map.Local[i] >= pixels.SharedFrom) agreeing++;
            if (map.Local[i] >= options.GrowFrom) weak[i] = 1;
            if (map.Local[i] >= options.CoreFrom) core[i] = 1;
        }
        byte[]? area = agreeing >= options.WholeFrom * textured && textured > 0 ? overlap : Grown(core, weak, overlap, w, h);
        if (area is null) return null;
        (double X, double Y)[] corners = Simplified(Trace(area, w, h));
        if (corners.Length < 3) return null;
        return new SharedOutline([.. corners.Select(c => map.AFromFrame.Apply(c.X, c.Y))], area, w, h, map.AFromFrame);
    }

    /// <summary>Where both panels have a pixel, overlays included.</summary>
    private static byte[] Both(Raster a, Raster b, AffineMap bFromA, LocalAgreement map, Box within)
    {
        float[] inA = PixelAgreement.Validity(new byte[a.Pixels.Length], a.Width, a.Height, map.AFromFrame, map.Width, map.Height);
        float[] inB = PixelAgreement.Validity(new byte[b.Pixels.Length], b.Width, b.Height, bFromA.After(map.AFromFrame), map.Width, map.Height);
        byte[] both = new byte[inA.Length];
        for (int i = 0; i < both.Length; i++)
        {
            (double x, double y) = map.AFromFrame.Apply(i % map.Width + 0.5, i / map.Width + 0.5);
            both[i] = inA[i] * inB[i] > 0 && within.Contains(x, y) ? (byte)1 : (byte)0;
        }
        return Largest(both, map.Width, map.Height) ?? both;
    }

    private byte[]? Grown(byte[] core, byte[] weak, byte[] overlap, int w, int h)
    {
        Component[] parts = RasterOperations.Components(weak, w, h, out int[] labels);
        bool[] strong = new bool[parts.Length + 1];
        for (int i = 0; i < core.Length; i++) if (core[i] != 0) strong[labels[i]] = true;
        strong[0] = false;
        byte[] kept = new byte[w * h];
        for (int i = 0; i < kept.Length; i++) if (strong[labels[i]]) kept[i] = 1;
        // What stands at the rim of the picture must not be closed over it: beyond the overlap nothing is shared.
        byte[] closed = Morphology.Close(kept, w, h, options.CloseRadius);
        for (int i = 0; i < closed.Length; i++) if (overlap[i] == 0 && kept[i] == 0) closed[i] = 0;
        closed = Morphology.Open(closed, w, h, options.CloseRadius / 3);
        return Largest(closed, w, h) is { } largest ? Filled(largest, w, h) : null;
    }

    private static byte[]? Largest(byte[] mask, int w, int h)
    {
        Component[] parts = RasterOperations.Components(mask, w, h, out int[] labels);
        if (parts.Length == 0) return null;
        int best = 0;
        for (int k = 1; k < parts.Length; k++) if (parts[k].Area > parts[best].Area) best = k;
        byte[] only = new byte[mask.Length];
        for (int i = 0; i < only.Length; i++) if (labels[i] == best + 1) only[i] = 1;
        return only;
    }

    /// <summary>Ground that the rim cannot reach is inside.</summary>
    private static byte[] Filled(byte[] mask, int w, int h)
    {
        byte[] ground = new byte[mask.Length];
        for (int i = 0; i < ground.Length; i++) ground[i] = mask[i] == 0 ? (byte)1 : (byte)0;
        Component[] parts = RasterOperations.Components(ground, w, h, out int[] labels);
        byte[] filled = [.. mask];
        for (int i = 0; i < filled.Length; i++)
        {
            if (labels[i] == 0) continue;
            PixelRect r = parts[labels[i] - 1].Bounds;
            if (r.X0 > 0 && r.Y0 > 0 && r.X1 < w && r.Y1 < h) filled[i] = 1;
        }
        return filled;
    }

    /// <summary>The outer border of the one part of a mask, corner by corner along the sides of its pixels, with the inside to the right.</summary>
    internal static List<(double X, double Y)> Trace(byte[] mask, int w, int h)
    {
        List<(double X, double Y)> border = [];
        int first = Array.IndexOf(mask, (byte)1);
        if (first < 0) return border;
        bool In(int x, int y) => x >= 0 && y >= 0 && x < w && y < h && mask[y * w + x] != 0;
        (int x0, int y0) = (first % w, first / w);
        (int x, int y, int dx, int dy) = (x0, y0, 1, 0);
        // The border visits each side of a pixel at most once.
        for (int step = 0; step < 4 * w * h + 4; step++)
        {
            // Pixels ahead of the corner, to the right and to the left of the way.
            bool right = In(x + (dx - dy - 1) / 2, y + (dx + dy - 1) / 2), left = In(x + (dx + dy - 1) / 2, y + (dy - dx - 1) / 2);
            // 8-connected: at a touching corner the way turns towards the diagonal neighbour.
            (int tx, int ty) = left ? (dy, -dx) : right ? (dx, dy) : (-dy, dx);
            if (tx != dx || ty != dy || border.Count == 0) border.Add((x, y));
            (dx, dy) = (tx, ty);
            x += dx;
            y += dy;
            // The first pixel in reading order has nothing above or before it, so its corner is passed once only.
            if (x == x0 && y == y0) break;
        }
        return border;
    }

    private (double X, double Y)[] Simplified(List<(double X, double Y)> border)
    {
        if (border.Count < 3) return [];
        // A closed line is cut at two far corners, so that both halves have an end to hold on to.
        int far = 0;
        for (int i = 1; i < border.Count; i++) if (Squared(border[i], border[0]) > Squared(border[far], border[0])) far = i;
        List<(double X, double Y)> there = border[..(far + 1)], back = [.. border[far..], border[0]];
        for (double tolerance = options.Tolerance; ; tolerance *= 1.5)
        {
            List<(double X, double Y)> corners = [];
            Reduce(there, 0, there.Count - 1, tolerance, corners);
            Reduce(back, 0, back.Count - 1, tolerance, corners);
            if (corners.Count <= options.MaxCorners || tolerance > 1e4) return [.. corners];
        }
    }

    /// <summary>Adds the kept points from <paramref name="from"/> up to but without <paramref name="to"/>.</summary>
    private static void Reduce(List<(double X, double Y)> line, int from, int to, double tolerance, List<(double X, double Y)> kept)
    {
        int worst = -1;
        double most = tolerance;
        for (int i = from + 1; i < to; i++)
        {
            double d = Distance(line[i], line[from], line[to]);
            if (d > most) (worst, most) = (i, d);
        }
        if (worst < 0) { kept.Add(line[from]); return; }
        Reduce(line, from, worst, tolerance, kept);
        Reduce(line, worst, to, tolerance, kept);
    }

    private static double Squared((double X, double Y) p, (double X, double Y) q) => (p.X - q.X) * (p.X - q.X) + (p.Y - q.Y) * (p.Y - q.Y);

    private static double Distance((double X, double Y) p, (double X, double Y) from, (double X, double Y) to)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, length = Math.Sqrt(dx * dx + dy * dy);
        return length < 1e-9 ? Math.Sqrt(Squared(p, from)) : Math.Abs(dx * (p.Y - from.Y) - dy * (p.X - from.X)) / length;
    }
}

using Palinode.Engine.Imaging;
using Palinode.Engine.Native;

namespace Palinode.Engine.Copies;

/// <summary>
/// How much better the grain of two places agrees than that of the best other place of the picture, in standard errors. One round nucleus is like
/// another, and finds many such others; only a copy is more like its source than all of them.
/// </summary>
internal static unsafe class GrainMargin
{
    /// <summary>Share of the area's sides that is left out on each of them: copies are blended into their new ground.</summary>
    private const double Rim = 0.2;

    /// <summary>Correlation that the best other place reaches in pictures with many alike things. Where there are few, little competition is no evidence.</summary>
    private const double TypicalRival = 0.4;

    /// <summary>Correlations above this are not told apart: lines drawn into a picture reach it anywhere.</summary>
    private const double Fullest = 0.9;

    /// <summary>Pixels of grain that say about as much as one independent one.</summary>
    private const double Independent = 9;

    /// <summary>Least side of what is compared, in pixels.</summary>
    private const int LeastSide = 6;

    /// <summary>Displacement, in pixels, that the search may be off.</summary>
    private const int Off = 1;

    /// <param name="plane">The picture.</param>
    /// <param name="area">Around the one place.</param>
    /// <param name="orientation">How it is turned.</param>
    /// <param name="dx">Column to which the turned pixel (0, 0) goes.</param>
    /// <param name="dy">Its row.</param>
    /// <param name="least">A margin below this is of no interest and is not measured to the end.</param>
    /// <returns>0 where it is of no interest.</returns>
    public static double Of(TexturePlane plane, PixelRect area, Orientation orientation, int dx, int dy, double least)
    {
        int rimX = (int)Math.Round(area.Width * Rim), rimY = (int)Math.Round(area.Height * Rim);
        PixelRect a = new(area.X0 + rimX, area.Y0 + rimY, area.X1 - rimX, area.Y1 - rimY);
        if (a.Width < LeastSide || a.Height < LeastSide) return 0;
        (int x0, int y0) = orientation.Turn(a.X0, a.Y0);
        (int x1, int y1) = orientation.Turn(a.X1 - 1, a.Y1 - 1);
        PixelRect b = new(Math.Min(x0, x1) + dx, Math.Min(y0, y1) + dy, Math.Max(x0, x1) + dx + 1, Math.Max(y0, y1) + dy + 1);
        if (b.X0 < 0 || b.Y0 < 0 || b.X1 > plane.Width || b.Y1 > plane.Height) return 0;
        double certainty = Math.Sqrt(a.Area / Independent);
        double own = Settled(plane, a, orientation, dx, dy);
        if (Margin(own, TypicalRival) * certainty < least) return 0;
        // The rival that leaves just the least margin: with one as good as that, the rest need not be looked for.
        double enough = Math.Tanh(Math.Atanh(Math.Clamp(own, -Fullest, Fullest)) - least / certainty);
        double rival = Rival(plane, a, a, b, enough);
        if (rival <= enough) rival = Math.Max(rival, Rival(plane, b, a, b, enough));
        return rival > enough ? 0 : Margin(own, Math.Max(rival, TypicalRival)) * certainty;
    }

    /// <summary>Difference of correlations on Fisher's scale, where the standard error depends on the size alone.</summary>
    private static double Margin(double own, double rival) => Math.Atanh(Math.Clamp(own, -Fullest, Fullest)) - Math.Atanh(Math.Min(rival, Fullest));

    private static double Settled(TexturePlane plane, PixelRect a, Orientation orientation, int dx, int dy)
    {
        double most = -1;
        for (int ey = -Off; ey <= Off; ey++)
            for (int ex = -Off; ex <= Off; ex++)
            {
                double n = 0, sa = 0, sb = 0, ab = 0, aa = 0, bb = 0;
                for (int y = a.Y0; y < a.Y1; y++)
                    for (int x = a.X0; x < a.X1; x++)
                    {
                        (int tx, int ty) = orientation.Turn(x, y);
                        (tx, ty) = (tx + dx + ex, ty + dy + ey);
                        if (tx < 0 || ty < 0 || tx >= plane.Width || ty >= plane.Height) continue;
                        double p = plane.Grain[y * plane.Width + x], q = plane.Grain[ty * plane.Width + tx];
                        n++;
                        sa += p;
                        sb += q;
                        ab += p * q;
                        aa += p * p;
                        bb += q * q;
                    }
                double va = aa - sa * sa / n, vb = bb - sb * sb / n;
                if (va > 0 && vb > 0) most = Math.Max(most, (ab - sa * sb / n) / Math.Sqrt(va * vb));
            }
        return most;
    }

    /// <summary>The largest correlation of a part with any place of the picture, in eight orientations, that is neither of the two; or one above <paramref name="enough"/>.</summary>
    private static double Rival(TexturePlane plane, PixelRect part, PixelRect a, PixelRect b, double enough)
    {
        double most = -1;
        for (int o = 0; o < Orientation.Count && most <= enough; o++)
        {
            var orientation = new Orientation(o);
            int w = orientation.Transposed ? part.Height : part.Width, h = orientation.Transposed ? part.Width : part.Height;
            int columns = plane.Width - w + 1, rows = plane.Height - h + 1;
            if (columns < 1 || rows < 1) continue;
            float[] turned = Turned(plane, part, orientation, w, h), map = new float[columns * rows];
            fixed (float* image = plane.Grain, piece = turned, result = map)
                Vision.Check(Vision.pn_zncc_map(image, plane.Width, plane.Height, piece, w, h, result));
            foreach (PixelRect known in (ReadOnlySpan<PixelRect>)[a, b]) Hide(map, columns, rows, w, h, known);
            foreach (float value in map) most = Math.Max(most, value);
        }
        return most;
    }

    private static float[] Turned(TexturePlane plane, PixelRect part, Orientation orientation, int w, int h)
    {
        (int x0, int y0) = orientation.Turn(part.X0, part.Y0);
        (int x1, int y1) = orientation.Turn(part.X1 - 1, part.Y1 - 1);
        int left = Math.Min(x0, x1), top = Math.Min(y0, y1);
        float[] turned = new float[w * h];
        for (int y = part.Y0; y < part.Y1; y++)
            for (int x = part.X0; x < part.X1; x++)
            {
                (int tx, int ty) = orientation.Turn(x, y);
                turned[(ty - top) * w + tx - left] = plane.Grain[y * plane.Width + x];
            }
        return turned;
    }

    /// <summary>Placements whose centre is nearer to that of a known place than the larger of both sizes.</summary>
    private static void Hide(float[] map, int columns, int rows, int w, int h, PixelRect known)
    {
        double cx = (known.X0 + known.X1 - w) / 2.0, cy = (known.Y0 + known.Y1 - h) / 2.0, reachX = Math.Max(w, known.Width) / 2.0, reachY = Math.Max(h, known.Height) / 2.0;
        for (int y = Math.Max(0, (int)(cy - reachY)); y < Math.Min(rows, (int)(cy + reachY) + 1); y++)
            for (int x = Math.Max(0, (int)(cx - reachX)); x < Math.Min(columns, (int)(cx + reachX) + 1); x++) map[y * columns + x] = -1;
    }
}

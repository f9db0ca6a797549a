using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>Moves each side of a rectangle to the step between paper and picture next to it, to the pixel.</summary>
internal sealed class BorderSteps(Raster pixels, byte paper)
{
    private readonly Raster _gray = pixels.ToGray();

    /// <param name="rect">In pixels of the graphic.</param>
    /// <param name="reach">How far a side may move.</param>
    public PixelRect Tighten(PixelRect rect, int reach)
    {
        PixelRect r = rect.ClipTo(_gray.Width, _gray.Height);
        int y0 = Side(r.Y0, r.X0, r.X1, reach, row: true, outward: -1), y1 = Side(r.Y1, r.X0, r.X1, reach, row: true, outward: 1);
        int x0 = Side(r.X0, y0, y1, reach, row: false, outward: -1), x1 = Side(r.X1, y0, y1, reach, row: false, outward: 1);
        return x1 - x0 < 2 || y1 - y0 < 2 ? r : new PixelRect(x0, y0, x1, y1);
    }

    /// <summary>The border position (between two lines) with the largest rise in distance from paper, from outside to inside.</summary>
    private int Side(int at, int from, int to, int reach, bool row, int outward)
    {
        int limit = row ? _gray.Height : _gray.Width;
        int low = Math.Max(0, at - reach), high = Math.Min(limit, at + reach);
        Span<double> rises = stackalloc double[high - low + 1];
        double best = 0;
        for (int p = low; p <= high; p++)
        {
            // Lines p - 1 and p meet at border p; the rim of the graphic counts as paper outside.
            double before = p - 1 >= 0 ? Distance(p - 1, from, to, row) : 0, after = p < limit ? Distance(p, from, to, row) : 0;
            rises[p - low] = outward < 0 ? after - before : before - after;
            best = Math.Max(best, rises[p - low]);
        }
        if (best <= 1.5) return at;
        // The outermost step that counts: a band or a cell further in may be darker than the picture's ground.
        const double Counts = 0.6;
        if (outward < 0)
        {
            for (int p = low; p <= high; p++) if (rises[p - low] >= Counts * best) return p;
        }
        else
        {
            for (int p = high; p >= low; p--) if (rises[p - low] >= Counts * best) return p;
        }
        return at;
    }

    /// <summary>
    /// Share of the rectangle's outline where picture meets paper or another tone in a step: near 1 for a printed picture, low for a blob that
    /// merely fills its bounding box.
    /// </summary>
    public double Sharpness(PixelRect r) => AlongOutline(r, (step, _) => step > 6);

    /// <summary>The same, where the step is also larger than what follows within three pixels inside: a band fades in, a picture begins.</summary>
    public double Abruptness(PixelRect r) => AlongOutline(r, (step, inside) => step > 6 && step >= inside);

    /// <summary>Share of outline pixels for which a question about the step at the border and the change just inside holds.</summary>
    private double AlongOutline(PixelRect r, Func<int, int, bool> holds)
    {
        int yes = 0, total = 0;
        for (int x = r.X0; x < r.X1; x++)
        {
            Look(x, r.Y0, 0, -1);
            Look(x, r.Y1 - 1, 0, 1);
        }
        for (int y = r.Y0; y < r.Y1; y++)
        {
            Look(r.X0, y, -1, 0);
            Look(r.X1 - 1, y, 1, 0);
        }
        return (double)yes / Math.Max(1, total);

        void Look(int x, int y, int dx, int dy)
        {
            total++;
            int own = _gray[x, y], inside = Math.Abs(own - _gray[Math.Clamp(x - 3 * dx, 0, _gray.Width - 1), Math.Clamp(y - 3 * dy, 0, _gray.Height - 1)]);
            // One pixel out for gaps of a pixel, two for borders that JPEG or resampling has softened. The rim of the graphic is a border in itself.
            for (int k = 1; k <= 2; k++)
            {
                int xo = x + k * dx, yo = y + k * dy;
                bool rim = (uint)xo >= (uint)_gray.Width || (uint)yo >= (uint)_gray.Height;
                if (!holds(rim ? 255 : Math.Abs(own - _gray[xo, yo]), inside)) continue;
                yes++;
                return;
            }
        }
    }

    private double Distance(int line, int from, int to, bool row)
    {
        long sum = 0;
        for (int i = from; i < to; i++) sum += Math.Abs((row ? _gray[i, line] : _gray[line, i]) - paper);
        return (double)sum / Math.Max(1, to - from);
    }
}

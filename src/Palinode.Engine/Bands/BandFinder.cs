using Palinode.Engine.Imaging;

namespace Palinode.Engine.Bands;

/// <summary>
/// Finds the bands of a strip: columns whose strongest pixels stand out from the ground, cut where the signal dips between two bands. A drawn
/// frame is taken off first, since frames are alike. Each band is measured by the moments of its clipped signal, which depend on its place and
/// size but hardly on the exposure.
/// </summary>
internal sealed class BandFinder(BandOptions options)
{
    /// <summary>The strip with its bands, or null where it is too small once its frame is off.</summary>
    public BandStrip? Find(Raster panel, int index)
    {
        Raster gray = panel.ToGray();
        PixelRect inner = WithoutFrame(gray);
        if (inner.Width < 10 || inner.Height < options.LeastHeight) return null;
        Raster strip = gray.Crop(inner);
        (IReadOnlyList<Band> bands, bool dark) = Bands(strip);
        return new BandStrip(index, strip, inner.X0, inner.Y0, dark, bands);
    }

    /// <summary>What is left when one to four drawn lines along each side are taken off.</summary>
    internal static PixelRect WithoutFrame(Raster strip)
    {
        int w = strip.Width, h = strip.Height;
        int top = Depth(h, t => Median(w, i => strip[i, t])), bottom = Depth(h, t => Median(w, i => strip[i, h - 1 - t]));
        int left = Depth(w, t => Median(h, i => strip[t, i])), right = Depth(w, t => Median(h, i => strip[w - 1 - t, i]));
        return new PixelRect(left, top, Math.Max(left, w - right), Math.Max(top, h - bottom));
    }

    /// <summary>Lines from the rim up to the last one behind which the median jumps, and jumps no further.</summary>
    private static int Depth(int length, Func<int, double> median)
    {
        int depth = 0;
        for (int t = 0; t < Math.Min(5, length / 8); t++)
        {
            double step = Math.Abs(median(t) - median(t + 2));
            if (step > 14 && step > 2.5 * Math.Abs(median(t + 2) - median(Math.Min(t + 5, length - 1)))) depth = t + 2;
        }
        return depth;
    }

    private static double Median(int count, Func<int, byte> value)
    {
        Span<int> histogram = stackalloc int[256];
        for (int i = 0; i < count; i++) histogram[value(i)]++;
        return Quantile(histogram, count, 0.5);
    }

    private static double Quantile(ReadOnlySpan<int> histogram, int count, double share)
    {
        double rank = share * (count - 1);
        int below = 0;
        for (int v = 0; v < 256; v++)
        {
            below += histogram[v];
            if (below > rank) return v;
        }
        return 255;
    }

    private (IReadOnlyList<Band> Bands, bool Dark) Bands(Raster strip)
    {
        int w = strip.Width, h = strip.Height;
        byte[] f = strip.Blur(Math.Max(0.7, h / 50.0)).Pixels;
        double ground = Ground(f, w, h);
        Span<int> histogram = stackalloc int[256];
        foreach (byte v in f) histogram[v]++;
        double low = Quantile(histogram, f.Length, 0.02), high = Quantile(histogram, f.Length, 0.98);
        bool dark = ground - low >= high - ground;
        double[] signal = [.. f.Select(v => Math.Max(0, dark ? ground - v : v - ground))];
        double[] columns = Smooth(Columns(signal, w, h), Math.Max(1.0, w / 200.0));
        double top = columns.Max();
        if (top < 10) return ([], dark);

        List<(int From, int To)> spans = [];
        double least = Math.Max(0.10 * top, 6);
        for (int x = 0; x < w;)
        {
            if (columns[x] <= least) { x++; continue; }
            int from = x;
            while (x < w && columns[x] > least) x++;
            Split(columns, from, x, spans);
        }
        spans.RemoveAll(s => s.To - s.From < Math.Max(6, 0.15 * h));
        List<Band> bands = [];
        for (int n = 0; n < spans.Count; n++)
        {
            (int from, int to) = spans[n];
            int left = n == 0 ? 0 : (spans[n - 1].To + from) / 2, right = n == spans.Count - 1 ? w : (to + spans[n + 1].From) / 2;
            if (Measure(signal, w, h, from, to, left, right, bands.Count) is { } band) bands.Add(band);
        }
        return (bands, dark);
    }

    private static double Ground(byte[] f, int w, int h)
    {
        Span<int> histogram = stackalloc int[256];
        int edge = Math.Max(2, h / 10), count = 0;
        for (int y = 0; y < h; y++)
        {
            for (int x = 0; x < w; x++)
            {
                // Corners count for both of their sides.
                int times = (y < edge ? 1 : 0) + (y >= h - edge ? 1 : 0) + (x < 2 ? 1 : 0) + (x >= w - 2 ? 1 : 0);
                histogram[f[y * w + x]] += times;
                count += times;
            }
        }
        return Quantile(histogram, count, 0.5);
    }

    /// <summary>For each column the mean of its strongest sixth.</summary>
    private static double[] Columns(double[] signal, int w, int h)
    {
        int k = Math.Max(2, h / 6);
        double[] columns = new double[w], column = new double[h];
        for (int x = 0; x < w; x++)
        {
            for (int y = 0; y < h; y++) column[y] = signal[y * w + x];
            Array.Sort(column);
            double sum = 0;
            for (int y = h - k; y < h; y++) sum += column[y];
            columns[x] = sum / k;
        }
        return columns;
    }

    private static double[] Smooth(double[] values, double sigma)
    {
        int reach = (int)Math.Ceiling(3 * sigma);
        double[] kernel = [.. Enumerable.Range(-reach, 2 * reach + 1).Select(i => Math.Exp(-0.5 * i * i / (sigma * sigma)))], smooth = new double[values.Length];
        double all = kernel.Sum();
        for (int x = 0; x < values.Length; x++)
            for (int i = -reach; i <= reach; i++)
                smooth[x] += kernel[i + reach] / all * values[Mirror(x + i, values.Length)];
        return smooth;
    }

    private static int Mirror(int i, int n)
    {
        if (n == 1) return 0;
        while (i < 0 || i >= n) i = i < 0 ? -i : 2 * n - 2 - i;
        return i;
    }

    /// <summary>Cuts a stretch at its deepest dip between two higher places, again and again.</summary>
    private static void Split(double[] columns, int from, int to, List<(int From, int To)> spans)
    {
        if (to - from >= 8)
        {
            double[] left = new double[to - from], right = new double[to - from];
            for (int i = 0; i < left.Length; i++) left[i] = Math.Max(columns[from + i], i > 0 ? left[i - 1] : 0);
            for (int i = left.Length - 1; i >= 0; i--) right[i] = Math.Max(columns[from + i], i + 1 < left.Length ? right[i + 1] : 0);
            int deepest = 0;
            double depth = double.MinValue;
            for (int i = 0; i < left.Length; i++)
                if (Math.Min(left[i], right[i]) - columns[from + i] is var d && d > depth) (depth, deepest) = (d, i);
            if (depth > 0.15 * Math.Min(left[deepest], right[deepest]) + 2 && deepest > 0)
            {
                Split(columns, from, from + deepest, spans);
                Split(columns, from + deepest, to, spans);
                return;
            }
        }
        spans.Add((from, to));
    }

    private static Band? Measure(double[] signal, int w, int h, int from, int to, int left, int right, int index)
    {
        double[] own = new double[(to - from) * h];
        for (int y = 0; y < h; y++) Array.Copy(signal, y * w + from, own, y * (to - from), to - from);
        double[] sorted = [.. own.Order()];
        double top = sorted[(int)(0.995 * (sorted.Length - 1))];
        if (top < 12) return null;
        double t = 0, sx = 0, sy = 0, sxx = 0, syy = 0;
        for (int y = 0; y < h; y++)
        {
            for (int x = from; x < to; x++)
            {
                // Clipped below and above: what lies between says where the band is, whatever the exposure.
                double weight = Math.Clamp(own[y * (to - from) + x - from] - 0.3 * top, 0, 0.5 * top);
                t += weight; sx += weight * x; sy += weight * y; sxx += weight * x * x; syy += weight * y * y;
            }
        }
        double cx = sx / t, cy = sy / t;
        double hx = Math.Sqrt(Math.Max(0, sxx / t - cx * cx)) * Math.Sqrt(3) + 0.5, hy = Math.Sqrt(Math.Max(0, syy / t - cy * cy)) * Math.Sqrt(3) + 0.5;
        return new Band(index, cx, cy, hx, hy, from, to, left, right, top, from <= 1 || to >= w - 1);
    }
}

using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>Hand-made measures of a candidate panel, from which its class follows.</summary>
internal sealed record PictureFeatures
{
    public required int Width { get; init; }
    public required int Height { get; init; }

    /// <summary>Share of pixels that are the page's colour.</summary>
    public required double Paper { get; init; }

    /// <summary>Share of pixels whose right and lower neighbours differ by at most 1.</summary>
    public required double Even { get; init; }

    /// <summary>Entropy of the brightness histogram in bits.</summary>
    public required double Entropy { get; init; }

    /// <summary>Mean difference between the channels, 0 for grey.</summary>
    public required double Colour { get; init; }

    /// <summary>Variance of the row means over all variance: near 1 for horizontal bands.</summary>
    public required double RowStructure { get; init; }
    public required double Mean { get; init; }
    public required double Spread { get; init; }

    /// <summary>One tone, apart from the noise of compression: a bar, a legend's square.</summary>
    public bool IsFlat => Even > 0.5 && (Spread < 2 || Entropy < 1.6 && Soft < 0.8 || Spread < 8 && Plain > 0.7 && Mean > 60);

    /// <summary>Nothing to see: one tone throughout.</summary>
    public bool IsBlank => Even > 0.9 && Spread < 1.5;

    /// <summary>Wide, grey and nearly empty: with a frame around it, a strip of blank membrane rather than a key, which is short, or a legend, which holds letters.</summary>
    public bool IsPaleStrip(double pixelsPerPoint) => Width > 50 * pixelsPerPoint && Width > 1.9 * Height && Colour < 6 && Mean > 200 && (Soft > 0.8 || InkShare < 0.01);

    /// <summary>Letters that ran together, whatever their size on the page: low, of full contrast, with drawn edges.</summary>
    public bool IsLettering(double pixelsPerPoint) => Math.Min(Width, Height) < 24 * pixelsPerPoint && Spread > 70 && Soft < 0.66;

    /// <summary>Could be the filling of a bar or a key: even, or hardly larger than a letter.</summary>
    public bool MayBePartOfChart(double pixelsPerPoint) => Even > 0.5 || Math.Min(Width, Height) < 20 * pixelsPerPoint;

    /// <summary>Share within 25 of paper.</summary>
    public required double LightShare { get; init; }

    /// <summary>Share further than 70 from paper.</summary>
    public required double InkShare { get; init; }

    /// <summary>Share of clear steps between neighbouring pixels (above 8) that are moderate (below 40): near 1 for pictures, low for drawn edges.</summary>
    public required double Soft { get; init; }

    /// <summary>Share of pixels whose 5 × 5 surroundings span at most 6 grey values and are not dark: areas of one tone, other than black ground.</summary>
    public required double Plain { get; init; }

    /// <summary>Share of the plain pixels that are further than 12 from the commonest plain tone: a lit field has one tone, a matrix several.</summary>
    public required double OtherTones { get; init; }

    public static PictureFeatures Measure(Raster source, PixelRect rect, byte paper)
    {
        Raster r = source.Crop(rect);
        byte[] g = r.ToGray().Pixels;
        // The rim is left out: frames and the smear of the border say nothing about the content.
        int m = Math.Min(3, Math.Min(r.Width, r.Height) / 6), n = 0, even = 0, white = 0, light = 0, ink = 0, steps = 0, hard = 0, plain = 0, looked = 0;
        Span<int> histogram = stackalloc int[256], plainTones = stackalloc int[256];
        double sum = 0, squares = 0, rowVariance = 0;
        long colour = 0;
        List<double> rows = [];
        for (int y = m; y < r.Height - m; y++)
        {
            double row = 0;
            for (int x = m; x < r.Width - m; x++)
            {
                int i = y * r.Width + x, v = g[i];
                histogram[v]++;
                n++;
                row += v;
                squares += v * v;
                int distance = Math.Abs(v - paper);
                if (distance <= 4) white++;
                if (distance <= 25) light++;
                if (distance > 70) ink++;
                if (x + 1 < r.Width)
                {
                    int step = Math.Abs(v - g[i + 1]);
                    if (step > 8) { steps++; if (step > 40) hard++; }
                }
                if ((x & 1) == 0 && (y & 1) == 0 && x >= 2 && y >= 2 && x < r.Width - 2 && y < r.Height - 2)
                {
                    looked++;
                    int low = 255, high = 0;
                    for (int dy = -2; dy <= 2; dy++)
                        for (int dx = -2; dx <= 2; dx++) { int w = g[i + dy * r.Width + dx]; low = Math.Min(low, w); high = Math.Max(high, w); }
                    if (high - low <= 6 && low > 40) { plain++; plainTones[v]++; }
                }
                if (x + 1 < r.Width && y + 1 < r.Height && Math.Abs(v - g[i + 1]) <= 1 && Math.Abs(v - g[i + r.Width]) <= 1) even++;
                if (r.Channels == 3)
                {
                    int a = r.Pixels[3 * i], b = r.Pixels[3 * i + 1], c = r.Pixels[3 * i + 2];
                    colour += Math.Max(a, Math.Max(b, c)) - Math.Min(a, Math.Min(b, c));
                }
            }
            sum += row;
            rows.Add(row / Math.Max(1, r.Width - 2 * m));
        }
        n = Math.Max(1, n);
        double mean = sum / n, variance = Math.Max(0, squares / n - mean * mean), entropy = 0;
        foreach (double row in rows) rowVariance += (row - mean) * (row - mean) / rows.Count;
        foreach (int h in histogram) if (h > 0) entropy -= (double)h / n * Math.Log2((double)h / n);
        return new PictureFeatures
        {
            Width = rect.Width, Height = rect.Height, Paper = (double)white / n, Even = (double)even / n, Entropy = entropy, Colour = (double)colour / n,
            RowStructure = variance > 0 ? rowVariance / variance : 0, Mean = mean, Soft = 1 - (double)hard / Math.Max(1, steps), Plain = (double)plain / Math.Max(1, looked), OtherTones = ShareBesideMode(plainTones, plain), LightShare = (double)light / n, InkShare = (double)ink / n, Spread = Math.Sqrt(variance),
        };
    }

    private static double ShareBesideMode(ReadOnlySpan<int> tones, int total)
    {
        int mode = 0, beside = 0;
        for (int v = 0; v < tones.Length; v++) if (tones[v] > tones[mode]) mode = v;
        for (int v = 0; v < tones.Length; v++) if (Math.Abs(v - mode) > 12) beside += tones[v];
        return (double)beside / Math.Max(1, total);
    }
}

using Palinode.Engine.Imaging;
using Palinode.Evidence;

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
    public bool IsFlat => Even > 0.5 && (Entropy < 1.6 || Spread < 2);

    public static PictureFeatures Measure(Raster source, PixelRect rect, byte paper)
    {
        Raster r = source.Crop(rect);
        byte[] g = r.ToGray().Pixels;
        // The rim is left out: frames and the smear of the border say nothing about the content.
        int m = Math.Min(3, Math.Min(r.Width, r.Height) / 6), n = 0, even = 0, white = 0;
        Span<int> histogram = stackalloc int[256];
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
                if (Math.Abs(v - paper) <= 4) white++;
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
            RowStructure = variance > 0 ? rowVariance / variance : 0, Mean = mean, Spread = Math.Sqrt(variance),
        };
    }
}

/// <summary>Class of a panel from its features; the order of the rules is the order of certainty.</summary>
internal static class PanelClassifier
{
    public static PanelClass Classify(PictureFeatures f, PanelOptions options)
    {
        _ = options;
        double aspect = (double)f.Width / f.Height;
        if (f.Paper > 0.45 && f.Even > 0.35 && f.Mean > 150 && !(aspect > 2 && f.Colour < 6)) return PanelClass.Plot;
        if (aspect > 1.9 && f.Colour < 14) return PanelClass.Blot;
        return PanelClass.Picture;
    }
}

using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Panels;

/// <summary>A white grey-scale canvas on which tests plant pictures, strips, charts and letters at known places.</summary>
internal sealed class DrawnFigure(int width, int height, int seed = 1)
{
    // Two pixels to a point: a figure of 600 px stands for half the width of a page.
    public const double PixelsPerPoint = 2;

    private readonly Random _random = new(seed);
    private readonly byte[] _pixels = Filled(width * height, 255);

    private static byte[] Filled(int length, byte value)
    {
        byte[] bytes = new byte[length];
        Array.Fill(bytes, value);
        return bytes;
    }

    public byte this[int x, int y] { get => _pixels[y * width + x]; set => _pixels[y * width + x] = value; }

    public DrawnFigure Fill(PixelRect r, byte value)
    {
        for (int y = r.Y0; y < r.Y1; y++) for (int x = r.X0; x < r.X1; x++) this[x, y] = value;
        return this;
    }

    /// <summary>Blobs on a ground, with grain: a micrograph.</summary>
    public PixelRect Micrograph(PixelRect r, int ground = 120, int blob = 210, int grain = 10)
    {
        float[] tone = new float[r.Width * r.Height];
        Array.Fill(tone, ground);
        int cells = r.Width * r.Height / 900;
        for (int c = 0; c < cells; c++)
        {
            double cx = _random.NextDouble() * r.Width, cy = _random.NextDouble() * r.Height, radius = 5 + 6 * _random.NextDouble(), level = (blob - ground) * (0.6 + 0.4 * _random.NextDouble());
            for (int y = 0; y < r.Height; y++)
                for (int x = 0; x < r.Width; x++)
                {
                    double d = Math.Sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy));
                    if (d < radius + 4) tone[y * r.Width + x] = ground + (float)(level / (1 + Math.Exp((d - radius) / 1.3)));
                }
        }
        for (int y = 0; y < r.Height; y++)
            for (int x = 0; x < r.Width; x++)
                this[r.X0 + x, r.Y0 + y] = Clamp(tone[y * r.Width + x] + (_random.NextDouble() - 0.5) * 2 * grain);
        return r;
    }

    /// <summary>Dark soft bands on a ground with grain: a strip of a blot.</summary>
    public PixelRect Strip(PixelRect r, int lanes = 4, int ground = 225, int grain = 4)
    {
        double lane = (double)r.Width / lanes;
        for (int y = 0; y < r.Height; y++)
            for (int x = 0; x < r.Width; x++)
            {
                double u = (x % lane - lane / 2) / (0.36 * lane), v = (y - r.Height / 2.0) / (0.16 * r.Height);
                double density = 1 / (1 + Math.Exp((Math.Abs(u) - 1) * 9)) / (1 + Math.Exp((Math.Abs(v) - 1) * 3));
                this[r.X0 + x, r.Y0 + y] = Clamp(ground * Math.Exp(-1.8 * density) + (_random.NextDouble() - 0.5) * 2 * grain);
            }
        return r;
    }

    public DrawnFigure Frame(PixelRect r, int thickness = 1, byte value = 0)
    {
        Fill(new PixelRect(r.X0, r.Y0, r.X1, r.Y0 + thickness), value);
        Fill(new PixelRect(r.X0, r.Y1 - thickness, r.X1, r.Y1), value);
        Fill(new PixelRect(r.X0, r.Y0, r.X0 + thickness, r.Y1), value);
        return Fill(new PixelRect(r.X1 - thickness, r.Y0, r.X1, r.Y1), value);
    }

    /// <summary>Axes, bars and tick labels in the rectangle.</summary>
    public PixelRect BarChart(PixelRect r, int bars = 4)
    {
        int left = r.X0 + 30, bottom = r.Y1 - 22;
        Fill(new PixelRect(left, r.Y0, left + 2, bottom), 0);
        Fill(new PixelRect(left, bottom - 2, r.X1, bottom), 0);
        for (int k = 0; k < bars; k++)
        {
            int step = (r.X1 - left - 10) / bars, x = left + 10 + k * step, top = bottom - (bottom - r.Y0) * (3 + k % 3) / 7;
            Fill(new PixelRect(x, top, x + step * 2 / 3, bottom), (byte)(40 + 50 * (k % 3)));
            Word(x, bottom + 5, 3);
        }
        for (int k = 0; k < 4; k++) Word(r.X0 + 4, r.Y0 + k * (bottom - r.Y0) / 4, 2);
        return r;
    }

    /// <summary>Strokes as letters have them: 10 px high, on paper.</summary>
    public DrawnFigure Word(int x, int y, int letters)
    {
        for (int k = 0; k < letters; k++)
        {
            int at = x + 9 * k;
            Fill(new PixelRect(at, y, at + 2, y + 10), 0);
            Fill(new PixelRect(at, y + (k % 2 == 0 ? 0 : 8), at + 6, y + (k % 2 == 0 ? 2 : 10)), 0);
            Fill(new PixelRect(at + 4, y + 4, at + 6, y + 10), 0);
        }
        return this;
    }

    public Raster ToRaster() => new(width, height, 1, [.. _pixels]);

    public SourceFigure ToFigure(int? jpegQuality = null, params PlacedText[] text)
    {
        Raster pixels = jpegQuality is { } q ? JpegLoss.Apply(ToRaster(), q) : ToRaster();
        Box box = new(0, 0, width / (600 * PixelsPerPoint), height / (800 * PixelsPerPoint));
        return new SourceFigure { Number = "1", Page = 1, Box = box, Graphics = [new Graphic { Pixels = pixels, Box = box, Origin = GraphicOrigin.Embedded }], Text = [.. text] };
    }

    /// <summary>The rectangle as the figure's page fractions.</summary>
    public static Box OnPage(PixelRect r) => new(r.X0 / (600 * PixelsPerPoint), r.Y0 / (800 * PixelsPerPoint), r.X1 / (600 * PixelsPerPoint), r.Y1 / (800 * PixelsPerPoint));

    private static byte Clamp(double v) => (byte)Math.Clamp(Math.Round(v), 0, 255);
}

/// <summary>What baseline JPEG does to a grey picture: 8 × 8 cosine transform, the standard's luminance table scaled to a quality, and back.</summary>
internal static class JpegLoss
{
    private static readonly int[] Luminance =
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    public static Raster Apply(Raster gray, int quality)
    {
        int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        byte[] result = new byte[gray.Width * gray.Height];
        double[,] cosine = new double[8, 8];
        for (int u = 0; u < 8; u++) for (int x = 0; x < 8; x++) cosine[u, x] = Math.Cos((2 * x + 1) * u * Math.PI / 16) * (u == 0 ? Math.Sqrt(0.125) : 0.5);
        double[,] block = new double[8, 8], half = new double[8, 8];
        for (int by = 0; by < gray.Height; by += 8)
            for (int bx = 0; bx < gray.Width; bx += 8)
            {
                for (int y = 0; y < 8; y++)
                    for (int x = 0; x < 8; x++) block[y, x] = gray[Math.Min(bx + x, gray.Width - 1), Math.Min(by + y, gray.Height - 1)] - 128;
                Transform((u, x) => cosine[u, x]);
                for (int v = 0; v < 8; v++)
                    for (int u = 0; u < 8; u++)
                    {
                        int step = Math.Clamp((Luminance[8 * v + u] * scale + 50) / 100, 1, 255);
                        block[v, u] = Math.Round(block[v, u] / step) * step;
                    }
                Transform((x, u) => cosine[u, x]);
                for (int y = 0; y < 8 && by + y < gray.Height; y++)
                    for (int x = 0; x < 8 && bx + x < gray.Width; x++) result[(by + y) * gray.Width + bx + x] = (byte)Math.Clamp(Math.Round(block[y, x] + 128), 0, 255);
            }
        return new Raster(gray.Width, gray.Height, 1, result);

        void Transform(Func<int, int, double> kernel)
        {
            for (int i = 0; i < 8; i++)
                for (int k = 0; k < 8; k++)
                {
                    double sum = 0;
                    for (int x = 0; x < 8; x++) sum += kernel(k, x) * block[i, x];
                    half[i, k] = sum;
                }
            for (int k = 0; k < 8; k++)
                for (int i = 0; i < 8; i++)
                {
                    double sum = 0;
                    for (int y = 0; y < 8; y++) sum += kernel(k, y) * half[y, i];
                    block[k, i] = sum;
                }
        }
    }
}

using Palinode.Engine.Imaging;

namespace Palinode.Engine.Bands;

/// <summary>
/// The grid on which items are compared: an inner window around the item and an outer one that gives registration room to move. Sizes in
/// grid points; extents in half widths and half heights of the item.
/// </summary>
internal sealed class BandGrid
{
    /// <summary>One band: 64 × 32 points.</summary>
    public static BandGrid Single { get; } = new(64, 32, 96, 48, 1.25, 1.7, 5, 5, 0.35);

    /// <summary>Two neighbouring bands: 80 × 24 points.</summary>
    public static BandGrid Double { get; } = new(80, 24, 112, 36, 1.08, 1.7, 6, 5, 0.25);

    private BandGrid(int nx, int ny, int ox, int oy, double extentX, double extentY, double taperX, double taperY, double reach)
    {
        (Nx, Ny, Ox, Oy, ExtentX, ExtentY, Reach) = (nx, ny, ox, oy, extentX, extentY, reach);
        Window = Taper(nx, ny, 1, taperX, 1, taperY);
        Tight = Taper(nx, ny, 0.92, 6, 0.80, 5);
    }

    public int Nx { get; }
    public int Ny { get; }
    public int Ox { get; }
    public int Oy { get; }
    public double ExtentX { get; }
    public double ExtentY { get; }

    /// <summary>Furthest shift and change of scale, in half windows.</summary>
    public double Reach { get; }

    /// <summary>Weights of the inner points, falling to 0 at the rim.</summary>
    public float[] Window { get; }

    /// <summary>Narrower weights, for a band whose ground was changed.</summary>
    public float[] Tight { get; }

    private static float[] Taper(int nx, int ny, double endX, double slopeX, double endY, double slopeY)
    {
        float[] window = new float[nx * ny];
        for (int y = 0; y < ny; y++)
            for (int x = 0; x < nx; x++)
                window[y * nx + x] = (float)(Math.Clamp((endX - Math.Abs((x + 0.5) / nx * 2 - 1)) * slopeX, 0, 1) * Math.Clamp((endY - Math.Abs((y + 0.5) / ny * 2 - 1)) * slopeY, 0, 1));
        return window;
    }

    /// <summary>Samples an item on the outer grid.</summary>
    public BandPatch Sample(BandStrip strip, BandItem item)
    {
        double kx = ExtentX * Ox / Nx, ky = ExtentY * Oy / Ny, stepX = 2 * kx * item.HalfWidth / Ox, stepY = 2 * ky * item.HalfHeight / Oy;
        double x0 = item.CentreX - kx * item.HalfWidth + stepX / 2, y0 = item.CentreY - ky * item.HalfHeight + stepY / 2;
        int w = strip.Pixels.Width, h = strip.Pixels.Height;
        float[] source = AntiAliased(strip.Pixels, 0.45 * Math.Max(0, stepX - 1), 0.45 * Math.Max(0, stepY - 1));
        float[] values = new float[Ox * Oy];
        byte[] mask = new byte[Ox * Oy];
        for (int y = 0; y < Oy; y++)
        {
            double sy = y0 + stepY * y, cy = Math.Clamp(sy, 0, h - 1);
            int iy = Math.Min((int)cy, Math.Max(0, h - 2)), jy = Math.Min(iy + 1, h - 1);
            double v = cy - iy;
            for (int x = 0; x < Ox; x++)
            {
                double sx = x0 + stepX * x, cx = Math.Clamp(sx, 0, w - 1);
                int ix = Math.Min((int)cx, Math.Max(0, w - 2)), jx = Math.Min(ix + 1, w - 1);
                double u = cx - ix;
                double value = (source[iy * w + ix] * (1 - u) + source[iy * w + jx] * u) * (1 - v) + (source[jy * w + ix] * (1 - u) + source[jy * w + jx] * u) * v;
                values[y * Ox + x] = (float)((strip.IsDark ? 255 - value : value) / 255);
                mask[y * Ox + x] = sy >= 0 && sy <= h - 1 && sx >= item.LimitLeft && sx <= item.LimitRight - 1 ? (byte)1 : (byte)0;
            }
        }
        return new BandPatch(values, mask);
    }

    private static float[] AntiAliased(Raster strip, double sigmaX, double sigmaY)
    {
        float[] source = [.. strip.Pixels.Select(v => (float)v)];
        return sigmaX > 0.2 || sigmaY > 0.2 ? FloatImage.Blur(source, strip.Width, strip.Height, Math.Max(sigmaX, 0.05), Math.Max(sigmaY, 0.05)) : source;
    }
}

/// <summary>An item on the outer grid: brightness with the band's side positive, 0…1, and where there is something to compare.</summary>
internal sealed record BandPatch(float[] Values, byte[] Mask);

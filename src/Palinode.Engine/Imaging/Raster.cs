namespace Palinode.Engine.Imaging;

/// <summary>
/// An 8-bit picture in memory: rows from the top, no padding, one channel (grey) or three (R, G, B). Pixel (x, y) covers the square
/// from (x, y) to (x + 1, y + 1); its centre is (x + 0.5, y + 0.5). Rasters are not changed once made.
/// </summary>
public sealed class Raster
{
    public Raster(int width, int height, int channels, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (channels is not (1 or 3)) throw new ArgumentOutOfRangeException(nameof(channels), channels, "A raster has one channel or three.");
        if (pixels.LongLength != (long)width * height * channels)
            throw new ArgumentException($"{width} × {height} × {channels} pixels need {(long)width * height * channels} bytes, got {pixels.LongLength}.", nameof(pixels));
        (Width, Height, Channels, Pixels) = (width, height, channels, pixels);
    }

    public int Width { get; }
    public int Height { get; }
    public int Channels { get; }

    /// <summary>The bytes themselves, shared and not to be written to.</summary>
    public byte[] Pixels { get; }

    public byte this[int x, int y, int channel = 0] => Pixels[(y * Width + x) * Channels + channel];

    /// <summary>The part inside <paramref name="rect"/>, clipped to the picture.</summary>
    /// <exception cref="ArgumentException">Nothing is left after clipping.</exception>
    public Raster Crop(PixelRect rect)
    {
        PixelRect r = rect.ClipTo(Width, Height);
        if (r.Width <= 0 || r.Height <= 0) throw new ArgumentException($"{rect} lies outside a picture of {Width} × {Height} pixels.", nameof(rect));
        byte[] part = new byte[r.Width * r.Height * Channels];
        int rowBytes = r.Width * Channels;
        for (int y = 0; y < r.Height; y++)
            Pixels.AsSpan(((r.Y0 + y) * Width + r.X0) * Channels, rowBytes).CopyTo(part.AsSpan(y * rowBytes));
        return new Raster(r.Width, r.Height, Channels, part);
    }

    /// <summary>Luma after ITU-R BT.601, rounded; the picture itself where it is grey already.</summary>
    public Raster ToGray()
    {
        if (Channels == 1) return this;
        byte[] gray = new byte[Width * Height];
        ReadOnlySpan<byte> p = Pixels;
        for (int i = 0, j = 0; i < gray.Length; i++, j += 3)
            gray[i] = (byte)((p[j] * 19595 + p[j + 1] * 38470 + p[j + 2] * 7471 + 32768) >> 16);
        return new Raster(Width, Height, 1, gray);
    }
}

/// <summary>A rectangle of whole pixels: X0 ≤ x &lt; X1, Y0 ≤ y &lt; Y1.</summary>
public readonly record struct PixelRect(int X0, int Y0, int X1, int Y1)
{
    public int Width => X1 - X0;
    public int Height => Y1 - Y0;
    public long Area => (long)Width * Height;

    public PixelRect ClipTo(int width, int height) =>
        new(Math.Clamp(X0, 0, width), Math.Clamp(Y0, 0, height), Math.Clamp(X1, 0, width), Math.Clamp(Y1, 0, height));

    public PixelRect Intersect(PixelRect other) =>
        new(Math.Max(X0, other.X0), Math.Max(Y0, other.Y0), Math.Max(Math.Max(X0, other.X0), Math.Min(X1, other.X1)), Math.Max(Math.Max(Y0, other.Y0), Math.Min(Y1, other.Y1)));

    public PixelRect Inflate(int by) => new(X0 - by, Y0 - by, X1 + by, Y1 + by);

    /// <summary>The same rectangle as fractions of a picture.</summary>
    public Palinode.Evidence.Box ToBox(int width, int height) =>
        new((double)X0 / width, (double)Y0 / height, (double)X1 / width, (double)Y1 / height);

    /// <summary>Whole pixels around a box of fractions: rounded to the nearest pixel border, at least one pixel.</summary>
    public static PixelRect FromBox(Palinode.Evidence.Box box, int width, int height)
    {
        int x0 = Math.Clamp((int)Math.Round(box.X0 * width), 0, width - 1), y0 = Math.Clamp((int)Math.Round(box.Y0 * height), 0, height - 1);
        return new(x0, y0, Math.Clamp((int)Math.Round(box.X1 * width), x0 + 1, width), Math.Clamp((int)Math.Round(box.Y1 * height), y0 + 1, height));
    }
}

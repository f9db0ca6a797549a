using Palinode.Engine.Native;
using Palinode.Evidence;

namespace Palinode.Engine.Imaging;

/// <summary>Picture in, picture out: the OpenCV operations that several stages share.</summary>
public static unsafe class RasterOperations
{
    /// <summary>Area averaging where either side shrinks, bicubic otherwise.</summary>
    public static Raster Resize(this Raster source, int width, int height)
    {
        if (width == source.Width && height == source.Height) return source;
        Raster target = Blank(width, height, source.Channels);
        fixed (byte* s = source.Pixels, t = target.Pixels)
            Vision.Check(Vision.pn_resize(s, source.Width, source.Height, source.Channels, t, width, height));
        return target;
    }

    /// <param name="source">Any raster.</param>
    /// <param name="sigma">Standard deviation in pixels, above 0.</param>
    public static Raster Blur(this Raster source, double sigma)
    {
        Raster target = Blank(source.Width, source.Height, source.Channels);
        fixed (byte* s = source.Pixels, t = target.Pixels)
            Vision.Check(Vision.pn_gaussian(s, source.Width, source.Height, source.Channels, sigma, t));
        return target;
    }

    /// <summary>Contrast limited adaptive histogram equalisation (Zuiderveld 1994) of a grey picture.</summary>
    /// <param name="source">One channel.</param>
    /// <param name="clip">Limit as a multiple of the mean histogram height; 2 in the literature followed here.</param>
    /// <param name="tiles">Tiles along each side.</param>
    public static Raster EqualizeLocally(this Raster source, double clip = 2.0, int tiles = 8)
    {
        if (source.Channels != 1) throw new ArgumentException("Local equalisation works on grey pictures.", nameof(source));
        Raster target = Blank(source.Width, source.Height, 1);
        fixed (byte* s = source.Pixels, t = target.Pixels)
            Vision.Check(Vision.pn_clahe(s, source.Width, source.Height, clip, tiles, t));
        return target;
    }

    /// <summary>The picture as it appears in the target's frame, bicubic; pixels from outside the source are <paramref name="outside"/>.</summary>
    /// <param name="source">Any raster.</param>
    /// <param name="sourceFromTarget">Source pixel coordinates from target pixel coordinates.</param>
    /// <param name="width">Width of the result in pixels.</param>
    /// <param name="height">Height of the result in pixels.</param>
    /// <param name="outside">Value for pixels that have no source.</param>
    public static Raster Warp(this Raster source, AffineMap sourceFromTarget, int width, int height, byte outside = 0)
    {
        Raster target = Blank(width, height, source.Channels);
        double* m = stackalloc double[] { sourceFromTarget.A, sourceFromTarget.B, sourceFromTarget.C, sourceFromTarget.D, sourceFromTarget.E, sourceFromTarget.F };
        fixed (byte* s = source.Pixels, t = target.Pixels)
            Vision.Check(Vision.pn_warp(s, source.Width, source.Height, source.Channels, m, t, width, height, outside));
        return target;
    }

    /// <summary>8-connected components of the non-zero bytes of a mask.</summary>
    /// <param name="mask">One byte a pixel.</param>
    /// <param name="width">Width of the mask.</param>
    /// <param name="height">Height of the mask.</param>
    /// <param name="labels">For each pixel 0, or the component's index in the result plus 1.</param>
    public static Component[] Components(byte[] mask, int width, int height, out int[] labels)
    {
        labels = new int[width * height];
        int capacity = 4096;
        while (true)
        {
            int[] stats = new int[5 * capacity];
            int found;
            fixed (byte* m = mask)
            fixed (int* l = labels, s = stats)
                found = Vision.Check(Vision.pn_components(m, width, height, l, s, capacity));
            if (found > capacity) { capacity = found; continue; }
            var components = new Component[found];
            for (int i = 0; i < found; i++)
                components[i] = new Component(new PixelRect(stats[5 * i], stats[5 * i + 1], stats[5 * i + 2], stats[5 * i + 3]), stats[5 * i + 4]);
            return components;
        }
    }

    /// <summary>The bytes of a PNG file.</summary>
    public static byte[] ToPng(this Raster source) => Encode(source, ".png", 0);

    /// <summary>The bytes of a JPEG file.</summary>
    /// <param name="source">Any raster.</param>
    /// <param name="quality">1 to 100.</param>
    public static byte[] ToJpeg(this Raster source, int quality = 85) => Encode(source, ".jpg", quality);

    private static byte[] Encode(Raster source, string extension, int quality)
    {
        byte[] room = new byte[source.Pixels.Length + 65536];
        int length;
        fixed (byte* s = source.Pixels, r = room)
            length = Codecs.Check(Codecs.pn_encode(s, source.Width, source.Height, source.Channels, extension, quality, r, room.Length));
        if (length <= room.Length) return room[..length];
        room = new byte[length];
        fixed (byte* s = source.Pixels, r = room)
            Codecs.Check(Codecs.pn_encode(s, source.Width, source.Height, source.Channels, extension, quality, r, room.Length));
        return room;
    }

    private static Raster Blank(int width, int height, int channels) => new(width, height, channels, new byte[(long)width * height * channels]);
}

/// <summary>A connected component: its bounding rectangle and its number of pixels.</summary>
public readonly record struct Component(PixelRect Bounds, int Area);

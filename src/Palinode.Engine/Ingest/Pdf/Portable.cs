using Palinode.Engine.Imaging;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>Reads binary PGM (P5) and PPM (P6) pictures of 8 bits from a stream that may hold several, one after the other.</summary>
internal static class Portable
{
    /// <returns>Null at the end of the stream, or where what follows is no such picture.</returns>
    /// <exception cref="EndOfStreamException">The stream ends inside a picture.</exception>
    public static Raster? Read(Stream stream, long maxPixels)
    {
        int p = stream.ReadByte(), kind = stream.ReadByte();
        if (p != 'P' || kind is not ('5' or '6')) return null;
        int width = Number(stream), height = Number(stream), maximum = Number(stream);
        if (width <= 0 || height <= 0 || maximum != 255 || (long)width * height > maxPixels) return null;
        int channels = kind == '5' ? 1 : 3;
        byte[] pixels = new byte[checked(width * height * channels)];
        stream.ReadExactly(pixels);
        return new Raster(width, height, channels, pixels);
    }

    /// <summary>Skips blanks and comments, reads digits and the one blank after them; −1 for anything else.</summary>
    private static int Number(Stream stream)
    {
        int c = stream.ReadByte();
        while (c is ' ' or '\n' or '\r' or '\t' or '#')
        {
            if (c == '#') while (c is not ('\n' or -1)) c = stream.ReadByte();
            c = stream.ReadByte();
        }
        int value = 0, digits = 0;
        for (; c is >= '0' and <= '9' && digits < 9; digits++, c = stream.ReadByte()) value = value * 10 + (c - '0');
        return digits > 0 ? value : -1;
    }
}

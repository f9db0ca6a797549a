using System.Buffers.Binary;

namespace Palinode.Server.Storage.Stripping;

/// <summary>
/// Keeps the chunks of a PNG that its picture is drawn from (PNG third edition, W3C 2025), animations included, and nothing else: no text, time,
/// EXIF, colour profile (which names devices and people), and nothing after the end. An orientation is kept, alone.
/// </summary>
internal static class PngChunks
{
    private const int Signature = 8, Around = 12;

    private static readonly string[] Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"];

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        using MemoryStream kept = new(file.Length);
        kept.Write(file[..Signature]);
        int at = Signature;
        while (true)
        {
            if (file.Length - at < Around || BinaryPrimitives.ReadUInt32BigEndian(file[at..]) is var length && length > file.Length - at - Around) throw StrippedCopy.Damaged("PNG", "it ends too early");
            ReadOnlySpan<byte> chunk = file.Slice(at, Around + (int)length);
            string type = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            if (Kept.Contains(type)) kept.Write(chunk);
            else if (type == "eXIf" && ExifOrientation.Read(chunk.Slice(8, (int)length)) is { } turned) WriteOrientation(kept, turned);
            if (type == "IEND") return kept.ToArray();
            at += chunk.Length;
        }
    }

    private static void WriteOrientation(MemoryStream to, ushort orientation)
    {
        byte[] body = [.. "eXIf"u8, .. ExifOrientation.Alone(orientation)];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, body.Length - 4);
        to.Write(number);
        to.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(body));
        to.Write(number);
    }

    /// <summary>The checksum of chunks (ISO 3309), bit by bit: it is computed over a few dozen bytes.</summary>
    private static class Crc32
    {
        public static uint Of(ReadOnlySpan<byte> bytes)
        {
            uint crc = uint.MaxValue;
            foreach (byte b in bytes)
            {
                crc ^= b;
                for (int bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ crc >> 1 : crc >> 1;
            }
            return ~crc;
        }
    }
}

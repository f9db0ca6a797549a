using System.Buffers.Binary;

namespace Palinode.Server.Storage.Stripping;

/// <summary>Keeps the pictures of a WebP (RFC 9649) and its animation; profile, EXIF, XMP and unknown chunks go, and its header no longer announces them.</summary>
internal static class WebpChunks
{
    private const int Head = 12;
    private const byte AnnouncesMetadata = 0x20 | 0x08 | 0x04;
    private static readonly string[] Kept = ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"];

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        using MemoryStream kept = new(file.Length);
        kept.Write(file[..Head]);
        long end = 8L + BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        if (end > file.Length) throw StrippedCopy.Damaged("WebP", "it ends too early");
        for (long at = Head; at + 8 <= end;)
        {
            long padded = BinaryPrimitives.ReadUInt32LittleEndian(file[((int)at + 4)..]) is var length ? length + (length & 1L) : 0;
            if (at + 8 + length > end) throw StrippedCopy.Damaged("WebP", "a part of it is cut");
            string type = System.Text.Encoding.ASCII.GetString(file.Slice((int)at, 4));
            if (Kept.Contains(type))
            {
                byte[] chunk = [.. file.Slice((int)at, 8 + (int)length)];
                if (type == "VP8X" && length > 0) chunk[8] &= unchecked((byte)~AnnouncesMetadata);
                kept.Write(chunk);
                if (padded > length) kept.WriteByte(0);
            }
            at += 8 + padded;
        }
        byte[] whole = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(4), (uint)whole.Length - 8);
        return whole;
    }
}

using System.Buffers.Binary;

namespace Palinode.Server.Storage.Stripping;

/// <summary>The one entry of EXIF that belongs to the picture: how it is turned for showing (tag 274, values 1 to 8).</summary>
internal static class ExifOrientation
{
    private const ushort Tag = 274, Short = 3;

    /// <param name="tiff">EXIF without its "Exif" mark: a TIFF header and its directory.</param>
    /// <returns>Null where it is upright or nothing is said.</returns>
    public static ushort? Read(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8))) return null;
        bool little = tiff[0] == 'I';
        uint at = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (at > tiff.Length - 2) return null;
        int count = Two(tiff[(int)at..], little);
        for (int i = 0; i < count && (int)at + 2 + 12 * (i + 1) <= tiff.Length; i++)
        {
            ReadOnlySpan<byte> entry = tiff.Slice((int)at + 2 + 12 * i, 12);
            if (Two(entry, little) == Tag && Two(entry[2..], little) == Short) return Two(entry[8..], little) is >= 2 and <= 8 and var turned ? turned : null;
        }
        return null;
    }

    /// <summary>EXIF with this entry and no other.</summary>
    public static byte[] Alone(ushort orientation) => [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, (byte)(Tag >> 8), (byte)(Tag & 255), 0, (byte)Short, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    private static ushort Two(ReadOnlySpan<byte> bytes, bool little) => little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}

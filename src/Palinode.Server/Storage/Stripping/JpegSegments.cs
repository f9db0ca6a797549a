using System.Buffers.Binary;

namespace Palinode.Server.Storage.Stripping;

/// <summary>
/// Keeps the segments of a JPEG (ITU-T T.81) that its picture is decoded from: tables, frames, scans. Of the application segments stay Adobe's transform,
/// which decides about the colours, JFIF without its small picture, and an orientation; EXIF, XMP, IPTC, profiles, comments and
/// everything after the end go.
/// </summary>
internal static class JpegSegments
{
    private const byte Sos = 0xDA, Eoi = 0xD9, Com = 0xFE, Dnl = 0xDC, App0 = 0xE0, App1 = 0xE1, App14 = 0xEE;

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8])) throw StrippedCopy.Damaged("JPEG", "it does not begin as one");
        using MemoryStream kept = new(file.Length);
        kept.Write(file[..2]);
        int at = 2;
        bool turned = false;
        while (true)
        {
            while (at < file.Length - 1 && file[at] == 0xFF && file[at + 1] == 0xFF) at++;
            if (at > file.Length - 2 || file[at] != 0xFF) throw StrippedCopy.Damaged("JPEG", "it ends too early");
            byte marker = file[at + 1];
            if (marker == Eoi)
            {
                kept.Write([0xFF, Eoi]);
                return kept.ToArray();
            }
            if (file.Length - at < 4 || BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]) is var length && (length < 2 || length > file.Length - at - 2)) throw StrippedCopy.Damaged("JPEG", "a part of it is cut");
            ReadOnlySpan<byte> segment = file.Slice(at, 2 + length), body = segment[4..];
            at += segment.Length;
            switch (marker)
            {
                case App0 when body.StartsWith("JFIF\0"u8) && body.Length >= 12:
                    kept.Write([0xFF, App0, 0, 16, .. body[..12], 0, 0]);
                    break;
                case App1 when !turned && body.StartsWith("Exif\0\0"u8) && ExifOrientation.Read(body[6..]) is { } orientation:
                    byte[] exif = [.. "Exif\0\0"u8, .. ExifOrientation.Alone(orientation)];
                    kept.Write([0xFF, App1, 0, (byte)(exif.Length + 2), .. exif]);
                    turned = true;
                    break;
                case App14 when body.StartsWith("Adobe"u8) && body.Length >= 12:
                    kept.Write([0xFF, App14, 0, 14, .. body[..12]]);
                    break;
                case Sos:
                    kept.Write(segment);
                    int scan = ScanLength(file[at..]);
                    kept.Write(file.Slice(at, scan));
                    at += scan;
                    break;
                default:
                    if (IsPicture(marker)) kept.Write(segment);
                    break;
            }
        }
    }

    /// <summary>Frames (but not the extensions JPG and JPG0–13), tables, restart intervals, numbers of lines.</summary>
    private static bool IsPicture(byte marker) => marker is (>= 0xC0 and <= 0xCF and not 0xC8) or 0xDB or 0xDD or Dnl or 0xDE or 0xDF && marker != Com;

    /// <summary>Up to the next marker; within a scan 0xFF is followed by 0 or a restart.</summary>
    private static int ScanLength(ReadOnlySpan<byte> scan)
    {
        for (int at = 0; at < scan.Length - 1; at++)
            if (scan[at] == 0xFF && scan[at + 1] is not (0 or 0xFF or (>= 0xD0 and <= 0xD7))) return at;
        throw StrippedCopy.Damaged("JPEG", "its picture has no end");
    }
}

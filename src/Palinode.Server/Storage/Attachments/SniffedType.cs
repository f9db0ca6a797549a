using System.Text;
using System.Text.Unicode;

namespace Palinode.Server.Storage.Attachments;

/// <summary>
/// What a file is by its first bytes; its name has no say. What is not known is application/octet-stream, and kept: original data come in
/// the formats of many instruments. Text that a browser could run (HTML, SVG) is text/plain here.
/// </summary>
internal static class SniffedType
{
    /// <summary>Bytes that are looked at.</summary>
    public const int Window = 4096;

    public const string Unknown = "application/octet-stream";

    /// <param name="head">The first bytes of the file, up to <see cref="Window"/>.</param>
    public static string Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])) return "image/png";
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return "image/jpeg";
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8)) return "image/tiff";
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return "image/gif";
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..].StartsWith("WEBP"u8)) return "image/webp";
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' '])) return "image/jp2";
        if (head.StartsWith("PK\x03\x04"u8)) return "application/zip";
        // Readers take a PDF whose mark comes a little later.
        if (head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0) return "application/pdf";
        if (head.StartsWith("%!PS"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xC5, 0xD0, 0xD3, 0xC6])) return "application/postscript";
        if (head.StartsWith("{\\rtf"u8)) return "application/rtf";
        return head.Length > 0 && IsText(head) ? "text/plain" : Unknown;
    }

    /// <summary>UTF-8 without control characters; the window may cut the last character.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(Encoding.UTF8.Preamble)) head = head[3..];
        for (int cut = 0; cut <= 3 && cut <= head.Length; cut++)
            if (Utf8.IsValid(head[..^cut]))
            {
                if (cut > 0 && head.Length < Window - 3) return false;
                foreach (byte b in head)
                    if (b < 32 && b is not (9 or 10 or 12 or 13) || b == 127) return false;
                return true;
            }
        return false;
    }
}

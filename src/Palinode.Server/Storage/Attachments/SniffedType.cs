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

    /// <summary>What a name says its file is, where it names a kind that people open as a picture or document; null where it says nothing.</summary>
    public static string? ClaimedBy(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".png" or ".apng" => "image/png",
        ".jpg" or ".jpeg" or ".jpe" or ".jfif" => "image/jpeg",
        ".tif" or ".tiff" => "image/tiff",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".jp2" => "image/jp2",
        ".pdf" => "application/pdf",
        ".zip" or ".docx" or ".xlsx" or ".pptx" => "application/zip",
        _ => null,
    };

    /// <summary>Refuses a file that is not what its name says: an EPS called .png would be drawn by whatever program its content calls for.</summary>
    /// <exception cref="InputException">It is something else.</exception>
    public static void RequireHonest(string name, string mediaType)
    {
        if (ClaimedBy(name) is { } claimed && claimed != mediaType)
            throw new InputException($"A file is called {Path.GetExtension(name)} and is none by its content; give it as what it is.");
    }

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
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return "application/gzip";
        if (head.StartsWith("%!"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xC5, 0xD0, 0xD3, 0xC6])) return "application/postscript";
        // Readers take a PDF whose mark comes a little later; before it stands no markup that another program would run.
        if (head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) is >= 0 and int mark && head[..mark].IndexOfAny("<{"u8) < 0 && !BeginsLikeDrawing(head[..mark])) return "application/pdf";
        if (head.StartsWith("{\\rtf"u8)) return "application/rtf";
        return head.Length > 0 && IsText(head) ? "text/plain" : Unknown;
    }

    /// <summary>The vector languages of ImageMagick begin with one of these words.</summary>
    private static bool BeginsLikeDrawing(ReadOnlySpan<byte> before)
    {
        before = before.TrimStart(" \t\r\n"u8);
        return before.StartsWith("push"u8) || before.StartsWith("viewbox"u8) || before.StartsWith("encoding"u8) || before.StartsWith("image"u8);
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

namespace Palinode.Engine.Ingest;

internal enum ContentType { Empty, Pdf, Png, Jpeg, Tiff, WebP, Zip, Xml, Other }

/// <summary>Tells files apart by their first bytes. Names and extensions say nothing: a script named .png is not a picture.</summary>
internal static class ContentTypes
{
    /// <summary>Readers accept a PDF header anywhere in the first 1,024 bytes, and so do we.</summary>
    private const int HeaderBytes = 1024;

    public static ContentType Of(string path)
    {
        byte[] head = new byte[HeaderBytes];
        using FileStream stream = File.OpenRead(path);
        return Of(head.AsSpan(0, stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
    }

    public static ContentType Of(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return ContentType.Empty;
        if (head is [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..]) return ContentType.Png;
        if (head is [0xFF, 0xD8, 0xFF, ..]) return ContentType.Jpeg;
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8) || head.StartsWith("II+\0"u8) || head.StartsWith("MM\0+"u8)) return ContentType.Tiff;
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8)) return ContentType.WebP;
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8)) return ContentType.Zip;
        if (head.IndexOf("%PDF-"u8) >= 0 && !head.StartsWith("%!PS"u8)) return ContentType.Pdf;
        ReadOnlySpan<byte> text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? ContentType.Xml : ContentType.Other;
    }

    public static bool IsPicture(this ContentType type) => type is ContentType.Png or ContentType.Jpeg or ContentType.Tiff or ContentType.WebP;
}

using System.Text;

namespace Palinode.Notices.Reading;

/// <summary>The forms in which notices come.</summary>
public enum TextForm { PlainText, Html, Jats }

/// <summary>A notice with the text that its spans count in.</summary>
/// <param name="Form">As it was recognised.</param>
/// <param name="Text">Plain text; the file's own where it is plain text.</param>
/// <param name="Notice">What was read.</param>
public sealed record NoticeDocument(TextForm Form, string Text, Notice Notice)
{
    /// <summary>Of a file: the page around a notice may be much longer than the notice.</summary>
    private const int MostBytes = 16 << 20;

    /// <summary>
    /// Reads a file: JATS by its elements and its text, HTML by its visible text, anything else as plain text (UTF-8, or UTF-16 with a mark).
    /// It answers for the whole file.
    /// </summary>
    /// <exception cref="InputException">The bytes are no text, the XML is broken or no article, or there is nothing to read.</exception>
    public static NoticeDocument Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes) throw new InputException($"the file has more than {MostBytes >> 20} MB; a notice is shorter");
        string text = Decode(bytes);
        if (text.Length > NoticeReader.MostCharacters && !text.TrimStart().StartsWith('<')) throw new InputException($"the text has more than {NoticeReader.MostCharacters:N0} characters; a notice is shorter");
        string start = text.AsSpan(0, Math.Min(text.Length, 4000)).ToString();
        if (JatsNotice.Looks(start)) return JatsNotice.Read(text);
        bool html = start.TrimStart().StartsWith('<') && (start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.Contains("<p", StringComparison.OrdinalIgnoreCase) || start.Contains("<div", StringComparison.OrdinalIgnoreCase));
        string plain = html ? HtmlText.Extract(text) : text;
        if (!plain.Any(char.IsLetter)) throw new InputException("there is no text to read");
        if (plain.Length > NoticeReader.MostCharacters) throw new InputException($"the text has more than {NoticeReader.MostCharacters:N0} characters; a notice is shorter");
        return new NoticeDocument(html ? TextForm.Html : TextForm.PlainText, plain, NoticeReader.Read(plain));
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        if (bytes.Contains((byte)0)) throw new InputException("this is no text (give plain text, HTML or JATS)");
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}

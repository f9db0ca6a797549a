namespace Palinode.Publishing.Notices;

/// <summary>Plain text, UTF-8. A draft says so in its first and last line.</summary>
internal static class TextNotice
{
    public static string Write(NoticeSources sources)
    {
        string text = sources.Style.Text.Render(NoticeView.Of(sources.Notice, sources.Body, sources.Style), Print, $"{sources.Style.Name}/notice.txt");
        text = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()));
        while (text.Contains("\n\n\n", StringComparison.Ordinal)) text = text.Replace("\n\n\n", "\n\n", StringComparison.Ordinal);
        text = text.Trim('\n') + "\n";
        return sources.IsDraft ? $"{DraftMark.Text}\n\n{text}\n{DraftMark.Text}\n" : text;
    }

    /// <summary>A value is one line; small raised digits keep marks apart from names.</summary>
    private static string Print(RichText value) => string.Join(' ', string.Concat(value.Parts.Select(p => p is Superscript s ? Raise(s.Text) : p.Text)).Split((char[])['\n', '\r'], StringSplitOptions.RemoveEmptyEntries));

    private static string Raise(string mark)
    {
        const string Digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        return string.Concat(mark.Select(c => char.IsAsciiDigit(c) ? Digits[c - '0'] : c));
    }
}

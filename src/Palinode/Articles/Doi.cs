namespace Palinode.Articles;

/// <summary>Digital object identifiers, in one form: without resolver, in small letters (they do not depend on case).</summary>
public static class Doi
{
    /// <summary>All in a text, in order, repetitions included. Closing punctuation and brackets that were not opened do not belong to one.</summary>
    public static IEnumerable<string> FindAll(string text)
    {
        for (int i = text.IndexOf("10.", StringComparison.Ordinal); i >= 0; i = text.IndexOf("10.", i + 3, StringComparison.Ordinal))
        {
            if (i > 0 && (char.IsLetterOrDigit(text[i - 1]) || text[i - 1] == '.')) continue;
            if (At(text, i) is not { } doi) continue;
            yield return doi.ToLowerInvariant();
            i += doi.Length - 3;
        }
    }

    /// <summary>The only or first one in a text; null without.</summary>
    public static string? Find(string? text) => text is null ? null : FindAll(text).FirstOrDefault();

    private static string? At(string text, int start)
    {
        int slash = start + 3;
        while (slash < text.Length && (char.IsAsciiDigit(text[slash]) || text[slash] == '.')) slash++;
        if (slash - start - 3 is < 4 or > 12 || slash >= text.Length || text[slash] != '/') return null;
        int end = slash + 1, open = 0;
        for (; end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is > ' ' and < '\u2000' and not ('"' or '<' or '>' or '{' or '}' or '|' or '\\'); end++)
        {
            if (text[end] is '(' or '[') open++;
            else if (text[end] is ')' or ']' && --open < 0) break;
        }
        while (end > slash + 1 && text[end - 1] is '.' or ',' or ';' or ':' or '\'' or '(' or '[' or '*' or '/') end--;
        return end > slash + 1 ? text[start..end] : null;
    }
}

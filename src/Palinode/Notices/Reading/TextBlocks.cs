using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Palinode.Notices.Reading;

/// <summary>A paragraph, heading or item of a list.</summary>
/// <param name="Span">Without the bullet and the blanks around it.</param>
/// <param name="Bullet">It is an item of a list.</param>
/// <param name="Level">Number of "#" in front of a heading; 0 without.</param>
internal sealed record Block(TextSpan Span, bool Bullet, int Level);

/// <summary>Cuts a text into blocks, and blocks into sentences.</summary>
internal static partial class TextBlocks
{
    private const string Bullets = "•◦∘○●▪‣·–—*-";

    /// <summary>Words before a full stop that does not end a sentence.</summary>
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "fig", "figs", "dr", "prof", "al", "vs", "no", "nos", "vol", "pp", "p", "ref", "refs", "mr", "mrs", "ms", "st", "approx", "ca", "cf", "suppl", "supp", "e.g", "i.e", "resp", "eq", "ext",
        "biol", "int", "med", "mol", "exp", "ther", "rep", "res", "chem", "sci", "front", "dev", "proc", "natl", "acad", "clin", "oncol", "eur", "am", "br", "jr",
    };

    /// <summary>
    /// Blank lines and bullets part blocks, and so does every line break, unless the next line goes on with a small letter or a number, or the
    /// line ends with a comma or a word that cannot be the last.
    /// </summary>
    public static ImmutableArray<Block> Split(string text)
    {
        var blocks = ImmutableArray.CreateBuilder<Block>();
        int at = 0, start = -1, end = 0, level = 0;
        bool bullet = false;
        void flush()
        {
            if (start >= 0) blocks.Add(new Block(new TextSpan(start, end), bullet, level));
            (start, level, bullet) = (-1, 0, false);
        }
        while (at < text.Length)
        {
            int line = at;
            while (at < text.Length && text[at] is not ('\n' or '\r')) at++;
            int first = line, last = at;
            while (first < last && char.IsWhiteSpace(text[first])) first++;
            while (last > first && char.IsWhiteSpace(text[last - 1])) last--;
            if (at < text.Length) at++;
            if (first == last) { flush(); continue; }
            (int content, bool isBullet, int headings) = Lead(text, first, last);
            if (start >= 0 && (isBullet || headings > 0 || !GoesOn(text, start, end, first))) flush();
            if (start < 0) (start, bullet, level) = (content, isBullet, headings);
            end = last;
        }
        flush();
        return blocks.ToImmutable();
    }

    /// <summary>Sentences of a part of the text. No sentence ends inside a protected place (a citation).</summary>
    public static ImmutableArray<TextSpan> Sentences(string text, TextSpan part, ImmutableArray<TextSpan> whole)
    {
        var sentences = ImmutableArray.CreateBuilder<TextSpan>();
        int start = part.Start;
        for (int i = part.Start; i < part.End; i++)
        {
            if (!EndsHere(text, i, part) || whole.Any(w => w.Start <= i && i < w.End - 1)) continue;
            int end = i + 1;
            while (end < part.End && text[end] is '”' or '"' or '’' or ')' or ']') end++;
            sentences.Add(new TextSpan(start, end));
            start = end;
            while (start < part.End && char.IsWhiteSpace(text[start])) start++;
            i = start - 1;
        }
        if (start < part.End) sentences.Add(part.End > start ? new TextSpan(start, part.End) : part);
        return sentences.ToImmutable();
    }

    private static bool EndsHere(string text, int i, TextSpan part)
    {
        if (text[i] is not ('.' or '?' or '!')) return false;
        int next = i + 1;
        while (next < part.End && text[next] is '”' or '"' or '’' or ')' or ']') next++;
        if (next >= part.End) return true;
        if (!char.IsWhiteSpace(text[next])) return false;
        while (next < part.End && char.IsWhiteSpace(text[next])) next++;
        if (next >= part.End) return true;
        if (!(char.IsUpper(text[next]) || char.IsDigit(text[next]) || text[next] is '“' or '"' or '[' or '(' or '‘')) return false;
        if (text[i] != '.') return true;
        int from = i;
        while (from > part.Start && (char.IsLetterOrDigit(text[from - 1]) || text[from - 1] == '.')) from--;
        string word = text[from..i];
        // "1. Figure 2c …": the number of an item.
        if (from == part.Start && word.Length is 1 or 2 && word.All(char.IsAsciiDigit)) return false;
        // Initials and abbreviations; "in Fig. 3A. The" ends with a panel, which follows a digit, and so does "panels C and F. The".
        return !(word.Length == 1 && char.IsUpper(word[0]) && !PanelsBefore().IsMatch(text[Math.Max(part.Start, from - 80)..from])) && !Abbreviations.Contains(word);
    }

    /// <summary>"panels C and ", "Fig. 4 ", "Figs. 2 A, B, and ": what follows is a panel's letter.</summary>
    [GeneratedRegex(@"\b(?:panels?|(?:figs?\.?|figures?)\s\d{1,2},?)\s(?:[A-Z](?:[-–][A-Z])?(?:,\s?(?:and\s)?|\s(?:and|or|to)\s))*$", RegexOptions.IgnoreCase)]
    private static partial Regex PanelsBefore();

    private static (int Content, bool Bullet, int Level) Lead(string text, int first, int last)
    {
        if (text[first] == '#')
        {
            int at = first;
            while (at < last && text[at] == '#') at++;
            // "#2 Figure 5: …" is the second comment, no heading.
            if (at < last && char.IsAsciiDigit(text[at])) return (first, false, 0);
            int level = at - first;
            while (at < last && char.IsWhiteSpace(text[at])) at++;
            return (at, false, level);
        }
        if (Bullets.Contains(text[first]) && first + 1 < last && char.IsWhiteSpace(text[first + 1]))
        {
            int at = first + 1;
            while (at < last && char.IsWhiteSpace(text[at])) at++;
            return (at, true, 0);
        }
        return (first, false, 0);
    }

    private static bool GoesOn(string text, int start, int end, int next)
    {
        char last = text[end - 1];
        if (last is '.' or ':' or ';' or '?' or '!' or '”') return false;
        if (char.IsLower(text[next])) return true;
        if (last is ',' && end - start > 60) return true;
        int from = end;
        while (from > start && char.IsLetter(text[from - 1])) from--;
        return text[from..end] is "the" or "of" or "and" or "in" or "a" or "an" or "to" or "for" or "with" or "from" or "by" or "Figure" or "Figures" or "Fig" or "Figs" or "that" or "or" or "on" or "as";
    }
}

using System.Text.RegularExpressions;
using Palinode.Articles.Notation;

namespace Palinode.Articles;

/// <summary>What a caption's label names.</summary>
public enum LabelKind { Figure, Table }

/// <summary>
/// The label at the beginning of a caption: "Figure 3.", "Fig. S2:", "FIGURE 3 |", "Supplementary Figure 2", "Extended Data Fig. 2",
/// "Figure 1—figure supplement 2". Tables are read too, because a reader of pages has to know what is not a figure.
/// </summary>
/// <param name="Kind">Figure (also scheme, plate, photo of their own numbering: no) or table.</param>
/// <param name="Number">
/// As printed without the word: "3", "S2", "IV", "B1". The words in front and behind are folded into it, so that numbers of one article
/// stay apart: "Supplementary Figure 2" is "S2", "Extended Data Fig. 2" is "ED2", "Figure 1—figure supplement 2" is "1-S2".
/// </param>
/// <param name="Length">Characters of the text that the label takes, its separator included.</param>
/// <param name="IsMarked">A separator (full stop, colon, bar, dash) stands behind the number, or nothing does.</param>
public sealed partial record FigureLabel(LabelKind Kind, string Number, int Length, bool IsMarked)
{
    /// <summary>Reads the label at the beginning of a line, or null where the line begins otherwise or speaks about a figure ("Figure 3 shows").</summary>
    public static FigureLabel? Parse(string line)
    {
        Match m = Label().Match(line);
        if (!m.Success) return null;
        bool table = m.Groups["word"].Value.StartsWith("tab", StringComparison.OrdinalIgnoreCase);
        string? child = m.Groups["child"].Success ? m.Groups["child"].Value : null;
        string number = FigureNumber.Fold(m.Groups["before"].Value, m.Groups["number"].Value, child);

        string rest = line[m.Length..];
        bool marked = m.Groups["mark"].Length > 0 || string.IsNullOrWhiteSpace(rest);
        if (!marked && !OpensTitle(rest)) return null;
        // "Fig. 3. shows" and "Figure 2, panel b" are mentions whatever the mark.
        if (marked && m.Groups["mark"].Value.Trim() is "." or ":" && rest.TrimStart() is [>= 'a' and <= 'z', >= 'a' and <= 'z', ..] && !Continued().IsMatch(rest)) return null;
        return new FigureLabel(table ? LabelKind.Table : LabelKind.Figure, number, m.Length, marked);
    }

    /// <summary>Without a mark the title must begin with a capital, a digit, a bracket or a sign: "Figure 3 shows" is a mention.</summary>
    private static bool OpensTitle(string rest)
    {
        string text = rest.TrimStart();
        if (text.Length == 0 || rest.Length == text.Length) return false;
        if (text[0] is '(' or '[' or '“' or '"' or '‘' or '\'') return text.Length > 1 && !text.StartsWith("(see", StringComparison.OrdinalIgnoreCase);
        return char.IsUpper(text[0]) || char.IsDigit(text[0]) || text[0] is >= '\u0370' and <= '\u03FF' || text[0] is '−' or '-' or '+' || Continued().IsMatch(text);
    }

    [GeneratedRegex(@"^\s*(?:(?<before>supplementary|supplemental|supplement|supporting(?:\s+information)?|suppl?\.?|extended\s+data|additional)\s+)?(?<word>figure|fig\.?|table|tab\.|tbl\.?)\s*[-‐‑]?\s*(?<number>(?:S|ED|A|B|C|D|E)?\s?\.?\d{1,3}(?:[.\-–]\d{1,2})?|[IVXL]{1,6}(?=[\s.:|]|$))(?:\s*[—–-]\s*(?:figure\s+)?supplement\s+(?<child>\d{1,2}))?(?![\w%])(?<mark>\s*[.:|│—–]|\s+[-–—](?=\s)|\s*$)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    /// <summary>"(continued)", and names that begin small: siRNA, p53, circ-0071, lncRNA.</summary>
    [GeneratedRegex(@"^\s*(\(?cont|\(?continued|[a-zμ]+[A-Z0-9]|[a-z][-)]|[a-z]+-[A-Z0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Continued();
}

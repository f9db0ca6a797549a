namespace Palinode.Articles.Notation;

/// <summary>
/// The label of a panel in canonical form: a capital letter, primes, and a sub-part in brackets: "B", "B′", "B(ii)", "B(2)".
/// Whether a journal prints "b" or "B" is typography; addresses use capitals.
/// </summary>
public static class PanelLabel
{
    private static readonly string[] Romans =
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"];

    public static bool IsCanonical(string label)
    {
        if (label.Length == 0 || !char.IsAsciiLetterUpper(label[0])) return false;
        string rest = label[1..].TrimStart('′');
        if (label.Length - 1 - rest.Length > 3) return false;
        return rest.Length == 0 || rest[0] == '(' && rest[^1] == ')' && IsPart(rest[1..^1]);
    }

    /// <summary>Small roman numbers up to xx, and numbers from 1 to 99.</summary>
    internal static bool IsPart(string text) => Romans.Contains(text) || text.Length is 1 or 2 && text.All(char.IsAsciiDigit) && text[0] != '0';

    /// <summary>All parts from the first to the last, both included; the two ends where they do not count the same way.</summary>
    internal static IEnumerable<string> PartRange(string first, string last)
    {
        int a = Array.IndexOf(Romans, first), b = Array.IndexOf(Romans, last);
        if (a >= 0 && b >= a) return Romans[a..(b + 1)];
        if (a < 0 && b < 0 && int.TryParse(first, out int m) && int.TryParse(last, out int n) && n >= m) return Enumerable.Range(m, n - m + 1).Select(i => $"{i}");
        return [first, last];
    }
}

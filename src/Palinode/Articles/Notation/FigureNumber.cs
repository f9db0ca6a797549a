namespace Palinode.Articles.Notation;

/// <summary>
/// The numbers that figures carry. One canonical form serves captions, mentions and addresses: the words around a number are folded into it, so
/// that the numbers of one article stay apart. "3", "S4" (Supplementary Figure 4, Figure S4), "ED2" (Extended Data Figure 2), "B1" (Appendix),
/// "1-S2" (Figure 1—figure supplement 2), "3.2", "IV".
/// </summary>
public static class FigureNumber
{
    /// <summary>Letters that may stand before the digits: supplement, extended data, and the appendices A to E.</summary>
    private static readonly string[] Prefixes = ["S", "ED", "A", "B", "C", "D", "E"];

    /// <summary>Whether a text is a number in canonical form.</summary>
    public static bool IsCanonical(string number)
    {
        if (IsRoman(number)) return true;
        ReadOnlySpan<char> rest = number;
        int letters = Count(rest, char.IsAsciiLetterUpper);
        if (letters > 0 && !IsPrefix(number[..letters])) return false;
        rest = rest[letters..];
        if (!TakeDigits(ref rest, 3)) return false;
        if (rest is ['.' or '-', >= '0' and <= '9', ..])
        {
            rest = rest[1..];
            if (!TakeDigits(ref rest, 2)) return false;
        }
        if (rest.IsEmpty) return true;
        if (!rest.StartsWith("-S")) return false;
        rest = rest[2..];
        return TakeDigits(ref rest, 2) && rest.IsEmpty;
    }

    /// <summary>At most six letters: no journal counts its figures beyond that.</summary>
    internal static bool IsRoman(string text) => text.Length is >= 1 and <= 6 && text.All(c => c is 'I' or 'V' or 'X' or 'L');

    internal static bool IsPrefix(string text) => Prefixes.Contains(text);

    /// <summary>The canonical form of a printed number.</summary>
    /// <param name="before">The word in front of "Figure": "Supplementary", "Extended Data"; empty where there is none.</param>
    /// <param name="printed">What stands after "Figure": "4", "S4", "S 4", "iv".</param>
    /// <param name="child">The number of a "figure supplement"; null where there is none.</param>
    internal static string Fold(string before, string printed, string? child)
    {
        string number = printed.Replace(" ", "", StringComparison.Ordinal).Replace('–', '-').ToUpperInvariant();
        if (before.StartsWith("ext", StringComparison.OrdinalIgnoreCase)) number = "ED" + number;
        else if (before.Length > 0 && char.IsDigit(number[0])) number = "S" + number;
        return child is null ? number : $"{number}-S{child}";
    }

    /// <summary>The words and the number as they are printed: ("Extended Data Figure", "2"), ("Figure", "1—figure supplement 2"), ("Figure", "S4").</summary>
    internal static (string Words, string Number) Spell(string number)
    {
        bool extended = number.StartsWith("ED", StringComparison.Ordinal);
        string rest = extended ? number[2..] : number;
        int child = rest.IndexOf("-S", StringComparison.Ordinal);
        if (child > 0) rest = $"{rest[..child]}—figure supplement {rest[(child + 2)..]}";
        return (extended ? "Extended Data Figure" : "Figure", rest);
    }

    private static bool TakeDigits(ref ReadOnlySpan<char> rest, int most)
    {
        int digits = Count(rest, char.IsAsciiDigit);
        if (digits == 0 || digits > most) return false;
        rest = rest[digits..];
        return true;
    }

    private static int Count(ReadOnlySpan<char> text, Func<char, bool> of)
    {
        int n = 0;
        while (n < text.Length && of(text[n])) n++;
        return n;
    }
}

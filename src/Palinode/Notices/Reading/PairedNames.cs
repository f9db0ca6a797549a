namespace Palinode.Notices.Reading;

/// <summary>Finds pairs of names as they are given to cell lines and groups: "for the HX-7 and QR-2 cell lines", "(HX-7 and QR-2)".</summary>
internal sealed class PairedNames(Sentence s, int first, int end)
{
    private const int MostWords = 3;

    public IEnumerable<(string, string)> Find()
    {
        for (int i = first; i < end; i++)
        {
            if (!s.Sees(i, "for", "between", "of", "(")) continue;
            int at = i + 1;
            while (s.Sees(at, "the", "panels", "panel", "images", "cell", "cells", "for", "lines", "two")) at++;
            if (Name(at) is not var (a, behind) || !s.Sees(behind, "and")) continue;
            int second = behind + 1;
            while (s.Sees(second, "the", "panel", "panels", "for")) second++;
            if (Name(second) is not var (b, close)) continue;
            yield return (a, b);
            i = close - 1;
        }
    }

    /// <summary>Up to three words of which the first cannot be prose, up to "and" or the end of the phrase.</summary>
    private (string Name, int End)? Name(int at)
    {
        if (at >= end || !IsStrong(s.Words[at].Text)) return null;
        int behind = at + 1;
        while (behind < end && behind - at < MostWords && !s.Words[behind].IsMark && !s.Find("relations").Any(p => p.First == behind) && !s.Sees(behind, "and", "cell", "cells", "group", "groups", "were", "was", "in", "appear", "appears", "lines", "panels", "images", "are", "is", "to", "that") && char.IsLetterOrDigit(s.Words[behind].Text[0])) behind++;
        return (s.Said(at, behind), behind);
    }

    private static bool IsStrong(string word) => word.Any(char.IsDigit) && word.Any(char.IsLetter) || word.Skip(1).Any(char.IsUpper);
}

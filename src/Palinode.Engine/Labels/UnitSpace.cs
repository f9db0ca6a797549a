using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Labels;

/// <summary>Puts back the space between a number and its unit that a recogniser left out, where the ink shows one: "12h" printed as "12 h".</summary>
internal static class UnitSpace
{
    /// <summary>A space is at least this share of the ink's height; letters of one word stand closer.</summary>
    private const double LeastGap = 0.25;

    /// <summary>And this much wider than any other gap of the word.</summary>
    private const double OtherGaps = 1.8;

    /// <param name="word">As read.</param>
    /// <param name="box">Its place, in points.</param>
    /// <param name="pieces">Connected ink of its line, in points.</param>
    public static string Restore(string word, PointRect box, IReadOnlyList<PointRect> pieces)
    {
        int digits = word.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0 || digits == word.Length || word.Length - digits > 3 || !word.Skip(digits).All(char.IsLetter)) return word;
        PointRect[] own = [.. pieces.Where(p => p.CentreX > box.X0 && p.CentreX < box.X1).OrderBy(p => p.X0)];
        // One piece a character, or it is not known where the number ends.
        if (own.Length != word.Length) return word;
        double[] gaps = [.. own.Skip(1).Select((p, i) => p.X0 - own[i].X1)];
        double gap = gaps[digits - 1], height = own.Max(p => p.Height);
        return gap >= LeastGap * height && gaps.Where((_, i) => i != digits - 1).All(g => gap > OtherGaps * g) ? $"{word[..digits]} {word[digits..]}" : word;
    }
}

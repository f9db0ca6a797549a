using System.Globalization;
using System.Text;

namespace Palinode.Publishing.Marking;

/// <summary>
/// Capital letters as lines to be drawn with a thick round pen. The label is drawn, not written: a mark needs no font, looks alike in
/// every viewer, and does not come between the reader and the text when that is selected or searched.
/// </summary>
internal static class LetterForms
{
    /// <summary>Between the lines of two letters, and for a space, in heights of a capital.</summary>
    private const double Gap = .36, Space = .38;

    /// <summary>Width, and the way of the pen from the baseline (0) to the height of a capital (1). M moves, L draws a line, C a curve, Z closes.</summary>
    private static readonly Dictionary<char, (double Width, string Way)> Forms = new()
    {
        ['A'] = (.72, "M 0 0 L .36 1 L .72 0 M .12 .32 L .6 .32"),
        ['B'] = (.62, "M 0 0 L 0 1 L .32 1 C .5 1 .58 .9 .58 .77 C .58 .62 .48 .53 .32 .53 L 0 .53 M .32 .53 C .5 .53 .62 .43 .62 .27 C .62 .1 .5 0 .32 0 L 0 0"),
        ['C'] = (.68, "M .68 .78 C .62 .92 .5 1 .37 1 C .15 1 0 .8 0 .5 C 0 .2 .15 0 .37 0 C .5 0 .62 .08 .68 .22"),
        ['D'] = (.66, "M 0 0 L 0 1 L .26 1 C .52 1 .66 .8 .66 .5 C .66 .2 .52 0 .26 0 Z"),
        ['E'] = (.54, "M .54 0 L 0 0 L 0 1 L .54 1 M 0 .52 L .48 .52"),
        ['F'] = (.54, "M 0 0 L 0 1 L .54 1 M 0 .52 L .46 .52"),
        ['G'] = (.68, "M .68 .78 C .62 .92 .5 1 .37 1 C .15 1 0 .8 0 .5 C 0 .2 .15 0 .37 0 C .5 0 .62 .08 .68 .22 L .68 .46 L .42 .46"),
        ['H'] = (.62, "M 0 0 L 0 1 M .62 0 L .62 1 M 0 .52 L .62 .52"),
        ['I'] = (0, "M 0 0 L 0 1"),
        ['J'] = (.42, "M .42 1 L .42 .28 C .42 .1 .34 0 .2 0 C .08 0 .02 .08 0 .2"),
        ['K'] = (.62, "M 0 0 L 0 1 M .6 1 L 0 .4 M .2 .6 L .62 0"),
        ['L'] = (.5, "M 0 1 L 0 0 L .5 0"),
        ['M'] = (.8, "M 0 0 L 0 1 L .4 .3 L .8 1 L .8 0"),
        ['N'] = (.62, "M 0 0 L 0 1 L .62 0 L .62 1"),
        ['O'] = (.74, "M .37 1 C .6 1 .74 .8 .74 .5 C .74 .2 .6 0 .37 0 C .14 0 0 .2 0 .5 C 0 .8 .14 1 .37 1 Z"),
        ['P'] = (.6, "M 0 0 L 0 1 L .32 1 C .52 1 .6 .89 .6 .74 C .6 .58 .52 .47 .32 .47 L 0 .47"),
        ['Q'] = (.74, "M .37 1 C .6 1 .74 .8 .74 .5 C .74 .2 .6 0 .37 0 C .14 0 0 .2 0 .5 C 0 .8 .14 1 .37 1 Z M .46 .22 L .72 -.06"),
        ['R'] = (.62, "M 0 0 L 0 1 L .32 1 C .52 1 .6 .89 .6 .74 C .6 .58 .52 .47 .32 .47 L 0 .47 M .3 .47 L .62 0"),
        ['S'] = (.58, "M .56 .82 C .52 .94 .42 1 .29 1 C .12 1 .03 .9 .03 .76 C .03 .6 .14 .56 .3 .51 C .48 .46 .58 .4 .58 .25 C .58 .09 .46 0 .29 0 C .13 0 .03 .08 0 .2"),
        ['T'] = (.64, "M 0 1 L .64 1 M .32 1 L .32 0"),
        ['U'] = (.62, "M 0 1 L 0 .3 C 0 .1 .12 0 .31 0 C .5 0 .62 .1 .62 .3 L .62 1"),
        ['V'] = (.68, "M 0 1 L .34 0 L .68 1"),
        ['W'] = (.96, "M 0 1 L .24 0 L .48 .8 L .72 0 L .96 1"),
        ['X'] = (.64, "M 0 0 L .64 1 M 0 1 L .64 0"),
        ['Y'] = (.64, "M 0 1 L .32 .5 L .64 1 M .32 .5 L .32 0"),
        ['Z'] = (.6, "M 0 1 L .58 1 L 0 0 L .6 0"),
    };

    /// <summary>Width of a line of capitals in heights of a capital, along the middle of the pen's way.</summary>
    public static double Width(string text)
    {
        double at = 0;
        foreach (char c in text) at += Advance(c);
        return Math.Max(0, at - Gap);
    }

    /// <summary>The pen's way as PDF path operators.</summary>
    /// <param name="text">Capitals and spaces.</param>
    /// <param name="x">Left end of the baseline, in points.</param>
    /// <param name="y">Height of the baseline, in points.</param>
    /// <param name="size">Height of a capital, in points.</param>
    public static string Path(string text, double x, double y, double size)
    {
        var path = new StringBuilder();
        foreach (char c in text)
        {
            if (Forms.TryGetValue(c, out (double Width, string Way) form)) Append(path, form.Way, x, y, size);
            x += Advance(c) * size;
        }
        return path.ToString();
    }

    private static double Advance(char c) => c == ' ' ? Space : Forms.TryGetValue(c, out (double Width, string Way) form) ? form.Width + Gap : throw new ArgumentException($"There is no form for {c}.", nameof(c));

    private static void Append(StringBuilder path, string way, double x, double y, double size)
    {
        string step = "";
        bool across = true;
        foreach (string word in way.Split(' '))
        {
            if (char.IsAsciiLetter(word[0]))
            {
                if (step.Length > 0) path.Append(step).Append('\n');
                (step, across) = (word switch { "M" => "m", "L" => "l", "C" => "c", _ => "h" }, true);
                continue;
            }
            double value = double.Parse(word, CultureInfo.InvariantCulture) * size + (across ? x : y);
            path.Append(CultureInfo.InvariantCulture, $"{value:0.##} ");
            across = !across;
        }
        path.Append(step).Append('\n');
    }
}

using System.Globalization;
using System.Text.RegularExpressions;
using Palinode.Evidence;

namespace Palinode.Cli.Inputs;

/// <summary>
/// A place in a document as it is typed: <c>paper.pdf#3B</c> (figure 3, panel B), <c>paper.pdf#S2</c> (a whole figure),
/// <c>paper.pdf#p4@0.1,0.2,0.4,0.5</c> (a box on page 4, in page fractions from the top left), <c>blot.png#@0.1,0.2,0.4,0.5</c>
/// (a box in a picture), or a file alone.
/// </summary>
/// <param name="Path">As typed.</param>
/// <param name="Figure">"3", "S2"; null where a box or nothing is given.</param>
/// <param name="Panel">Upper-case letter.</param>
/// <param name="Page">Counted from 1.</param>
/// <param name="Box">In fractions of the page or picture.</param>
internal sealed partial record FigureAddress(string Path, string? Figure, string? Panel, int? Page, Box? Box)
{
    private const string Forms = "write FILE, FILE#3B, or FILE#p4@0.1,0.2,0.4,0.5";

    /// <param name="text">The argument.</param>
    /// <param name="exists">Whether a file of this name exists: names may hold a "#" of their own.</param>
    /// <exception cref="InputException">The text is no address.</exception>
    public static FigureAddress Parse(string text, Func<string, bool> exists)
    {
        int hash = text.LastIndexOf('#');
        if (hash < 0 || exists(text)) return new FigureAddress(text, null, null, null, null);
        string path = text[..hash], place = text[(hash + 1)..].Trim();
        if (path.Length == 0) throw new InputException($"{text}: the file's name is missing before the # ({Forms})");
        int at = place.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0) return new FigureAddress(path, null, null, ParsePage(text, place[..at]), ParseBox(text, place[(at + 1)..]));
        if (PagePattern().IsMatch(place)) throw new InputException($"{text}: a page needs a box, as in #{place}@0.1,0.2,0.4,0.5");
        Match figure = FigurePattern().Match(place);
        if (!figure.Success) throw new InputException($"{text}: \"{place}\" is no figure ({Forms})");
        string? panel = figure.Groups["panel"].Value is { Length: > 0 } letter ? letter.ToUpperInvariant() : null;
        return new FigureAddress(path, figure.Groups["figure"].Value.ToUpperInvariant(), panel, null, null);
    }

    private static int? ParsePage(string text, string page)
    {
        if (page.Length == 0) return null;
        if (PagePattern().IsMatch(page) && int.TryParse(page.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1) return number;
        throw new InputException($"{text}: \"{page}\" is no page (pages count from 1, as in #p4@0.1,0.2,0.4,0.5)");
    }

    private static Box ParseBox(string text, string box)
    {
        string[] parts = box.Split(',');
        double[] v = new double[4];
        bool numbers = parts.Length == 4;
        for (int i = 0; numbers && i < 4; i++) numbers = double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out v[i]);
        if (!numbers) throw new InputException($"{text}: \"{box}\" is no box (four fractions left,top,right,bottom, as in @0.1,0.2,0.4,0.5)");
        if (!(v[0] >= 0 && v[1] >= 0 && v[2] <= 1 && v[3] <= 1 && v[0] < v[2] && v[1] < v[3]))
            throw new InputException($"{text}: the box {box} lies outside the page or is empty (0 ≤ left < right ≤ 1 and 0 ≤ top < bottom ≤ 1)");
        return new Box(v[0], v[1], v[2], v[3]);
    }

    [GeneratedRegex(@"^(?:fig(?:ure|\.)?\s*)?(?<figure>[A-Z]{0,2}[0-9]{1,3})\s*(?<panel>[A-Z])?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FigurePattern();

    [GeneratedRegex("^p[0-9]{1,6}$", RegexOptions.CultureInvariant)]
    private static partial Regex PagePattern();
}

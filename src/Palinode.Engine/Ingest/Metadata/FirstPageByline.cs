using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Ingest.Metadata;

/// <summary>
/// Title and authors from the first page: the title is the largest type that makes a phrase, the authors are the lines under it that consist of names.
/// </summary>
internal sealed partial class FirstPageByline
{
    /// <summary>Lines of one size differ by less than this share: word boxes follow ascenders.</summary>
    private const double SameSize = 0.09;

    /// <summary>Titles stand above this share of the page.</summary>
    private const double Deepest = 0.65;

    /// <summary>Lines under the title that may be banners or dates before the names come.</summary>
    private const int MostLinesToNames = 3;

    /// <param name="blocks">Of the first page.</param>
    /// <param name="frame">Its size.</param>
    /// <param name="runningHeads">Lines at the top and bottom of further pages: what they repeat beside a year is the journal's name.</param>
    public FirstPageByline(ImmutableArray<TextBlock> blocks, PageFrame frame, IEnumerable<string> runningHeads)
    {
        string[] banners = [.. runningHeads.Where(h => YearPattern().IsMatch(h)).Select(PdfMetadata.Letters).Distinct()];
        TextLine[] lines = [.. blocks.SelectMany(b => b.Lines).Where(l => l.Box.Y0 < Deepest * frame.Height && !KindPattern().IsMatch(l.Text)).OrderBy(l => l.Box.Y0 + 0.5 * l.Box.Height).ThenBy(l => l.Box.X0)];
        List<List<TextLine>> groups = Groups(lines);
        List<TextLine>? title = groups.Where(IsPhrase).Where(g => !IsBanner(g, banners)).OrderByDescending(g => Math.Round(g.Max(l => l.WordHeight) * 2)).ThenBy(g => g[0].Box.Y0).FirstOrDefault();
        if (title is null) return;
        // Names in the title's own size end it; marks of affiliation prove that they are names.
        int names = title.FindIndex(1, l => PersonNames.HasMarks(l.Text) && PersonNames.Split(l.Text).Length > 1);
        if (names > 0) title = title[..names];
        string phrase = Join(title);
        // The largest type is then a blurb, and what of the rest is the title is not known.
        if (phrase.EndsWith('.')) return;
        Title = phrase;
        Authors = Names(title, lines);
    }

    public string? Title { get; }

    /// <summary>Empty where what stands under the title is no list of names.</summary>
    public string[] Authors { get; } = [];

    /// <summary>Lines of one size, one under the other or side by side.</summary>
    private static List<List<TextLine>> Groups(TextLine[] lines)
    {
        List<List<TextLine>> groups = [];
        foreach (TextLine line in lines)
        {
            List<TextLine>? group = groups.LastOrDefault(g =>
                Math.Abs(g[^1].WordHeight - line.WordHeight) < SameSize * line.WordHeight
                && line.Box.Y0 - g[^1].Box.Y1 < 0.9 * line.WordHeight
                && (line.Box.OverlapX(g[^1].Box) > 0 || line.Box.OverlapY(g[^1].Box) > 0.5 * line.Box.Height && line.Box.X0 - g[^1].Box.X1 < 1.5 * line.WordHeight));
            if (group is null) groups.Add([line]);
            else group.Add(line);
        }
        return groups;
    }

    private static bool IsBanner(List<TextLine> group, string[] banners)
    {
        string letters = PdfMetadata.Letters(string.Concat(group.Select(l => l.Text)));
        return banners.Any(b => b.Contains(letters, StringComparison.Ordinal));
    }

    private static bool IsPhrase(List<TextLine> group)
    {
        string text = string.Join(' ', group.Select(l => l.Text));
        return group.Sum(l => l.Words.Length) >= 3 && text.Count(char.IsLetter) >= 12 && text.Length < 500 && !FurniturePattern().IsMatch(text) && group.All(l => l.Box.Width > l.Box.Height);
    }

    /// <summary>Words broken at line ends keep their hyphen: whether it belongs to them is not known.</summary>
    private static string Join(List<TextLine> lines)
    {
        string text = "";
        foreach (TextLine line in lines) text += text.Length == 0 || text[^1] is '-' or '‐' or '/' ? line.Text : $" {line.Text}";
        return text.Trim(' ', '*', '†', '“', '”', '"');
    }

    private static string[] Names(List<TextLine> title, TextLine[] lines)
    {
        PointRect box = PointRect.Hull(title.Select(l => l.Box));
        TextLine[] below = [.. lines.Where(l => l.Box.CentreY > box.Y1 && !title.Contains(l))];
        for (int i = 0; i < Math.Min(MostLinesToNames, below.Length); i++)
        {
            if (!PersonNames.Opens(below[i].Text)) continue;
            // Half a list of authors is a wrong list: the line before must not belong to it, nor the line after that could not be read.
            if (i > 0 && Continues(below[i - 1], below[i])) return [];
            string byline = below[i].Text;
            string[] best = PersonNames.Split(byline);
            TextLine last = below[i];
            foreach (TextLine line in below.Skip(i + 1).Take(24))
            {
                // Superscripts come as lines of their own.
                if (line.WordHeight < 0.75 * last.WordHeight && line.Text.Length < 12) continue;
                if (!Continues(last, line)) break;
                string[] longer = PersonNames.Split($"{byline} {line.Text}");
                if (longer.Length < best.Length || longer.Length == 0)
                {
                    if (PersonNames.Opens(line.Text) || PersonNames.IsOpen(byline)) return [];
                    break;
                }
                byline += $" {line.Text}";
                (best, last) = (longer, line);
            }
            return PersonNames.IsOpen(byline) ? [] : best;
        }
        return [];
    }

    private static bool Continues(TextLine before, TextLine line) =>
        Math.Abs(before.WordHeight - line.WordHeight) <= SameSize * before.WordHeight && line.Box.Y0 - before.Box.Y1 <= 0.9 * before.WordHeight;

    [GeneratedRegex(@"@|https?:|www\.|\bdoi\b|\bISSN\b|\bvolume\b|\breceived\b|\babstract\b|open access|©|downloaded|creative commons", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FurniturePattern();

    /// <summary>What kind of article it is, on a line of its own above the title and often in its type.</summary>
    [GeneratedRegex(@"^\W*(?:(?:original|short|brief|clinical|case|review|research|technical|rapid|methodology|systematic|full|regular|mini)[\s-]*)*(?:article|articles|paper|report|reports|study|communication|research|review|letter|editorial|perspective|note|series|access)\W*(?:open access)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KindPattern();

    [GeneratedRegex(@"\b(?:19|20)\d\d\b", RegexOptions.CultureInvariant)]
    private static partial Regex YearPattern();
}

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

    public FirstPageByline(ImmutableArray<TextBlock> blocks, PageFrame frame)
    {
        TextLine[] lines = [.. blocks.SelectMany(b => b.Lines).Where(l => l.Box.Y0 < Deepest * frame.Height).OrderBy(l => l.Box.Y0 + 0.5 * l.Box.Height).ThenBy(l => l.Box.X0)];
        List<List<TextLine>> groups = Groups(lines);
        List<TextLine>? title = groups.Where(IsPhrase).OrderByDescending(g => Math.Round(g.Max(l => l.WordHeight) * 2)).ThenBy(g => g[0].Box.Y0).FirstOrDefault();
        if (title is null) return;
        Title = Join(title);
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
            // A byline may run over several lines of one size.
            string byline = below[i].Text;
            string[] best = PersonNames.Split(byline);
            for (int j = i + 1; j < Math.Min(i + 12, below.Length); j++)
            {
                if (below[j].Box.Y0 - below[j - 1].Box.Y1 > below[i].WordHeight) break;
                // Superscripts come as lines of their own.
                if (below[j].WordHeight < 0.75 * below[i].WordHeight) continue;
                if (Math.Abs(below[j].WordHeight - below[i].WordHeight) > SameSize * below[i].WordHeight) break;
                string[] longer = PersonNames.Split($"{byline} {below[j].Text}");
                if (longer.Length <= best.Length) break;
                byline += $" {below[j].Text}";
                best = longer;
            }
            return best;
        }
        return [];
    }

    [GeneratedRegex(@"@|https?:|www\.|\bdoi\b|\bISSN\b|\bvolume\b|\breceived\b|\babstract\b|open access|research article|©|downloaded|creative commons|^\W*(original|review|short|case)\s+(article|report|communication|research)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FurniturePattern();
}

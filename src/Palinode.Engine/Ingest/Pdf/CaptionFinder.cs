using System.Collections.Immutable;
using System.Text;
using Palinode.Articles;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>A caption on a page.</summary>
/// <param name="Page">Counted from 1.</param>
/// <param name="Label">Its label.</param>
/// <param name="Lines">Its lines from the top.</param>
internal sealed record Caption(int Page, FigureLabel Label, ImmutableArray<TextLine> Lines)
{
    public PointRect Box { get; } = PointRect.Hull(Lines.Select(l => l.Box));

    /// <summary>The lines as one text; words broken at line ends are joined again.</summary>
    public string Text { get; } = Join(Lines);

    private static string Join(ImmutableArray<TextLine> lines)
    {
        var text = new StringBuilder();
        foreach (TextLine line in lines)
        {
            if (text.Length > 1 && text[^1] is '-' or '\u00AD' && char.IsLower(text.Length > 1 ? text[^2] : ' ') && char.IsLower(line.Text[0])) text.Length--;
            else if (text.Length > 0) text.Append(' ');
            text.Append(line.Text);
        }
        return text.ToString();
    }
}

/// <summary>The text of a page sorted by what it is for.</summary>
/// <param name="Captions">Of figures and tables, in reading order.</param>
/// <param name="Prose">Lines of running text: no figure reaches over them.</param>
/// <param name="Loose">Everything else: labels in figures, cells of tables, headings, page numbers.</param>
internal sealed record PageText(ImmutableArray<Caption> Captions, ImmutableArray<TextLine> Prose, ImmutableArray<TextLine> Loose);

/// <summary>
/// Finds captions by their labels at the beginning of lines, and tells running text from loose words (after Clark and Divvala,
/// PDFFigures 2.0, 2016; fonts are not known here, so heights and gaps of lines stand in for them).
/// </summary>
internal static class CaptionFinder
{
    /// <summary>A gap between lines above this many word heights ends a caption.</summary>
    private const double MaxGap = 0.75;

    /// <summary>Word heights within a caption differ by less than this share, superscripts aside.</summary>
    private const double SameHeight = 0.22;

    public static PageText Sort(int page, ImmutableArray<TextBlock> blocks)
    {
        ImmutableArray<TextLine> all = [.. blocks.SelectMany(b => b.Lines)];
        var prose = new HashSet<TextLine>(blocks.Where(IsProse).SelectMany(b => b.Lines), ReferenceEqualityComparer.Instance);
        var starts = new List<(TextLine Line, FigureLabel Label)>();
        foreach (TextBlock block in blocks)
            for (int i = 0; i < block.Lines.Length; i++)
                if (FigureLabel.Parse(block.Lines[i].Text) is { } label && (i == 0 || StandsApart(block.Lines[i - 1], block.Lines[i], label)))
                    starts.Add((block.Lines[i], label));

        var used = new HashSet<TextLine>(starts.Select(s => s.Line), ReferenceEqualityComparer.Instance);
        var captions = new List<Caption>();
        foreach ((TextLine line, FigureLabel label) in starts)
            captions.Add(new Caption(page, label, Extent(line, label, blocks, used)));
        return new PageText([.. captions], [.. all.Where(l => prose.Contains(l) && !used.Contains(l))], [.. all.Where(l => !prose.Contains(l) && !used.Contains(l))]);
    }

    /// <summary>
    /// Inside a block a label begins a caption only when the block shows a break before it: "… as shown in / Fig. 3. The …" does not.
    /// </summary>
    private static bool StandsApart(TextLine before, TextLine line, FigureLabel label)
    {
        if (!label.IsMarked) return false;
        bool gap = line.Box.Y0 - before.Box.Y1 > 0.6 * line.WordHeight;
        bool otherSize = Math.Abs(before.WordHeight - line.WordHeight) > 0.12 * line.WordHeight;
        return gap || otherSize || !IsProseLine(before) && line.Text.Length > label.Length + 10;
    }

    /// <summary>From the label's line downwards: further lines of its block, then of blocks that go on directly below it.</summary>
    private static ImmutableArray<TextLine> Extent(TextLine start, FigureLabel label, ImmutableArray<TextBlock> blocks, HashSet<TextLine> used)
    {
        var lines = new List<TextLine> { start };
        PointRect box = start.Box;
        bool labelAlone = start.Text.Length <= label.Length + 1;
        double height = start.WordHeight, pitch = 0;
        // Lines of one row, for instance a label set apart from its title, come as lines of their own: go by rows.
        IEnumerable<TextLine> below = blocks.SelectMany(b => b.Lines).Where(l => l != start && l.Box.CentreY > start.Box.Y0 + 0.2 * height)
            .OrderBy(l => l.Box.CentreY).ThenBy(l => l.Box.X0);
        foreach (TextLine line in below)
        {
            if (line.Box.CentreY > box.Y1 + 4 * height) break;
            bool beside = line.Box.OverlapY(box) > 0.5 * Math.Min(line.Box.Height, box.Height) && line.Box.OverlapY(lines[^1].Box) > 0.4 * line.Box.Height;
            double gap = line.Box.Y0 - box.Y1;
            if (beside ? line.Box.X0 - lines[^1].Box.X1 is < -1 or > 14 : line.Box.OverlapX(box) < 0.5 * Math.Min(line.Box.Width, box.Width)) continue;
            if (used.Contains(line)) { if (beside) continue; else break; }
            if (gap > (lines.Count == 1 && labelAlone ? 1.6 : MaxGap) * height) break;
            if (pitch > 0 && !beside && gap > pitch + 0.3 * height) break;
            if (!beside && lines.Count > 1 - (labelAlone ? 0 : 1) && Math.Abs(line.WordHeight - height) > SameHeight * height && line.Words.Length > 2) break;
            if (!beside && line.Box.X0 < box.X0 - 1.5 * height) { if (lines.Count > (labelAlone ? 1 : 0)) break; }
            if (lines.Count == 1) height = Math.Max(line.WordHeight, 1);
            if (!beside && lines.Count > 1) pitch = Math.Max(pitch, gap);
            used.Add(line);
            lines.Add(line);
            box = box.Union(line.Box);
        }
        return [.. lines];
    }

    /// <summary>A block of running text: several lines most of which read like sentences, or one long such line.</summary>
    private static bool IsProse(TextBlock block)
    {
        int prose = block.Lines.Count(IsProseLine);
        return block.Lines.Length == 1 ? prose == 1 && block.Lines[0].Words.Length >= 8 : prose >= 2 && prose * 2 >= block.Lines.Length;
    }

    /// <summary>Words of some length, close together; the labels over the lanes of a blot are short or stand apart.</summary>
    private static bool IsProseLine(TextLine line)
    {
        if (line.Words.Length < 5) return false;
        double letters = line.Words.Average(w => w.Text.Count(char.IsLetter));
        double filled = line.Words.Sum(w => w.Box.Width) / Math.Max(1, line.Box.Width);
        return letters >= 2.8 && filled > 0.68 && line.Box.Width > line.Box.Height;
    }
}

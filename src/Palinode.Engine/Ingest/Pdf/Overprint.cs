using System.Collections.Immutable;
using System.Globalization;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>
/// Some publishers print a caption's first line a second time, invisibly, over its label (for outlines and links). Layout analysis then shuffles
/// the words of both; this finds the label again and leaves it alone on its row.
/// </summary>
internal static class Overprint
{
    public static ImmutableArray<TextBlock> Repair(ImmutableArray<TextBlock> blocks) => [.. blocks.Select(Repair)];

    private static TextBlock Repair(TextBlock block)
    {
        List<TextLine> lines = [.. block.Lines];
        for (int i = 0; i < lines.Count; i++)
        {
            TextWord word = lines[i].Words[0];
            if (word.Text.TrimEnd('.').ToUpperInvariant() is not ("FIGURE" or "FIG" or "TABLE")) continue;
            List<TextLine> row = [.. lines.Where(l => Math.Abs(l.Box.CentreY - word.Box.CentreY) < 0.3 * word.Box.Height)];
            bool overprinted = row.SelectMany(l => l.Words).Any(w => w != word && w.Box.OverlapX(word.Box) > 0.5 * Math.Min(w.Box.Width, word.Box.Width));
            if (!overprinted) continue;
            // The number follows its word by one blank: a third of the height of the letters.
            TextWord? number = row.SelectMany(l => l.Words).FirstOrDefault(w => int.TryParse(w.Text.TrimEnd('.', ':'), NumberStyles.None, CultureInfo.InvariantCulture, out _)
                && w.Box.X0 - word.Box.X1 > 0.1 * word.Box.Height && w.Box.X0 - word.Box.X1 < 0.6 * word.Box.Height);
            if (number is null) continue;
            var label = new TextLine(word.Box.Union(number.Box), [word, number]);
            lines[i] = label;
            lines.RemoveAll(l => l != label && row.Contains(l));
            i = lines.IndexOf(label);
        }
        return new TextBlock([.. lines]);
    }
}

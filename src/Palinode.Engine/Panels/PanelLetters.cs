using System.Text.RegularExpressions;
using Palinode.Engine.Ingest;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>
/// Gives each panel the letter of its group: single letters of the page's own text that form a sequence (A, B, C, … with at most one
/// missing) stand at the top-left of their groups, so a panel belongs to the last letter above and to the left of it, row by row.
/// </summary>
internal static partial class PanelLetters
{
    public static string?[] Assign(IReadOnlyList<Box> panels, IReadOnlyList<PlacedText> text, Box figure)
    {
        string?[] letters = new string?[panels.Count];
        List<(string Letter, Box Box)> marks = Sequence(text, figure);
        if (marks.Count == 0) return letters;
        for (int i = 0; i < panels.Count; i++)
        {
            Box panel = panels[i];
            // Slack: a letter may sit a little inside or right of the corner it names.
            double slackX = Math.Max(0.02, 0.25 * panel.Width), slackY = Math.Max(0.008, 0.25 * panel.Height);
            var above = marks.Where(m => m.Box.Y0 <= panel.Y0 + slackY && m.Box.X0 <= panel.X0 + slackX).ToList();
            if (above.Count == 0) continue;
            letters[i] = above
                .Select(m => (m.Letter, m.Box, Cost: Cost(m.Box, panel, marks, figure)))
                .OrderBy(m => m.Cost).ThenBy(m => m.Letter, StringComparer.Ordinal).First().Letter;
        }
        return letters;
    }

    private static double Cost(Box mark, Box panel, List<(string Letter, Box Box)> marks, Box figure)
    {
        double dx = Math.Max(0, panel.X0 - mark.X0) / Math.Max(figure.Width, 1e-6), dy = Math.Max(0, panel.Y0 - mark.Y0) / Math.Max(figure.Height, 1e-6);
        // Another mark between this one and the panel, in the same row or the same column, owns the panel.
        bool shadowed = marks.Any(o => o.Box != mark
            && o.Box.X0 <= panel.X0 + 0.02 && o.Box.Y0 <= panel.Y0 + 0.008
            && o.Box.X0 >= mark.X0 - 0.01 && o.Box.Y0 >= mark.Y0 - 0.01);
        return dx + dy + (shadowed ? 10 : 0);
    }

    private static List<(string Letter, Box Box)> Sequence(IReadOnlyList<PlacedText> text, Box figure)
    {
        var candidates = text.Select(t => (Match: SingleLetter().Match(t.Text), t.Box)).Where(t => t.Match.Success)
            .Select(t => (Raw: t.Match.Groups["letter"].Value, t.Box)).ToList();
        // Capitals or small letters, whichever gives the longer run from A.
        List<(string, Box)> best = [];
        foreach (bool upper in new[] { true, false })
        {
            var mine = candidates.Where(c => char.IsUpper(c.Raw[0]) == upper).ToList();
            List<(string Letter, Box Box)> run = [];
            int missing = 0;
            for (char l = 'A'; l <= 'Z' && missing < 2; l++)
            {
                string wanted = upper ? l.ToString() : char.ToLowerInvariant(l).ToString();
                // All letters of a figure are set in one size; splinters of slanted words come in any. Of equals the one nearest the figure's corner.
                double size = run.Count > 0 ? run[0].Box.Height : mine.Where(c => c.Raw == wanted).Select(c => c.Box.Height).DefaultIfEmpty().Max();
                var here = mine.Where(c => c.Raw == wanted && c.Box.Height > 0.8 * size && (run.Count == 0 || c.Box.Height < 1.25 * size))
                    .OrderBy(c => FromCorner(c.Box, figure)).ToList();
                if (here.Count == 0) { missing++; continue; }
                missing = 0;
                run.Add((l.ToString(), here[0].Box));
            }
            if (run.Count > best.Count && run[0].Letter is "A" or "B") best = run;
        }
        return best.Count >= 2 || best is [("A", _)] ? best : [];
    }

    private static double FromCorner(Box box, Box figure) =>
        Math.Abs(box.X0 - figure.X0) / Math.Max(figure.Width, 1e-6) + Math.Abs(box.Y0 - figure.Y0) / Math.Max(figure.Height, 1e-6);

    [GeneratedRegex(@"^\(?(?<letter>[A-Za-z])[\).:]?$")]
    private static partial Regex SingleLetter();
}

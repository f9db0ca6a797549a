using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Labels;

/// <summary>Where a journal prints the letters of its panels.</summary>
internal enum LetterSide
{
    /// <summary>At the upper left corner of what they name, inside or outside: most journals.</summary>
    UpperLeft,

    /// <summary>At the lower left corner, inside or outside.</summary>
    LowerLeft,

    /// <summary>Under the middle of what they name.</summary>
    Below,
}

/// <summary>
/// Says which panel belongs to which letter. A figure keeps to one side: a panel belongs to the nearest letter on that side, row by row. The side
/// is the one that leaves the fewest letters without a panel and panels without a letter; the upper left, unless another side is better.
/// </summary>
internal sealed class LetterPlacement(IReadOnlyList<PointRect> panels, IReadOnlyList<LetterMark> letters, PointRect figure)
{
    /// <summary>In points: how far a letter may stand inside or beyond the corner that it names, where the panel is small.</summary>
    private const double SlackX = 12, SlackY = 7;

    /// <summary>The same as a share of the panel's size.</summary>
    private const double Slack = 0.25;

    /// <summary>In points: a letter under a panel may reach this far into it.</summary>
    private const double InLine = 3;

    /// <summary>Common share of the heights from which two panels are level.</summary>
    private const double Level = 0.8;

    /// <summary>For each panel its letter, or null.</summary>
    public char?[] Assign()
    {
        char?[] best = Assign(LetterSide.UpperLeft);
        int least = Faults(best);
        double distance = MeanDistance(best, LetterSide.UpperLeft);
        // One letter alone cannot say on which side letters stand: the x under an axis would name the chart.
        if (least > 0 && letters.Count > 1)
        {
            foreach (LetterSide side in new[] { LetterSide.LowerLeft, LetterSide.Below })
            {
                char?[] other = Assign(side);
                int faults = Faults(other);
                double its = MeanDistance(other, side);
                if (faults < least || faults == least && 2 * its < distance) (best, least, distance) = (other, faults, its);
            }
        }
        AlignRows(best);
        return best;
    }

    private char?[] Assign(LetterSide side) => [.. panels.Select(p => letters.Where(m => MayName(m.Box, p, side)).OrderBy(m => Distance(m, p, side)).ThenBy(m => m.Letter).FirstOrDefault()?.Letter)];

    /// <summary>Letters that name nothing, and panels that nothing names.</summary>
    private int Faults(char?[] assigned) => letters.Count(m => !assigned.Contains(m.Letter)) + assigned.Count(a => a is null);

    /// <summary>Of the panels from their letters, as a share of the figure's size.</summary>
    private double MeanDistance(char?[] assigned, LetterSide side) =>
        panels.Select((p, i) => letters.FirstOrDefault(m => m.Letter == assigned[i]) is { } mark ? Distance(mark, p, side) : (double?)null).Average() ?? double.MaxValue;

    private static bool MayName(PointRect letter, PointRect panel, LetterSide side)
    {
        double slackX = Math.Max(SlackX, Slack * panel.Width), slackY = Math.Max(SlackY, Slack * panel.Height);
        return side switch
        {
            LetterSide.UpperLeft => letter.Y0 <= panel.Y0 + slackY && letter.X0 <= panel.X0 + slackX,
            LetterSide.LowerLeft => letter.Y1 >= panel.Y1 - slackY && letter.X0 <= panel.X0 + slackX,
            _ => letter.Y0 >= panel.Y1 - InLine,
        };
    }

    private double Distance(LetterMark mark, PointRect panel, LetterSide side)
    {
        PointRect m = mark.Box;
        double dx = Math.Max(0, panel.X0 - m.X0) / Math.Max(figure.Width, 1);
        double dy = side switch
        {
            LetterSide.UpperLeft => panel.Y0 - m.Y0,
            LetterSide.LowerLeft => m.Y1 - panel.Y1,
            _ => m.Y0 - panel.Y1,
        };
        dy = Math.Max(0, dy) / Math.Max(figure.Height, 1);
        // Under the middle of a row of pictures: the row decides first, and within it the nearest middle.
        if (side == LetterSide.Below) return Math.Abs(m.CentreX - panel.CentreX) / Math.Max(figure.Width, 1) + (letters.Any(o => MayName(o.Box, panel, side) && o.Box.Y1 < m.Y0) ? 10 : 0);
        // Another letter between this one and the panel, in the same row or the same column, owns the panel.
        bool shadowed = letters.Any(o => o != mark && o.Box.X0 <= panel.X0 + SlackX && o.Box.X0 >= m.X0 - 6
            && (side == LetterSide.UpperLeft ? o.Box.Y0 <= panel.Y0 + SlackY && o.Box.Y0 >= m.Y0 - 8 : o.Box.Y1 >= panel.Y1 - SlackY && o.Box.Y1 <= m.Y1 + 8));
        return dx + dy + (shadowed ? 10 : 0);
    }

    /// <summary>
    /// A panel under another letter's pictures may be the end of a row that a letter further down began: it stands exactly level with that row's
    /// panel, and nearer to it than to the pictures above.
    /// </summary>
    private void AlignRows(char?[] assigned)
    {
        for (int i = 0; i < panels.Count; i++)
        {
            PointRect panel = panels[i];
            if (letters.FirstOrDefault(m => m.Letter == assigned[i]) is not { } mine || panel.Y0 < mine.Box.Y1) continue;
            int level = Enumerable.Range(0, panels.Count).Where(j => panels[j].X1 <= panel.X0 && panels[j].OverlapY(panel) > Level * Math.Max(panels[j].Height, panel.Height))
                .OrderByDescending(j => panels[j].X1).FirstOrDefault(-1);
            if (level < 0 || assigned[level] == assigned[i] || letters.FirstOrDefault(m => m.Letter == assigned[level]) is not { } its || its.Box.Y0 <= mine.Box.Y1 || its.Box.Y0 > panel.Y0) continue;
            // What the upper letter names ends above the lower letter.
            double[] above = [.. Enumerable.Range(0, panels.Count).Where(j => assigned[j] == assigned[i] && panels[j].Y1 <= its.Box.Y0 + SlackY && panels[j].OverlapX(panel) > 0).Select(j => panel.Y0 - panels[j].Y1)];
            if (above.Length > 0 && above.Min() > panel.X0 - panels[level].X1) assigned[i] = assigned[level];
        }
    }
}

using System.Collections.Immutable;

namespace Palinode.Engine.Labels;

/// <summary>
/// Divides a strip into lanes by the names printed over it. Lanes are of one width and fill the strip, so the number of lanes is the one for
/// which every name stands in the middle of a lane of its own; words that stand in one lane are one name.
/// </summary>
internal static class LaneGrid
{
    /// <summary>Largest distance of a name from the middle of its lane, as a share of the lane's width.</summary>
    private const double MostOffset = 0.3;

    private const int MostLanes = 30;

    /// <param name="Lane">Counted from 0.</param>
    /// <param name="Words">Indices of the words, from left to right.</param>
    internal readonly record struct Cell(int Lane, ImmutableArray<int> Words);

    /// <summary>The lanes as cells with their words, and their number; null where no equal division explains the names.</summary>
    /// <param name="x0">Left edge of the strip.</param>
    /// <param name="x1">Right edge of the strip.</param>
    /// <param name="words">For each word its left and right end, and whether it may belong to the same name as the one before it.</param>
    /// <param name="leastWidth">Least width of a lane.</param>
    public static (int Lanes, ImmutableArray<Cell> Cells)? Fit(double x0, double x1, IReadOnlyList<(double Left, double Right, bool Continues)> words, double leastWidth)
    {
        (int Lanes, ImmutableArray<Cell> Cells)? best = null;
        double least = double.MaxValue;
        for (int n = 1; n <= MostLanes; n++)
        {
            double width = (x1 - x0) / n;
            if (width < leastWidth) break;
            if (Divide(x0, width, n, words) is not { } cells) continue;
            double cost = 0;
            foreach (Cell cell in cells)
            {
                double middle = (words[cell.Words[0]].Left + words[cell.Words[^1]].Right) / 2, offset = Math.Abs(middle - x0 - (cell.Lane + 0.5) * width) / width;
                cost = offset > MostOffset ? double.MaxValue : cost + offset;
                if (cost == double.MaxValue) break;
            }
            if (cost == double.MaxValue) continue;
            // A lane without a name is a worse explanation than a name off the middle, and so is one name made of words that stand apart.
            cost = cost / cells.Length + 0.6 * (n - cells.Length) / n + 0.15 * cells.Sum(c => c.Words.Length - 1) / cells.Length;
            if (cost < least - 1e-9) (best, least) = ((n, cells), cost);
        }
        // More lanes without a name than with one: the names are something else.
        return best is { } found && 2 * found.Cells.Length >= found.Lanes ? found : null;
    }

    private static ImmutableArray<Cell>? Divide(double x0, double width, int lanes, IReadOnlyList<(double Left, double Right, bool Continues)> words)
    {
        var cells = ImmutableArray.CreateBuilder<Cell>();
        int last = -1;
        for (int i = 0; i < words.Count; i++)
        {
            int lane = (int)Math.Floor(((words[i].Left + words[i].Right) / 2 - x0) / width);
            if (lane < 0 || lane >= lanes) return null;
            if (lane == last)
            {
                if (!words[i].Continues) return null;
                cells[^1] = new Cell(lane, cells[^1].Words.Add(i));
            }
            else if (lane < last) return null;
            else cells.Add(new Cell(last = lane, [i]));
        }
        return cells.Count > 0 ? cells.ToImmutable() : null;
    }
}

using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>One connected piece of ink, asked whether it is a frame or the axes of a chart.</summary>
/// <param name="labels">Labelled ink of the plane.</param>
/// <param name="label">The piece.</param>
/// <param name="stride">Width of the plane.</param>
/// <param name="box">Around the piece.</param>
/// <param name="paper">1 where the plane is paper.</param>
internal sealed class LineDrawing(int[] labels, int label, int stride, PixelRect box, byte[] paper)
{
    private bool Ink(int x, int y) => labels[y * stride + x] == label;

    private bool Paper(int x, int y) => x < stride && y * stride + x < paper.Length && paper[y * stride + x] != 0;

    /// <summary>Ink runs along all four sides of the box.</summary>
    public bool IsFrame(int smallest)
    {
        const double Side = 0.92;
        if (box.Width < smallest || box.Height < smallest) return false;
        int top = 0, bottom = 0, left = 0, right = 0, band = Math.Min(3, Math.Min(box.Width, box.Height) / 3);
        for (int x = box.X0; x < box.X1; x++)
        {
            bool t = false, b = false;
            for (int k = 0; k < band; k++) { t |= Ink(x, box.Y0 + k); b |= Ink(x, box.Y1 - 1 - k); }
            if (t) top++;
            if (b) bottom++;
        }
        for (int y = box.Y0; y < box.Y1; y++)
        {
            bool l = false, r = false;
            for (int k = 0; k < band; k++) { l |= Ink(box.X0 + k, y); r |= Ink(box.X1 - 1 - k, y); }
            if (l) left++;
            if (r) right++;
        }
        return Math.Min(top, bottom) >= Side * box.Width && Math.Min(left, right) >= Side * box.Height;
    }

    /// <summary>The area spanned by a thin upright and a thin level line that meet at its lower left corner; null where there are none.</summary>
    public PixelRect? AxisArea(int shortest, int thickest)
    {
        if (box.Width < shortest || box.Height < shortest) return null;
        if (Upright(shortest, thickest) is not { } axis) return null;
        if (Level(shortest, thickest, axis.At) is not { } baseline) return null;
        if (Math.Abs(baseline.At - axis.To) > 2 * thickest || Math.Abs(baseline.From - axis.At) > 4 * thickest) return null;
        // A frame has the same on its other sides, and a frame around membrane has no paper within.
        int beside = 0, below = 0, far = 0;
        for (int y = axis.From; y < axis.To; y++)
        {
            if (Paper(axis.At + thickest + 1, y)) beside++;
            bool line = false;
            for (int k = 1; k <= 4; k++) line |= box.X1 - k > axis.At + thickest && Ink(box.X1 - k, y);
            if (line) far++;
        }
        for (int x = baseline.From; x < baseline.To; x++) if (Paper(x, baseline.At + 3)) below++;
        if (beside < 0.45 * (axis.To - axis.From) || below < 0.5 * (baseline.To - baseline.From) || far > 0.8 * (axis.To - axis.From)) return null;
        return new PixelRect(axis.At, Math.Min(axis.From, box.Y0), Math.Max(baseline.To, box.X1), baseline.At + 1);
    }

    /// <summary>The left-most thin upright line over at least half the box.</summary>
    private (int At, int From, int To)? Upright(int shortest, int thickest)
    {
        (int From, int To)[] runs = new (int, int)[box.Width];
        for (int x = box.X0; x < box.X1; x++) runs[x - box.X0] = LongestRun(box.Y0, box.Y1, y => Ink(x, y));
        return Thin(runs, Math.Max(shortest, box.Height / 2), thickest, box.X0, fromEnd: false);
    }

    /// <summary>The lowest thin level line over at least half of the box right of the axis.</summary>
    private (int At, int From, int To)? Level(int shortest, int thickest, int axis)
    {
        (int From, int To)[] runs = new (int, int)[box.Height];
        for (int y = box.Y0; y < box.Y1; y++) runs[y - box.Y0] = LongestRun(box.X0, box.X1, x => Ink(x, y));
        return Thin(runs, Math.Max(shortest, (box.X1 - axis) / 2), thickest, box.Y0, fromEnd: true);
    }

    private static (int At, int From, int To)? Thin((int From, int To)[] runs, int least, int thickest, int offset, bool fromEnd)
    {
        for (int k = 0; k < runs.Length;)
        {
            int i = fromEnd ? runs.Length - 1 - k : k, n = 0;
            while (k + n < runs.Length && Length(runs[fromEnd ? runs.Length - 1 - k - n : k + n]) >= least) n++;
            if (n > 0 && n <= thickest) return (offset + i, runs[i].From, runs[i].To);
            if (n > 0) return null;
            k++;
        }
        return null;
        static int Length((int From, int To) run) => run.To - run.From;
    }

    private static (int From, int To) LongestRun(int from, int to, Func<int, bool> ink)
    {
        (int From, int To) best = (from, from);
        int start = -1;
        for (int i = from; i <= to; i++)
        {
            bool on = i < to && ink(i);
            if (on && start < 0) start = i;
            if (on || start < 0) continue;
            if (i - start > best.To - best.From) best = (start, i);
            start = -1;
        }
        return best;
    }
}

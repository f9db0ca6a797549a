using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>
/// Pictures of a grid share their borders: strips of one stack begin and end at the same columns, tiles of a row at the same lines. A
/// block that falls short of its neighbours, because its rim is as white as the page, is completed to the cell they define, and fragments
/// of one cell are joined.
/// </summary>
internal static class GridRegularity
{
    // A block this much smaller than its cell along one axis is completed; less is left to the search for the border's step.
    private const double Short = 0.97;

    public static List<PixelRect> Complete(IReadOnlyList<PixelRect> blocks, FigurePlane plane, PrintedMarks marks)
    {
        List<PixelRect> result = [.. blocks];
        int near = plane.Points(14), same = Math.Max(2, plane.Points(1.5));
        // A completed block may complete its neighbour in turn; a second round sees that.
        for (int round = 0; round < 2; round++)
            for (int i = 0; i < result.Count; i++)
                if (Cell(result[i], result, near, same) is { } cell && IsFree(cell, result[i], result, marks)) result[i] = cell;
        return [.. Joined(result)];
    }

    /// <summary>The block with the columns of two neighbours above or below that agree, or the lines of two neighbours left or right.</summary>
    private static PixelRect? Cell(PixelRect b, List<PixelRect> all, int near, int same)
    {
        var stack = all.Where(o => o != b && o.X0 <= b.X0 + same && o.X1 >= b.X1 - same && Gap(o.Y0, o.Y1, b.Y0, b.Y1) <= near).ToList();
        foreach (PixelRect o in stack)
            if (b.Width < Short * o.Width && stack.Count(p => Math.Abs(p.X0 - o.X0) <= same && Math.Abs(p.X1 - o.X1) <= same) >= 2)
                return new PixelRect(o.X0, b.Y0, o.X1, b.Y1);
        var row = all.Where(o => o != b && o.Y0 <= b.Y0 + same && o.Y1 >= b.Y1 - same && Gap(o.X0, o.X1, b.X0, b.X1) <= near).ToList();
        foreach (PixelRect o in row)
            if (b.Height < Short * o.Height && row.Count(p => Math.Abs(p.Y0 - o.Y0) <= same && Math.Abs(p.Y1 - o.Y1) <= same) >= 2)
                return new PixelRect(b.X0, o.Y0, b.X1, o.Y1);
        return null;
    }

    private static int Gap(int a0, int a1, int b0, int b1) => Math.Max(0, Math.Max(a0 - b1, b0 - a1));

    /// <summary>What the cell adds holds no letters and no other block, except fragments of the same cell.</summary>
    private static bool IsFree(PixelRect cell, PixelRect block, List<PixelRect> all, PrintedMarks marks)
    {
        if (marks.Letters.Any(l => cell.Intersect(l).Area > 0 && block.Intersect(l).Area == 0)) return false;
        if (marks.AxisAreas.Any(a => cell.Intersect(a).Area > 0)) return false;
        return all.All(o => o == block || cell.Intersect(o).Area == 0 || cell.Intersect(o).Area == o.Area);
    }

    private static List<PixelRect> Joined(List<PixelRect> blocks)
    {
        List<PixelRect> kept = [];
        foreach (PixelRect b in blocks.OrderByDescending(b => b.Area).ThenBy(b => b.Y0).ThenBy(b => b.X0))
            if (!kept.Any(k => k.Intersect(b).Area > 0.8 * b.Area)) kept.Add(b);
        return [.. kept.OrderBy(b => b.Y0).ThenBy(b => b.X0)];
    }
}

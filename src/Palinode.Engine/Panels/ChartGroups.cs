using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>Charts and drawings: ink outside pictures, gathered by nearness, that holds at least one line or area larger than letters.</summary>
internal static class ChartGroups
{
    public static List<PixelRect> Find(FigurePlane plane, PrintedMarks marks, IReadOnlyList<PixelRect> pictures, IReadOnlyList<PixelRect> drawnBlocks, PanelOptions options)
    {
        int smallest = plane.Points(26), gap = plane.Points(options.ChartGapPoints);
        List<PixelRect> drawings = [.. marks.Others.Select(o => o.Bounds).Where(b => Math.Max(b.Width, b.Height) >= smallest && !InsidePicture(b)), .. drawnBlocks];
        List<PixelRect> parts = [.. marks.Others.Select(o => o.Bounds).Where(b => !InsidePicture(b)), .. marks.Letters.Where(b => !InsidePicture(b))];
        // Ink within the gap of a drawing belongs to it; letters reach on only half as far, or labels chain across a figure.
        bool changed = true;
        List<PixelRect> groups = Merge(drawings, gap / 2);
        for (int round = 0; changed && round < 3; round++)
        {
            changed = false;
            for (int g = 0; g < groups.Count; g++)
            {
                PixelRect reach = groups[g].Inflate(round == 0 ? gap : gap / 2), grown = groups[g];
                foreach (PixelRect part in parts)
                    if (part.Intersect(reach).Area > 0) grown = Union(grown, part);
                if (grown != groups[g] && !pictures.Any(p => p.Intersect(grown).Area > 0.3 * p.Area)) { groups[g] = grown; changed = true; }
            }
            groups = Merge(groups, 0);
        }
        // A rule above some words is no chart: something must be drawn that has width and height.
        List<PixelRect> bodies = [.. drawings.Where(d => Math.Min(d.Width, d.Height) >= plane.Points(12)), .. marks.AxisAreas];
        return [.. groups.Where(g => Math.Min(g.Width, g.Height) >= plane.Points(24) && bodies.Any(b => b.Intersect(g).Area > 0.5 * b.Area)
            && pictures.Sum(p => p.Intersect(g).Area) < 0.5 * g.Area).OrderBy(g => g.Y0).ThenBy(g => g.X0)];

        bool InsidePicture(PixelRect b) => pictures.Any(p => p.Inflate(3).Intersect(b).Area > 0.5 * b.Area);
    }

    private static List<PixelRect> Merge(List<PixelRect> rects, int gap)
    {
        List<PixelRect> merged = [.. rects];
        bool again = true;
        while (again)
        {
            again = false;
            for (int i = 0; i < merged.Count; i++)
                for (int j = merged.Count - 1; j > i; j--)
                    if (merged[i].Inflate(gap).Intersect(merged[j]).Area > 0)
                    {
                        merged[i] = Union(merged[i], merged[j]);
                        merged.RemoveAt(j);
                        again = true;
                    }
        }
        return merged;
    }

    private static PixelRect Union(PixelRect a, PixelRect b) => new(Math.Min(a.X0, b.X0), Math.Min(a.Y0, b.Y0), Math.Max(a.X1, b.X1), Math.Max(a.Y1, b.Y1));
}

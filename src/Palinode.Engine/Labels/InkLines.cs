using System.Collections.Immutable;
using Palinode.Engine.Imaging;
using Palinode.Engine.Panels;

namespace Palinode.Engine.Labels;

/// <summary>What a line of ink is, as far as its shape tells.</summary>
internal enum InkShape
{
    /// <summary>Letters from left to right.</summary>
    Level,

    /// <summary>Letters from bottom to top.</summary>
    Upright,

    /// <summary>A minus sign that stands alone.</summary>
    Minus,

    /// <summary>A plus sign that stands alone.</summary>
    Plus,
}

/// <param name="Bounds">In pixels of the plane.</param>
/// <param name="Pieces">Connected pieces of ink; letters that touch are one.</param>
/// <param name="Shape">Direction, or sign.</param>
internal sealed record InkLine(PixelRect Bounds, ImmutableArray<PixelRect> Pieces, InkShape Shape)
{
    public int Glyphs => Pieces.Length;

    public static InkLine Of(ImmutableArray<PixelRect> pieces, InkShape shape) =>
        new(pieces.Aggregate((a, b) => new(Math.Min(a.X0, b.X0), Math.Min(a.Y0, b.Y0), Math.Max(a.X1, b.X1), Math.Max(a.Y1, b.Y1))), pieces, shape);
}

/// <summary>
/// Where words are printed on the paper of a graphic: connected ink of a letter's size, joined from left to right while the gaps stay below
/// a space's width (bottom-up grouping after O'Gorman 1993, in one direction and with sizes in points). Pictures are left out.
/// </summary>
internal sealed class InkLines(FigurePlane plane, IReadOnlyList<PixelRect> pictures, LabelOptions options)
{
    private const int InkDistance = 60;

    /// <summary>More pieces of ink than this are a cloud of dots, and there is no text to be found in it.</summary>
    private const int MostGlyphs = 20_000;

    private double Points(double points) => points * plane.PixelsPerPoint;

    public List<InkLine> Find()
    {
        byte[] ink = new byte[plane.Distance.Length];
        for (int i = 0; i < ink.Length; i++) ink[i] = plane.Distance[i] > InkDistance ? (byte)1 : (byte)0;
        foreach (PixelRect picture in pictures)
        {
            PixelRect r = picture.Inflate(1).ClipTo(plane.Width, plane.Height);
            for (int y = r.Y0; y < r.Y1; y++) ink.AsSpan(y * plane.Width + r.X0, r.Width).Clear();
        }
        List<PixelRect> glyphs = [];
        foreach (Component c in RasterOperations.Components(ink, plane.Width, plane.Height, out _))
            if (MayBeGlyph(c)) glyphs.Add(c.Bounds);
        if (glyphs.Count > MostGlyphs) return [];
        List<InkLine> level = [.. Join([.. glyphs.OrderBy(g => g.X0).ThenBy(g => g.Y0)], ink).OrderBy(l => l.Bounds.Y0).ThenBy(l => l.Bounds.X0)];
        return WithUpright(level);
    }

    private bool MayBeGlyph(Component c)
    {
        double w = c.Bounds.Width / plane.PixelsPerPoint, h = c.Bounds.Height / plane.PixelsPerPoint;
        if (h > options.LargestInkHeight || h < 0.4 || w < 0.4) return false;
        // Rules, ticks and axes: long and thin.
        if (w > 9 && h < 1.8 || h > 12.5 && w < 1.5) return false;
        // A wide piece is a word of touching letters, which covers part of its box, or a bar, which covers all of it.
        if (w <= options.LargestInkHeight) return true;
        double fill = (double)c.Area / c.Bounds.Area;
        return w <= 130 && h >= options.LeastInkHeight && h <= 13 && fill is > 0.12 and < 0.8;
    }

    private IEnumerable<InkLine> Join(PixelRect[] glyphs, byte[] ink)
    {
        int[] parent = [.. Enumerable.Range(0, glyphs.Length)];
        int Root(int i) { while (parent[i] != i) i = parent[i] = parent[parent[i]]; return i; }
        double furthest = options.WordGap * Points(10);
        for (int i = 0; i < glyphs.Length; i++)
            for (int j = i + 1; j < glyphs.Length && glyphs[j].X0 <= glyphs[i].X1 + furthest; j++)
                if (OnOneLine(glyphs[i], glyphs[j])) parent[Root(j)] = Root(i);
        foreach (IGrouping<int, PixelRect> line in Enumerable.Range(0, glyphs.Length).GroupBy(Root, i => glyphs[i]))
        {
            InkLine joined = InkLine.Of([.. line], InkShape.Level);
            if (joined.Glyphs == 1 && SignOf(joined.Bounds, ink) is { } sign) yield return joined with { Shape = sign };
            else if (joined.Bounds.Height >= Points(options.LeastInkHeight)) yield return joined;
        }
    }

    /// <param name="a">The left one.</param>
    /// <param name="b">The right one.</param>
    private bool OnOneLine(PixelRect a, PixelRect b)
    {
        int taller = Math.Max(a.Height, b.Height), lower = Math.Min(a.Height, b.Height);
        int common = Math.Min(a.Y1, b.Y1) - Math.Max(a.Y0, b.Y0), gap = b.X0 - a.X1;
        bool small = lower < 0.45 * taller;
        // The dot of an i and the upper part of a colon stand over their neighbour.
        if (small && gap < 0 && common < 0 && -common < 0.4 * taller) return true;
        if (common < 0.5 * lower) return false;
        if (!small && taller > 2.2 * lower) return false;
        return gap <= options.WordGap * Math.Min(Math.Max(taller, Points(3.5)), Points(10));
    }

    private InkShape? SignOf(PixelRect r, byte[] ink)
    {
        double w = r.Width / plane.PixelsPerPoint, h = r.Height / plane.PixelsPerPoint;
        if (w is > 1.8 and < 6.5 && h < 1.7 && w > 1.8 * h) return InkShape.Minus;
        if (w is < 2 or > 7 || h is < 2 or > 7 || Math.Abs(w - h) > 0.35 * Math.Max(w, h)) return null;
        // Two strokes that cross in the middle, and paper in the four corners.
        int cx = (r.X0 + r.X1) / 2, cy = (r.Y0 + r.Y1) / 2, level = 0, upright = 0, corners = 0, corner = 0;
        for (int x = r.X0; x < r.X1; x++) if (ink[cy * plane.Width + x] != 0) level++;
        for (int y = r.Y0; y < r.Y1; y++) if (ink[y * plane.Width + cx] != 0) upright++;
        for (int y = r.Y0; y < r.Y1; y++)
        {
            for (int x = r.X0; x < r.X1; x++)
            {
                if (Math.Abs(2 * x + 1 - r.X0 - r.X1) < 0.5 * r.Width || Math.Abs(2 * y + 1 - r.Y0 - r.Y1) < 0.5 * r.Height) continue;
                corners++;
                if (ink[y * plane.Width + x] != 0) corner++;
            }
        }
        return level >= 0.9 * r.Width && upright >= 0.9 * r.Height && corner <= 0.1 * corners ? InkShape.Plus : null;
    }

    /// <summary>Letters of upright words stand above each other, each a line of its own so far.</summary>
    private List<InkLine> WithUpright(List<InkLine> lines)
    {
        List<InkLine> result = [];
        bool[] taken = new bool[lines.Count];
        for (int i = 0; i < lines.Count; i++)
        {
            if (taken[i] || !MayStandUpright(lines[i])) continue;
            List<int> column = [i];
            PixelRect all = lines[i].Bounds;
            for (int j = i + 1; j < lines.Count; j++)
            {
                PixelRect next = lines[j].Bounds;
                if (taken[j] || !MayStandUpright(lines[j])) continue;
                int common = Math.Min(all.X1, next.X1) - Math.Max(all.X0, next.X0), gap = next.Y0 - all.Y1;
                if (common < 0.5 * Math.Min(all.Width, next.Width) || gap > 0.5 * Math.Max(all.Width, Points(3.5)) || gap < -0.5 * next.Height) continue;
                all = new PixelRect(Math.Min(all.X0, next.X0), all.Y0, Math.Max(all.X1, next.X1), Math.Max(all.Y1, next.Y1));
                column.Add(j);
            }
            if (column.Count < 3 || all.Height < 2 * all.Width || all.Width > Points(options.LargestInkHeight)) continue;
            foreach (int k in column) taken[k] = true;
            ImmutableArray<PixelRect> pieces = [.. column.SelectMany(k => lines[k].Pieces)];
            Detach(lines, taken, ref all, ref pieces);
            result.Add(new InkLine(all, pieces, InkShape.Upright));
        }
        for (int i = 0; i < lines.Count; i++) if (!taken[i]) result.Add(lines[i]);
        return [.. result.OrderBy(l => l.Bounds.Y0).ThenBy(l => l.Bounds.X0)];
    }

    /// <summary>The end of an upright word may have been joined to a panel letter beside it: its pieces come back to the word.</summary>
    private static void Detach(List<InkLine> lines, bool[] taken, ref PixelRect column, ref ImmutableArray<PixelRect> pieces)
    {
        for (bool found = true; found;)
        {
            found = false;
            for (int i = 0; i < lines.Count && !found; i++)
            {
                if (taken[i] || lines[i].Shape != InkShape.Level || lines[i].Glyphs is < 2 or > 6) continue;
                foreach (PixelRect piece in lines[i].Pieces)
                {
                    int common = Math.Min(piece.X1, column.X1) - Math.Max(piece.X0, column.X0);
                    int gap = Math.Max(column.Y0 - piece.Y1, piece.Y0 - column.Y1);
                    if (common < 0.5 * Math.Min(piece.Width, column.Width) || piece.Width > 1.4 * column.Width || gap < -0.4 * piece.Height || gap > 0.5 * column.Width) continue;
                    pieces = pieces.Add(piece);
                    column = InkLine.Of(pieces, InkShape.Upright).Bounds;
                    lines[i] = InkLine.Of(lines[i].Pieces.Remove(piece), InkShape.Level);
                    found = true;
                    break;
                }
            }
        }
    }

    private bool MayStandUpright(InkLine line) => line.Glyphs <= 2 && line.Bounds.Width <= Points(11) && line.Bounds.Height <= Points(14);
}

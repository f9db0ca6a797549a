using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>What is printed in ink on paper: letters (small, paper all around) and everything larger.</summary>
internal sealed class PrintedMarks
{
    public required IReadOnlyList<PixelRect> Letters { get; init; }

    /// <summary>At least three letters stand side by side on one line: the graphic carries words.</summary>
    public bool HasWords
    {
        get
        {
            // Specks below four pixels are dots of a cloud or dust; left out first, since there may be a hundred thousand of them.
            List<PixelRect> letters = [.. Letters.Where(l => l.Height >= 4)];
            ILookup<int, PixelRect> byBaseline = letters.ToLookup(l => l.Y1);
            return letters.Any(first => Next(first) is { } second && Next(second) is not null);

            PixelRect? Next(PixelRect l)
            {
                int slack = 1 + l.Height / 8;
                for (int baseline = l.Y1 - slack; baseline <= l.Y1 + slack; baseline++)
                    foreach (PixelRect o in byBaseline[baseline])
                        if (o.X0 >= l.X1 - 1 && o.X0 - l.X1 < l.Height / 2 + 2 && o.Height > 0.6 * l.Height && o.Height < 1.7 * l.Height && o.Width < 1.6 * o.Height)
                            return o;
                return null;
            }
        }
    }

    /// <summary>Connected ink that is too large for a letter, or that stands on something other than paper.</summary>
    public required IReadOnlyList<Component> Others { get; init; }

    /// <summary>Closed rectangular lines: frames of strips, box axes.</summary>
    public required IReadOnlyList<PixelRect> Frames { get; init; }

    /// <summary>Areas spanned by an upright and a level line that meet at the lower left: what stands inside belongs to a chart.</summary>
    public required IReadOnlyList<PixelRect> AxisAreas { get; init; }

    public static PrintedMarks Find(FigurePlane plane, PanelOptions options)
    {
        byte[] ink = new byte[plane.Distance.Length], paper = new byte[plane.Distance.Length];
        for (int i = 0; i < ink.Length; i++)
        {
            ink[i] = plane.Distance[i] > options.InkDistance ? (byte)1 : (byte)0;
            // Far above the usual tolerance: beside lines paper rings.
            paper[i] = plane.Distance[i] <= 40 ? (byte)1 : (byte)0;
        }
        int largest = plane.Points(options.LargestLetterPoints);
        List<PixelRect> letters = [];
        List<Component> others = [];
        List<PixelRect> frames = [], axes = [];
        Component[] components = RasterOperations.Components(ink, plane.Width, plane.Height, out int[] labels);
        for (int i = 0; i < components.Length; i++)
        {
            PixelRect box = components[i].Bounds;
            if (box.Width <= largest && box.Height <= largest && StandsOnPaper(plane, box, options)) { letters.Add(box); continue; }
            others.Add(components[i]);
            LineDrawing drawing = new(labels, i + 1, plane.Width, box, paper);
            if (components[i].Area < 0.85 * box.Area && drawing.IsFrame(plane.Points(options.SmallestPicturePoints))) frames.Add(box);
            else if (drawing.AxisArea(plane.Points(30), plane.Points(3)) is { } area) axes.Add(area);
        }
        return new PrintedMarks { Letters = letters, Others = others, Frames = frames, AxisAreas = axes };
    }

    /// <summary>A frame of one pixel, three pixels away from the ink's box, is mostly paper. Other letters may cross it, a membrane fills it.</summary>
    private static bool StandsOnPaper(FigurePlane plane, PixelRect box, PanelOptions options)
    {
        PixelRect ring = box.Inflate(3);
        int paper = 0, total = 0;
        void Look(int x, int y)
        {
            if ((uint)x >= (uint)plane.Width || (uint)y >= (uint)plane.Height) return;
            total++;
            if (plane.Distance[y * plane.Width + x] <= options.PaperTolerance / 2) paper++;
        }
        for (int x = ring.X0; x < ring.X1; x++) { Look(x, ring.Y0); Look(x, ring.Y1 - 1); }
        for (int y = ring.Y0 + 1; y < ring.Y1 - 1; y++) { Look(ring.X0, y); Look(ring.X1 - 1, y); }
        return total > 0 && paper >= 0.35 * total;
    }
}

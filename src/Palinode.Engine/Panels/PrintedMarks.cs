using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>What is printed in ink on paper: letters (small, paper all around) and everything larger.</summary>
internal sealed class PrintedMarks
{
    public required IReadOnlyList<PixelRect> Letters { get; init; }

    /// <summary>Connected ink that is too large for a letter, or that stands on something other than paper.</summary>
    public required IReadOnlyList<Component> Others { get; init; }

    public static PrintedMarks Find(FigurePlane plane, PanelOptions options)
    {
        byte[] ink = new byte[plane.Distance.Length];
        for (int i = 0; i < ink.Length; i++) ink[i] = plane.Distance[i] > options.InkDistance ? (byte)1 : (byte)0;
        int largest = plane.Points(options.LargestLetterPoints);
        List<PixelRect> letters = [];
        List<Component> others = [];
        foreach (Component c in RasterOperations.Components(ink, plane.Width, plane.Height, out _))
        {
            if (c.Bounds.Width <= largest && c.Bounds.Height <= largest && StandsOnPaper(plane, c.Bounds, options)) letters.Add(c.Bounds);
            else others.Add(c);
        }
        return new PrintedMarks { Letters = letters, Others = others };
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

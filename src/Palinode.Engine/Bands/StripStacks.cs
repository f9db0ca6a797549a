using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Bands;

/// <summary>
/// Which strips stand above each other with the same ends, as one blot is cut, and which rows two of them share: strips whose frames touch are
/// cut a few rows into each other, and what lies there would be found twice.
/// </summary>
/// <param name="strips">Blots of a run, in reading order.</param>
/// <param name="figures">For each, its figure.</param>
internal sealed class StripStacks(IReadOnlyList<Panel> strips, IReadOnlyList<SourceFigure> figures)
{
    /// <summary>Ends agree when they differ by less than this share of the width.</summary>
    private const double SameEnds = 0.04;

    private readonly int[] _stacks = Number(strips, figures);

    /// <summary>The same number for strips of one stack.</summary>
    public int StackOf(int strip) => _stacks[strip];

    /// <summary>Pixel rows at the top that an earlier strip of the figure shows as well; at most half of the strip.</summary>
    public int RowsShared(int strip)
    {
        Box own = strips[strip].Box;
        double shared = 0;
        for (int i = 0; i < strip; i++)
        {
            if (!ReferenceEquals(figures[i], figures[strip])) continue;
            Box both = strips[i].Box.Intersect(own);
            if (both.Area > 0 && both.Width > 0.5 * own.Width && strips[i].Box.Y0 < own.Y0 && both.Height < 0.5 * own.Height) shared = Math.Max(shared, both.Height);
        }
        return (int)Math.Ceiling(shared / own.Height * strips[strip].Pixels.Height);
    }

    /// <summary>The strip's pixels without those rows.</summary>
    public Raster WithoutOverlap(int strip)
    {
        Raster pixels = strips[strip].Pixels;
        int rows = RowsShared(strip);
        return rows == 0 ? pixels : pixels.Crop(new PixelRect(0, rows, pixels.Width, pixels.Height));
    }

    private static int[] Number(IReadOnlyList<Panel> strips, IReadOnlyList<SourceFigure> figures)
    {
        int[] stacks = new int[strips.Count];
        for (int i = 0; i < strips.Count; i++)
        {
            int before = Enumerable.Range(0, i).FirstOrDefault(j => ReferenceEquals(figures[i], figures[j]) && SameColumn(strips[i].Box, strips[j].Box), -1);
            stacks[i] = before < 0 ? i : stacks[before];
        }
        return stacks;
    }

    private static bool SameColumn(Box a, Box b) => Math.Max(Math.Abs(a.X0 - b.X0), Math.Abs(a.X1 - b.X1)) < SameEnds * Math.Max(a.Width, b.Width);
}

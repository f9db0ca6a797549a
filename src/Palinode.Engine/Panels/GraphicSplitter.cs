using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>Splits one graphic; the steps in the order in which they are taken.</summary>
internal sealed class GraphicSplitter(PanelOptions options)
{
    // Measured on composed figures: pictures and strips stay above 0.75, bands and clouds of dots below 0.45.
    private const double LeastSharpness = 0.6;
    private const double LeastAbruptness = 0.85;

    /// <summary>Panels in pixels of the graphic, each with its class.</summary>
    public List<(PixelRect Rect, PanelClass Class)> Split(Graphic graphic, double pixelsPerPoint)
    {
        FigurePlane plane = FigurePlane.Of(graphic.Pixels, pixelsPerPoint, options);
        PrintedMarks marks = PrintedMarks.Find(plane, options);
        List<PixelRect> blocks = Bleeds(plane)
            ? new GapCut(plane, options).Cut(plane.Whole)
            : new SolidBlocks(plane, marks, options).Find();

        BorderSteps borders = new(graphic.Pixels, plane.Paper);
        // Blocks grow by the ringing of JPEG, up to two points.
        int reach = Math.Max(3, (int)Math.Round(2.2 * plane.PixelsPerPoint * plane.Reduction));
        bool certain = false;
        List<(PixelRect Rect, PanelClass Class)> panels = [];
        List<PixelRect> pictures = [], drawings = [], doubtful = [];
        foreach (PixelRect block in GridRegularity.Complete(blocks, plane, marks))
        {
            PixelRect rect = borders.Tighten(plane.ToSource(block), reach);
            PictureFeatures features = PictureFeatures.Measure(graphic.Pixels, rect, plane.Paper);
            bool framed = marks.Frames.Any(f => f.ToBox(plane.Width, plane.Height).OverlapWith(block.ToBox(plane.Width, plane.Height)) > 0.8);
            bool paleStrip = framed && features.IsPaleStrip(plane.PixelsPerPoint * plane.Reduction);
            if (!paleStrip && (features.IsFlat && blocks.Count > 1 || borders.Sharpness(rect) < LeastSharpness)) continue;
            PanelClass kind = paleStrip ? PanelClass.Blot : PanelClassifier.Classify(features);
            if (features.IsLettering(plane.PixelsPerPoint * plane.Reduction) && !framed) continue;
            if (kind == PanelClass.Plot && !framed) { drawings.Add(block); continue; }
            pictures.Add(block);
            certain |= borders.Abruptness(rect) > LeastAbruptness;
            panels.Add((rect, kind));
            if (!framed && features.MayBePartOfChart(plane.PixelsPerPoint * plane.Reduction)) doubtful.Add(rect);
        }
        List<PixelRect> charts = ChartGroups.Find(plane, marks, pictures, drawings, options);
        panels.RemoveAll(p => doubtful.Contains(p.Rect) && charts.Any(c => IsInside(p.Rect, plane.ToSource(c))));
        PixelRect whole = new(0, 0, graphic.Pixels.Width, graphic.Pixels.Height);
        double covered = pictures.Concat(charts).Sum(r => (double)r.Area) / plane.Whole.Area;
        // A stored picture without words, axes and frames, of which only patches stand out: a pale membrane, a cloud of dots.
        bool onePicture = !certain && graphic.Origin == GraphicOrigin.Embedded && covered < 0.9 && !marks.HasWords && marks.Frames.Count == 0 && marks.AxisAreas.Count == 0;
        if (onePicture || panels.Count + charts.Count == 0 || charts.Count == 0 && IsNearlyAll(panels, graphic.Pixels))
            return [(whole, PanelClassifier.Classify(PictureFeatures.Measure(graphic.Pixels, whole, plane.Paper)))];
        panels.AddRange(charts.Select(c => (plane.ToSource(c), PanelClass.Plot)));
        return panels;
    }

    private static bool IsInside(PixelRect part, PixelRect chart) => part.Intersect(chart).Area > 0.8 * part.Area && part.Area < 0.4 * chart.Area;

    private static bool IsNearlyAll(List<(PixelRect Rect, PanelClass Class)> panels, Raster pixels) =>
        panels.Count == 1 && panels[0].Rect.Area > 0.93 * pixels.Width * pixels.Height;

    /// <summary>
    /// The graphic has no margin of paper: it is one picture, or a tight grid of pictures, up to its rim. A membrane that is almost white
    /// still differs from paper by its grain, paper is exactly of one colour.
    /// </summary>
    private static bool Bleeds(FigurePlane plane)
    {
        int exact = 0, total = 0;
        for (int y = 0; y < plane.Height; y++)
        {
            bool rim = y < 2 || y >= plane.Height - 2;
            for (int x = 0; x < plane.Width; x += rim || x >= plane.Width - 3 || x < 1 ? 1 : plane.Width - 3)
            {
                total++;
                if (plane.Distance[y * plane.Width + x] <= 1) exact++;
            }
        }
        return exact < 0.5 * total;
    }
}

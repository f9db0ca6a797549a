using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>Splits one graphic; the steps in the order in which they are taken.</summary>
internal sealed class GraphicSplitter(PanelOptions options)
{
    // Measured on composed figures: pictures and strips stay above 0.75, bands and clouds of dots below 0.45.
    private const double LeastSharpness = 0.6;

    /// <summary>Panels in pixels of the graphic, each with its class.</summary>
    public List<(PixelRect Rect, PanelClass Class)> Split(Graphic graphic, double pixelsPerPoint)
    {
        FigurePlane plane = FigurePlane.Of(graphic.Pixels, pixelsPerPoint, options);
        PrintedMarks marks = PrintedMarks.Find(plane, options);
        List<PixelRect> blocks = Bleeds(plane)
            ? new GapCut(plane, options).Cut(plane.Whole)
            : new SolidBlocks(plane, marks, options).Find();

        BorderSteps borders = new(graphic.Pixels, plane.Paper);
        List<(PixelRect, PanelClass)> panels = [];
        List<PixelRect> taken = [];
        foreach (PixelRect block in blocks)
        {
            PixelRect rect = borders.Tighten(plane.ToSource(block), 2 * plane.Reduction + 1);
            PictureFeatures features = PictureFeatures.Measure(graphic.Pixels, rect, plane.Paper);
            if (features.IsFlat && blocks.Count > 1 || features.IsLineOfText(pixelsPerPoint) || borders.Sharpness(rect) < LeastSharpness) continue;
            taken.Add(block);
            panels.Add((rect, PanelClassifier.Classify(features, options)));
        }
        foreach (PixelRect chart in ChartGroups.Find(plane, marks, taken, options))
            panels.Add((plane.ToSource(chart), PanelClass.Plot));
        if (panels.Count == 0 || IsNearlyAll(panels, graphic.Pixels))
        {
            PixelRect whole = new(0, 0, graphic.Pixels.Width, graphic.Pixels.Height);
            return [(whole, PanelClassifier.Classify(PictureFeatures.Measure(graphic.Pixels, whole, plane.Paper), options))];
        }
        return panels;
    }

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

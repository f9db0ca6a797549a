using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>
/// Figures → panels: the smallest self-contained pictures. Letters and lines are taken off, what is left falls into blocks, blocks are
/// cut along straight gaps (recursive XY-cut after Nagy and Seth 1984, with gaps that need not be white), and each piece's border is moved
/// to the step in brightness next to it. What remains are charts and text. docs/methods/panels.md tells the method and its limits.
/// </summary>
public sealed class PanelSplitter(PanelOptions options)
{
    public PanelSplitter() : this(new PanelOptions()) { }

    /// <summary>Leaves the class to the rules and does not ask the model, as the model's own training needs it.</summary>
    internal bool RulesOnly { get; init; }

    public IReadOnlyList<Panel> Split(SourceDocument document) => [.. document.Figures.SelectMany(f => Split(f, document.Name))];

    public IReadOnlyList<Panel> Split(SourceFigure figure, string document)
    {
        // Embedded pictures come first: where a rendered page shows the same picture again, the stored one has its own resolution.
        List<Candidate> found = [];
        foreach (Graphic graphic in figure.Graphics.OrderBy(g => g.Origin == GraphicOrigin.Embedded ? 0 : 1))
        {
            foreach ((PixelRect rect, PanelClass kind) in new GraphicSplitter(options).Split(graphic, PixelsPerPoint(graphic, figure)))
            {
                Candidate candidate = new(graphic, rect, kind, rect.ToBox(graphic.Pixels.Width, graphic.Pixels.Height).Within(graphic.Box));
                if (!found.Any(f => f.Graphic != graphic && Repeats(candidate, f))) found.Add(candidate);
            }
        }
        found = InReadingOrder(found);
        return [.. found.Select(f => ToPanel(f, figure, document))];
    }

    private Panel ToPanel(Candidate c, SourceFigure figure, string document)
    {
        Raster pixels = c.Rect == new PixelRect(0, 0, c.Graphic.Pixels.Width, c.Graphic.Pixels.Height) ? c.Graphic.Pixels : c.Graphic.Pixels.Crop(c.Rect);
        KindVerdict? verdict = RulesOnly ? null : PanelKindModel.Default.Judge(pixels);
        // The caption helps to name the kind and may bring a panel in; it keeps none out.
        KindVerdict? told = verdict?.Given(CaptionHints.Find(figure.Caption));
        PanelClass settled = verdict is null || told is null ? c.Class : PanelClassifier.Settle(c.Class, (double)c.Rect.Width / c.Rect.Height, verdict, told);
        int limit = settled == PanelClass.Blot ? options.MinExaminableStripPixels : options.MinExaminablePixels;
        return new Panel
        {
            Document = document,
            Page = figure.Page,
            Figure = figure.Number,
            Box = c.Box,
            Class = settled,
            Kind = told?.Kind ?? PanelKind.Other,
            KindProbability = told?.Probability ?? 0,
            Pixels = pixels,
            Overlay = settled is PanelClass.Picture or PanelClass.Blot ? OverlayMask.Find(pixels, settled, options) : new byte[pixels.Width * pixels.Height],
            NotExaminable = IsDrawn(c) ? "vector drawing" : settled == PanelClass.Other ? "blank" : Math.Min(pixels.Width, pixels.Height) < limit ? $"below {limit} px" : null,
        };
    }

    /// <summary>A piece of a rendered page where no stored picture stands was drawn with lines and areas, however much it looks like a picture.</summary>
    private static bool IsDrawn(Candidate c) =>
        c.Graphic.PictureAreas is { } areas && areas.Sum(a => a.Intersect(c.Box).Area) < 0.5 * c.Box.Area;

    /// <summary>A rendered page shows pictures that are there already: the same one again, or a drawing around it.</summary>
    private static bool Repeats(Candidate candidate, Candidate earlier)
    {
        double common = candidate.Box.Intersect(earlier.Box).Area;
        if (common <= 0) return false;
        if (candidate.Box.OverlapWith(earlier.Box) > 0.6) return true;
        return candidate.Graphic.Origin == GraphicOrigin.Rendered && common > 0.7 * candidate.Box.Area;
    }

    private double PixelsPerPoint(Graphic graphic, SourceFigure figure)
    {
        // The size of the page is not known here; A4 and Letter differ by 3 % in width, and nothing below hangs on 3 %.
        double width = figure.Page is null ? options.AssumedWidthPoints * Math.Max(graphic.Box.Width, 0.05) : 600 * Math.Max(graphic.Box.Width, 0.01);
        return graphic.Pixels.Width / width;
    }

    private static List<Candidate> InReadingOrder(List<Candidate> panels)
    {
        // Rows of panels whose middle lies within the first one's height; then left to right.
        List<Candidate> rest = [.. panels.OrderBy(p => p.Box.Y0).ThenBy(p => p.Box.X0)], ordered = [];
        while (rest.Count > 0)
        {
            Box first = rest[0].Box;
            List<Candidate> row = [.. rest.Where(p => p.Box.CentreY < first.Y1 && p.Box.Y0 < first.CentreY).OrderBy(p => p.Box.X0).ThenBy(p => p.Box.Y0)];
            if (row.Count == 0) row.Add(rest[0]);
            ordered.AddRange(row);
            rest.RemoveAll(row.Contains);
        }
        return ordered;
    }

    private sealed record Candidate(Graphic Graphic, PixelRect Rect, PanelClass Class, Box Box);
}

using System.Collections.Immutable;
using Palinode.Engine.Imaging;
using Palinode.Processes;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>
/// The pixels of figures: stored pictures at their own resolution where they are what the page shows, page renders for drawings, for pictures
/// stored in slivers, and where a stored picture is masked, turned or otherwise not what the page shows.
/// </summary>
internal sealed class FigureGraphics(ImmutableArray<PageFrame> frames, PageRenders renders, IngestOptions options, TemporaryFolder folder)
{
    /// <summary>A stored picture must correlate with the page at its place at least this much; JPEG and overlaid labels leave .8 and more.</summary>
    private const double AgreesFrom = 0.6;

    /// <summary>Words this far outside a figure's graphics (points) may still label it: names of strips to the left and right, slanted names of lanes above.</summary>
    private const double LabelReach = 90, LaneReach = 64, BelowReach = 16;

    public ImmutableArray<SourceFigure> Complete(ImmutableArray<FigureDraft> drafts, PdfText text, List<string> remarks, CancellationToken cancel)
    {
        List<PlacedPicture> wanted = [.. drafts.SelectMany(d => d.Elements).Select(e => e.Picture).OfType<PlacedPicture>(), .. drafts.SelectMany(d => d.Ground)];
        Dictionary<string, DecodedPicture> decoded = [];
        string[] files = [.. wanted.Select(p => p.File).Distinct(StringComparer.Ordinal)];
        DecodedPicture[] results = new PictureDecoder(options, folder).Decode(files, asStored: true, cancel);
        for (int i = 0; i < files.Length; i++) decoded[files[i]] = results[i];

        var figures = ImmutableArray.CreateBuilder<SourceFigure>();
        foreach (FigureDraft draft in drafts)
        {
            PageFrame frame = frames[draft.Page - 1];
            ImmutableArray<Graphic> graphics = Graphics(draft, frame, decoded, cancel);
            if (graphics.IsEmpty) { remarks.Add($"The picture of a figure on page {draft.Page} could not be read."); continue; }
            PointRect box = draft.Box.Intersect(frame.Bounds);
            var near = new PointRect(box.X0 - LabelReach, box.Y0 - LaneReach, box.X1 + LabelReach, box.Y1 + BelowReach);
            PageText sorted = CaptionFinder.Sort(draft.Page, text[draft.Page]);
            HashSet<TextLine> spoken = new([.. sorted.Captions.SelectMany(c => c.Lines), .. sorted.Prose], ReferenceEqualityComparer.Instance);
            List<PointRect> others = [.. drafts.Where(d => d != draft && d.Page == draft.Page).Select(d => d.Box)];
            bool Labels(TextWord word) => near.Contains(word.Box.CentreX, word.Box.CentreY)
                && others.TrueForAll(o => o.GapTo(word.Box) > box.GapTo(word.Box) || box.GapTo(word.Box) == 0);
            figures.Add(new SourceFigure
            {
                Number = draft.Caption?.Label.Number,
                Page = draft.Page,
                PageSize = (frame.Width, frame.Height),
                Box = graphics.Select(g => g.Box).Aggregate(frame.ToBox(box), (a, b) => a.Union(b)),
                Caption = draft.Caption?.Text,
                Graphics = graphics,
                Text = [.. text[draft.Page].SelectMany(b => b.Lines).Where(l => !spoken.Contains(l) || l.Box.ShareInside(box) > 0.9).SelectMany(l => l.Words).Where(Labels).Select(w => new PlacedText(w.Text, frame.ToBox(w.Box)))],
            });
        }
        return figures.ToImmutable();
    }

    private ImmutableArray<Graphic> Graphics(FigureDraft draft, PageFrame frame, Dictionary<string, DecodedPicture> decoded, CancellationToken cancel)
    {
        List<PlacedPicture> stored = [.. draft.Elements.Select(e => e.Picture).OfType<PlacedPicture>()];
        // Of a scan the page has its resolution and no other.
        double finest = draft.Ground.IsEmpty ? options.RenderDpi : 72;
        foreach (PlacedPicture scan in draft.Ground)
            if (decoded[scan.File].Pixels is { } page) finest = Math.Max(finest, Math.Min(600, 72 * page.Width / scan.Box.Width));
        List<Graphic> graphics = [];
        bool tiled = IsTiled(stored);
        foreach (PlacedPicture picture in stored)
        {
            if (decoded[picture.File].Pixels is not { } pixels) continue;
            finest = Math.Max(finest, Math.Min(600, 72 * pixels.Width / picture.Box.Width));
            if (tiled || picture.Box.Width < 4 || picture.Box.Height < 4 || !IsShown(picture, pixels, frame)) continue;
            graphics.Add(new Graphic { Pixels = pixels, Box = frame.ToBox(picture.Box), Origin = GraphicOrigin.Embedded });
        }
        double covered = stored.Sum(p => p.Box.Area);
        bool drawn = draft.Elements.Any(e => e.Picture is null && e.Box.Width > 30 && e.Box.Height > 30) || graphics.Count < stored.Count(p => p.Box.Area > 0.004 * frame.Area);
        if (drawn || graphics.Count == 0 || covered < 0.2 * draft.Box.Area)
            if (renders.Crop(draft.Page, draft.Box.Inflate(2), graphics.Count < stored.Count || !draft.Ground.IsEmpty ? finest : options.RenderDpi, cancel, out PointRect place) is { } render)
                graphics.Add(new Graphic { Pixels = render, Box = frame.ToBox(place), Origin = GraphicOrigin.Rendered, PictureAreas = [.. stored.Concat(draft.Ground).Select(p => frame.ToBox(p.Box))] });
        return [.. graphics];
    }

    /// <summary>Slivers of one picture: several pieces of one width that touch, none of them of a picture's shape.</summary>
    private static bool IsTiled(List<PlacedPicture> stored)
    {
        if (stored.Count < 3) return false;
        int touching = stored.Count(p => stored.Any(q => q != p && p.Box.GapTo(q.Box) < 0.6 && (Math.Abs(p.Box.Y0 - q.Box.Y1) < 0.6 || Math.Abs(p.Box.X0 - q.Box.X1) < 0.6)
            && (Math.Abs(p.Box.X0 - q.Box.X0) < 0.6 && Math.Abs(p.Box.X1 - q.Box.X1) < 0.6 || Math.Abs(p.Box.Y0 - q.Box.Y0) < 0.6 && Math.Abs(p.Box.Y1 - q.Box.Y1) < 0.6)));
        return touching > 0.8 * stored.Count;
    }

    /// <summary>Whether the page shows the stored picture as it is: upright, unmasked, not covered.</summary>
    private bool IsShown(PlacedPicture picture, Raster pixels, PageFrame frame)
    {
        if (renders.Overview(picture.Page) is not { } overview) return true;
        double sx = overview.Width / frame.Width, sy = overview.Height / frame.Height;
        var rect = new PixelRect((int)Math.Round(picture.Box.X0 * sx), (int)Math.Round(picture.Box.Y0 * sy), (int)Math.Round(picture.Box.X1 * sx), (int)Math.Round(picture.Box.Y1 * sy)).ClipTo(overview.Width, overview.Height);
        // The part outside the page is not shown at all.
        if (rect.Area < 0.9 * picture.Box.Width * sx * picture.Box.Height * sy) return false;
        if (rect.Width < 6 || rect.Height < 6) return true;
        Raster page = overview.Crop(rect), small = pixels.ToGray().Resize(rect.Width, rect.Height);
        double n = rect.Area, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (int i = 0; i < page.Pixels.Length; i++)
        {
            double a = page.Pixels[i], b = small.Pixels[i];
            sa += a; sb += b; saa += a * a; sbb += b * b; sab += a * b;
        }
        double va = saa - sa * sa / n, vb = sbb - sb * sb / n, cov = sab - sa * sb / n;
        if (va < 4 * n || vb < 4 * n) return Math.Abs(sa - sb) / n < 30;
        return cov / Math.Sqrt(va * vb) >= AgreesFrom;
    }
}

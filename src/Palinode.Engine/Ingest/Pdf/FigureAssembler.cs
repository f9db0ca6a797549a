using System.Collections.Immutable;
using Palinode.Articles;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>
/// Gives every drawn or stored element of a page to the caption it belongs to: the nearest one that it faces, with no running text in between
/// (after Clark and Divvala, PDFFigures 2.0, 2016). What is large and has no caption becomes a figure without number; what is repeated over the
/// pages (logos, banners, overlays) or small belongs to none.
/// </summary>
internal sealed class FigureAssembler(ImmutableArray<PageFrame> frames)
{
    /// <summary>The same picture on this many pages is furniture of the journal.</summary>
    private const int RepeatedFrom = 3;

    /// <summary>A group without a caption is a figure from this share of the page on.</summary>
    private const double LargeFrom = 0.05;

    /// <summary>A picture over this share of the page is its ground: a scan, or an overlay.</summary>
    private const double GroundFrom = 0.85;

    /// <summary>A caption on the side where the journal does not set them counts as if it were this many points further away.</summary>
    private const double WrongSide = 400;

    /// <summary>A page whose ground is a picture and that has fewer words than this is a scan without a text layer.</summary>
    private const int ScanWords = 20;

    private sealed record Page(PageFrame Frame, PageText Text, List<PageElement> Elements, ImmutableArray<PlacedPicture> Ground);

    public ImmutableArray<FigureDraft> Assemble(PdfText text, PdfPictures pictures, PageRenders renders, List<string> remarks)
    {
        HashSet<string> repeated = [.. frames.SelectMany(f => pictures[f.Number].Select(p => (p.Hash, f.Number))).Distinct()
            .GroupBy(p => p.Hash).Where(g => g.Count() >= RepeatedFrom).Select(g => g.Key)];
        Dictionary<int, byte[]> masks = [];
        Dictionary<int, ImmutableArray<PlacedPicture>> placed = [];
        foreach (PageFrame frame in frames)
        {
            placed[frame.Number] = [.. pictures[frame.Number].Where(p => p.Box.Intersect(frame.Bounds).Area < GroundFrom * frame.Area)];
            if (renders.Overview(frame.Number) is { } overview)
                masks[frame.Number] = PageInk.Mask(overview, frame, text[frame.Number].SelectMany(b => b.Lines).SelectMany(l => l.Words), placed[frame.Number].Select(p => p.Box));
        }
        PageInk.WipeRepeated([.. masks.OrderBy(m => m.Key).Select(m => (m.Value, renders.Overview(m.Key)!))]);

        List<Page> pages = [];
        foreach (PageFrame frame in frames)
        {
            PageText sorted = CaptionFinder.Sort(frame.Number, text[frame.Number]);
            ImmutableArray<PlacedPicture> ground = [.. pictures[frame.Number].Where(p => p.Box.Intersect(frame.Bounds).Area >= GroundFrom * frame.Area && !repeated.Contains(p.Hash))];
            bool scanned = !ground.IsEmpty && text[frame.Number].SelectMany(b => b.Lines).Sum(l => l.Words.Length) < ScanWords;
            List<PageElement> elements = [.. placed[frame.Number].Where(p => !repeated.Contains(p.Hash)).Select(p => new PageElement(p.Box.Intersect(frame.Bounds), p))];
            if (renders.Overview(frame.Number) is { } overview)
                elements.AddRange(scanned ? PageInk.ScannedPictures(masks[frame.Number], overview, frame) : PageInk.Elements(masks[frame.Number], overview, frame, [.. sorted.Captions.Select(c => c.Box), .. sorted.Prose.Select(l => l.Box)]).Where(e => !e.IsRule));
            pages.Add(new Page(frame, sorted, elements, ground));
        }
        // Journals set captions below their figures, a few above; the reading that leaves fewer captions alone is the journal's.
        List<string> below = [], above = [];
        ImmutableArray<FigureDraft> usual = Join(pages, captionsAbove: false, below), other = Join(pages, captionsAbove: true, above);
        bool isUsual = usual.Count(d => d.Caption is not null) >= other.Count(d => d.Caption is not null);
        remarks.AddRange(isUsual ? below : above);
        return isUsual ? usual : other;
    }

    private static ImmutableArray<FigureDraft> Join(List<Page> pages, bool captionsAbove, List<string> remarks)
    {
        List<FigureDraft> drafts = [];
        List<Caption> bare = [];
        List<FigureDraft> loose = [];
        foreach (Page page in pages)
        {
            var of = page.Text.Captions.ToDictionary(c => c, _ => new List<PageElement>(), ReferenceEqualityComparer.Instance as IEqualityComparer<Caption>);
            List<PageElement> free = [];
            foreach (PageElement element in page.Elements)
            {
                Caption? owner = Owner(element, page, captionsAbove);
                if (owner is null) free.Add(element);
                else of[owner].Add(element);
            }
            foreach (Caption caption in page.Text.Captions)
            {
                if (caption.Label.Kind == LabelKind.Table) continue;
                List<PageElement> own = of[caption];
                if (own.Sum(e => e.Box.Area) < 0.002 * page.Frame.Area) { bare.Add(caption); free.AddRange(own); continue; }
                drafts.Add(new FigureDraft(page.Frame.Number, caption, [.. own], page.Ground));
            }
            foreach (List<PageElement> group in Groups(free))
            {
                var draft = new FigureDraft(page.Frame.Number, null, [.. group], page.Ground);
                if (draft.Box.Area >= LargeFrom * page.Frame.Area && !page.Text.Prose.Any(l => l.Box.ShareInside(draft.Box) > 0.9)) loose.Add(draft);
            }
        }
        // A caption alone on the page beside its figure: the nearest page wins, the one before first.
        foreach (Caption caption in bare)
        {
            if (drafts.Any(d => d.Caption?.Label.Number == caption.Label.Number)) continue;
            FigureDraft? match = loose.Where(l => Math.Abs(l.Page - caption.Page) <= 1).OrderBy(l => Math.Abs(l.Page - caption.Page)).ThenBy(l => l.Page).ThenByDescending(l => l.Box.Area).FirstOrDefault();
            if (match is null) { remarks.Add($"Figure {caption.Label.Number} has a caption on page {caption.Page}, but no picture was found for it."); continue; }
            loose.Remove(match);
            drafts.Add(match with { Caption = caption });
        }
        // The first page's ornaments have no caption either.
        drafts.AddRange(loose.Where(l => l.Page > 1 || !l.Ground.IsEmpty || l.Elements.Any(e => e.Picture is not null && e.Box.Area > 0.15 * pages[0].Frame.Area)));
        return [.. drafts.OrderBy(d => d.Page).ThenBy(d => d.Box.Y0).ThenBy(d => d.Box.X0)];
    }

    /// <summary>The caption that an element faces most closely: below it, else above or beside.</summary>
    private static Caption? Owner(PageElement element, Page page, bool captionsAbove)
    {
        Caption? best = null;
        double bestCost = double.PositiveInfinity;
        foreach (Caption caption in page.Text.Captions)
        {
            PointRect c = caption.Box, e = element.Box;
            double across = e.OverlapX(c), down = e.OverlapY(c);
            bool faces = across > 0.3 * Math.Min(e.Width, c.Width), beside = down > 0.3 * Math.Min(e.Height, c.Height);
            double cost;
            bool above = captionsAbove || caption.Label.Kind == LabelKind.Table;
            if (faces && e.CentreY < c.Y0) cost = (above ? WrongSide : 0) + Math.Max(0, c.Y0 - e.Y1);
            else if (faces && e.CentreY > c.Y1) cost = (above ? 0 : WrongSide) + Math.Max(0, e.Y0 - c.Y1);
            else if (beside) cost = 80 + e.GapTo(c);
            // A narrow caption under one column of a wide figure.
            else if (e.CentreY < c.Y0) cost = 120 + Math.Max(0, c.Y0 - e.Y1) + e.GapTo(c);
            else continue;
            if (cost < bestCost && !Blocked(e, caption, page)) (best, bestCost) = (caption, cost);
        }
        return best;
    }

    /// <summary>Running text or another caption between the two.</summary>
    private static bool Blocked(PointRect e, Caption caption, Page page)
    {
        PointRect c = caption.Box;
        double top = Math.Min(e.Y1, c.Y1), bottom = Math.Max(e.Y0, c.Y0);
        if (e.CentreY < c.Y0) (top, bottom) = (e.CentreY, c.Y0);
        else if (e.CentreY > c.Y1) (top, bottom) = (c.Y1, e.CentreY);
        double left = Math.Max(e.X0, c.X0), right = Math.Min(e.X1, c.X1);
        if (right - left < 10) (left, right) = (Math.Min(e.CentreX, c.CentreX), Math.Max(e.CentreX, c.CentreX));
        bool between(PointRect r) => r.CentreY > top + 1 && r.CentreY < bottom - 1 && Math.Min(r.X1, right) - Math.Max(r.X0, left) > 0.4 * Math.Min(r.Width, right - left);
        return page.Text.Prose.Any(l => between(l.Box)) || page.Text.Captions.Any(o => o != caption && between(o.Box));
    }

    /// <summary>Elements closer than a word's width stand together.</summary>
    private static List<List<PageElement>> Groups(List<PageElement> elements)
    {
        List<List<PageElement>> groups = [];
        foreach (PageElement element in elements)
        {
            var near = groups.Where(g => g.Any(o => o.Box.GapTo(element.Box) < 24)).ToList();
            List<PageElement> joined = [element, .. near.SelectMany(g => g)];
            groups.RemoveAll(near.Contains);
            groups.Add(joined);
        }
        return groups;
    }
}

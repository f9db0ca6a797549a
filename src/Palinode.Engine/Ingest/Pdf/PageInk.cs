using System.Collections.Immutable;
using Palinode.Engine.Imaging;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>Something on a page that may belong to a figure.</summary>
/// <param name="Box">Points.</param>
/// <param name="Picture">The stored picture, or null for drawn lines and areas.</param>
internal sealed record PageElement(PointRect Box, PlacedPicture? Picture)
{
    /// <summary>A line across the page, of a table or under a header.</summary>
    public bool IsRule => Picture is null && Math.Min(Box.Width, Box.Height) < 4 && Math.Max(Box.Width, Box.Height) > 36;
}

/// <summary>
/// What is drawn on a page besides words and stored pictures: connected ink of the small render after both were wiped away. Frames and
/// tinted grounds that hold captions or running text are taken away, so that what stands on them is seen.
/// </summary>
internal static class PageInk
{
    /// <summary>Grey below this is ink; printers' pale tints begin above 245.</summary>
    private const int Ink = 245;

    /// <summary>Pieces closer than twice this many pixels (about 100 dpi) are one: broken curves, dots of a scatter plot.</summary>
    private const int Reach = 3;

    /// <summary>Drawn pieces smaller than this in both directions (points) are dust.</summary>
    private const double Dust = 7;

    /// <summary>One byte a pixel: 1 where there is ink that is neither word nor picture.</summary>
    public static byte[] Mask(Raster overview, PageFrame frame, IEnumerable<TextWord> words, IEnumerable<PointRect> pictures)
    {
        byte[] mask = new byte[overview.Pixels.Length];
        for (int i = 0; i < mask.Length; i++) mask[i] = overview.Pixels[i] < Ink ? (byte)1 : (byte)0;
        // A word as tall as this is an overlay like "RETRACTED" set across the page; its box covers what it crosses.
        foreach (TextWord word in words)
            if (word.Box.Height < 50) Wipe(mask, overview, frame, word.Box, 1.5);
        foreach (PointRect picture in pictures) Wipe(mask, overview, frame, picture, 1);
        return mask;
    }

    /// <summary>
    /// Takes away ink that stands in the same place on many pages: rules under headers, margins, banners, an overlay across the page.
    /// </summary>
    public static void WipeRepeated(IReadOnlyList<(byte[] Mask, Raster Overview)> pages)
    {
        const int fewest = 3;
        const double share = 0.4;
        foreach (var group in pages.GroupBy(p => (p.Overview.Width, p.Overview.Height)))
        {
            var members = group.ToList();
            int needed = Math.Max(fewest, (int)Math.Ceiling(share * members.Count));
            if (members.Count < needed) continue;
            byte[] count = new byte[members[0].Mask.Length];
            foreach ((byte[] mask, _) in members)
                for (int i = 0; i < count.Length; i++)
                    if (mask[i] != 0 && count[i] < 255) count[i]++;
            needed = Math.Min(needed, 255);
            foreach ((byte[] mask, _) in members)
                for (int i = 0; i < count.Length; i++)
                    if (count[i] >= needed) mask[i] = 0;
        }
    }

    /// <summary>The drawn elements of a page.</summary>
    public static ImmutableArray<PageElement> Elements(byte[] mask, Raster overview, PageFrame frame, IReadOnlyList<PointRect> text)
    {
        double sx = frame.Width / overview.Width, sy = frame.Height / overview.Height;
        PointRect toPoints(PixelRect r) => new(r.X0 * sx, r.Y0 * sy, r.X1 * sx, r.Y1 * sy);
        var elements = new List<PageElement>();
        byte[] work = (byte[])mask.Clone();
        for (int round = 0; round < 3; round++)
        {
            // Frames first: by bare connectedness, as joining over gaps would tie them to what they hold.
            Component[] bare = RasterOperations.Components(work, overview.Width, overview.Height, out int[] labels);
            bool any = false;
            for (int c = 0; c < bare.Length; c++)
            {
                PointRect box = toPoints(bare[c].Bounds);
                if (box.Area < 0.02 * frame.Area) continue;
                bool holdsText = text.Any(t => t.ShareInside(box.Inflate(-2)) > 0.9), wholePage = box.Area > 0.8 * frame.Area;
                if (!holdsText && !wholePage) continue;
                Unframe(work, overview, labels, c + 1, bare[c]);
                any = true;
            }
            if (!any) break;
        }
        foreach (Component piece in RasterOperations.Components(Widen(work, overview.Width, overview.Height), overview.Width, overview.Height, out _))
        {
            PixelRect inner = piece.Bounds.Inflate(-Reach);
            PointRect box = toPoints(inner with { X1 = Math.Max(inner.X1, inner.X0 + 1), Y1 = Math.Max(inner.Y1, inner.Y0 + 1) });
            if (box.Width >= Dust || box.Height >= Dust) elements.Add(new PageElement(box, null));
        }
        return [.. elements.OrderBy(e => e.Box.Y0).ThenBy(e => e.Box.X0)];
    }

    /// <summary>
    /// Pictures on a scanned page that has no text layer: connected ink too large for letters. Letters of running text do not touch; photographs,
    /// framed strips and the axes of charts hang together.
    /// </summary>
    public static ImmutableArray<PageElement> ScannedPictures(byte[] mask, Raster overview, PageFrame frame)
    {
        const double longer = 60, shorter = 12;
        double sx = frame.Width / overview.Width, sy = frame.Height / overview.Height;
        return [.. RasterOperations.Components(mask, overview.Width, overview.Height, out _)
            .Select(c => new PointRect(c.Bounds.X0 * sx, c.Bounds.Y0 * sy, c.Bounds.X1 * sx, c.Bounds.Y1 * sy))
            .Where(b => Math.Max(b.Width, b.Height) >= longer && Math.Min(b.Width, b.Height) >= shorter && b.Area < 0.9 * frame.Area)
            .Select(b => new PageElement(b, null)).OrderBy(e => e.Box.Y0).ThenBy(e => e.Box.X0)];
    }

    /// <summary>Takes a frame's line away; of a tinted ground, what differs from the tint stays.</summary>
    private static void Unframe(byte[] mask, Raster overview, int[] labels, int label, Component frame)
    {
        int[] histogram = new int[256];
        PixelRect r = frame.Bounds;
        int members = 0;
        for (int y = r.Y0; y < r.Y1; y++)
            for (int x = r.X0; x < r.X1; x++)
                if (labels[y * overview.Width + x] == label) { histogram[overview.Pixels[y * overview.Width + x]]++; members++; }
        int ground = Array.IndexOf(histogram, histogram.Max());
        bool tinted = members > 0.3 * r.Area && histogram[ground] > 0.3 * members && ground > 128;
        for (int y = r.Y0; y < r.Y1; y++)
            for (int x = r.X0; x < r.X1; x++)
            {
                int i = y * overview.Width + x;
                if (labels[i] == label && (!tinted || Math.Abs(overview.Pixels[i] - ground) < 16)) mask[i] = 0;
            }
    }

    private static void Wipe(byte[] mask, Raster overview, PageFrame frame, PointRect box, double margin)
    {
        double sx = overview.Width / frame.Width, sy = overview.Height / frame.Height;
        int x0 = Math.Max(0, (int)Math.Floor((box.X0 - margin) * sx)), x1 = Math.Min(overview.Width, (int)Math.Ceiling((box.X1 + margin) * sx));
        int y0 = Math.Max(0, (int)Math.Floor((box.Y0 - margin) * sy)), y1 = Math.Min(overview.Height, (int)Math.Ceiling((box.Y1 + margin) * sy));
        for (int y = y0; y < y1; y++)
            if (x1 > x0) mask.AsSpan(y * overview.Width + x0, x1 - x0).Clear();
    }

    /// <summary>Each pixel of ink grows to a square of 2 · Reach + 1.</summary>
    private static byte[] Widen(byte[] mask, int w, int h)
    {
        byte[] rows = new byte[mask.Length], both = new byte[mask.Length];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
                if (mask[y * w + x] != 0) rows.AsSpan(y * w + Math.Max(0, x - Reach), Math.Min(w, x + Reach + 1) - Math.Max(0, x - Reach)).Fill(1);
        for (int y = 0; y < h; y++)
            for (int n = Math.Max(0, y - Reach); n <= Math.Min(h - 1, y + Reach); n++)
                for (int x = 0; x < w; x++) both[y * w + x] |= rows[n * w + x];
        return both;
    }
}

using System.Collections.Immutable;
using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Ingest;

/// <summary>Whether a picture file shows a figure of a PDF, and where on the page its pixels belong.</summary>
internal sealed class FinerPictures(CompanionOptions options)
{
    /// <summary>Longer side in pixels of the reduced pictures in which margins are sought.</summary>
    private const int SketchSide = 768;

    /// <summary>Darker than this is ink: JPEG leaves white paper above it.</summary>
    private const byte InkBelow = 224;

    /// <summary>Variance of a thumbnail below which nothing is shown that could agree.</summary>
    private const double LeastVariance = 4;

    /// <summary>A part of the page and of the picture file that may be the same.</summary>
    private sealed record Candidate(Box Place, Raster Shown, Raster Offered, ImmutableArray<Graphic> Replaces);

    /// <param name="figure">Of a PDF: with a page size.</param>
    /// <param name="graphics">The figure's graphics so far.</param>
    /// <param name="picture">The file's pixels.</param>
    /// <returns>The figure's graphics with the file's pixels where these are finer; the same graphics where they are not; null where the file shows something else.</returns>
    public ImmutableArray<Graphic>? Place(SourceFigure figure, ImmutableArray<Graphic> graphics, Raster picture)
    {
        if (figure.PageSize is not { } page) return null;
        Candidate? same = Candidates(figure.Box, graphics, page, picture).FirstOrDefault(c => IsSame(c, page));
        if (same is null) return null;
        // A drawing has no resolution of its own to be bettered, and that it is one is known only from the page.
        bool stored = same.Replaces.Any(g => g.Origin == GraphicOrigin.Embedded || g.PictureAreas is not { IsEmpty: true });
        double present = same.Replaces.Max(g => Density(g.Pixels, g.Box, page));
        if (!stored || Density(same.Offered, same.Place, page) < options.LeastGain * present) return graphics;
        var finer = new Graphic { Pixels = same.Offered, Box = same.Place, Origin = GraphicOrigin.Embedded };
        return [.. graphics.Select(g => g == same.Replaces[0] ? finer : g).Where(g => g == finer || !same.Replaces.Contains(g))];
    }

    /// <summary>The whole figure first, then without the white around either, then its single graphics.</summary>
    private static IEnumerable<Candidate> Candidates(Box box, ImmutableArray<Graphic> graphics, (double Width, double Height) page, Raster picture)
    {
        Raster composed = Compose(box, graphics, page), sketch = Sketch(picture);
        yield return new Candidate(box, composed, picture, graphics);
        PixelRect shownInk = Ink(composed), offeredInk = Ink(sketch);
        if (shownInk.Area > 0 && offeredInk.Area > 0)
        {
            Box inFile = offeredInk.ToBox(sketch.Width, sketch.Height), onPage = shownInk.ToBox(composed.Width, composed.Height).Within(box);
            yield return new Candidate(onPage, composed.Crop(shownInk), picture.Crop(PixelRect.FromBox(inFile, picture.Width, picture.Height)), graphics);
        }
        foreach (Graphic graphic in graphics) yield return new Candidate(graphic.Box, graphic.Pixels.ToGray(), picture, [graphic]);
    }

    private bool IsSame(Candidate c, (double Width, double Height) page)
    {
        double onPage = c.Place.Width * page.Width / (c.Place.Height * page.Height), inFile = (double)c.Offered.Width / c.Offered.Height;
        if (!(Math.Abs(inFile / onPage - 1) <= options.AspectTolerance)) return false;
        int side = options.ThumbnailSide;
        return Correlation(c.Shown.Resize(side, side).Pixels, c.Offered.ToGray().Resize(side, side).Pixels) >= options.SamePictureFrom;
    }

    /// <summary>Pixels per point, the geometric mean of both directions.</summary>
    private static double Density(Raster pixels, Box box, (double Width, double Height) page) =>
        Math.Sqrt((double)pixels.Width * pixels.Height / (box.Width * page.Width * (box.Height * page.Height)));

    /// <summary>The figure in grey as the page shows it, reduced.</summary>
    private static Raster Compose(Box box, ImmutableArray<Graphic> graphics, (double Width, double Height) page)
    {
        double wide = box.Width * page.Width, high = box.Height * page.Height, scale = SketchSide / Math.Max(wide, high);
        int w = Math.Max(1, (int)Math.Round(wide * scale)), h = Math.Max(1, (int)Math.Round(high * scale));
        byte[] canvas = new byte[w * h];
        Array.Fill(canvas, (byte)255);
        foreach (Graphic graphic in graphics)
        {
            PixelRect at = PixelRect.FromBox(Relative(graphic.Box, box), w, h);
            Raster small = graphic.Pixels.ToGray().Resize(at.Width, at.Height);
            for (int y = 0; y < at.Height; y++) small.Pixels.AsSpan(y * at.Width, at.Width).CopyTo(canvas.AsSpan((at.Y0 + y) * w + at.X0));
        }
        return new Raster(w, h, 1, canvas);
    }

    private static Box Relative(Box box, Box frame)
    {
        double x0 = Math.Clamp((box.X0 - frame.X0) / frame.Width, 0, 1), y0 = Math.Clamp((box.Y0 - frame.Y0) / frame.Height, 0, 1);
        return new Box(x0, y0, Math.Clamp((box.X1 - frame.X0) / frame.Width, x0, 1), Math.Clamp((box.Y1 - frame.Y0) / frame.Height, y0, 1));
    }

    private static Raster Sketch(Raster picture)
    {
        double scale = Math.Min(1, (double)SketchSide / Math.Max(picture.Width, picture.Height));
        return picture.ToGray().Resize(Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
    }

    /// <summary>Around everything that is not paper; empty for a blank picture.</summary>
    private static PixelRect Ink(Raster gray)
    {
        int x0 = gray.Width, y0 = gray.Height, x1 = 0, y1 = 0;
        for (int y = 0; y < gray.Height; y++)
        {
            ReadOnlySpan<byte> row = gray.Pixels.AsSpan(y * gray.Width, gray.Width);
            int first = row.IndexOfAnyInRange((byte)0, InkBelow);
            if (first < 0) continue;
            (x0, x1) = (Math.Min(x0, first), Math.Max(x1, row.LastIndexOfAnyInRange((byte)0, InkBelow) + 1));
            (y0, y1) = (Math.Min(y0, y), y + 1);
        }
        return x1 > x0 ? new PixelRect(x0, y0, x1, y1) : default;
    }

    private static double Correlation(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        double n = a.Length, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (int i = 0; i < a.Length; i++) { sa += a[i]; sb += b[i]; saa += a[i] * a[i]; sbb += b[i] * b[i]; sab += a[i] * b[i]; }
        double va = saa - sa * sa / n, vb = sbb - sb * sb / n;
        return va < LeastVariance * n || vb < LeastVariance * n ? 0 : (sab - sa * sb / n) / Math.Sqrt(va * vb);
    }
}

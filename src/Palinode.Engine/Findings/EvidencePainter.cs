using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Engine.Verification;
using Palinode.Evidence;

namespace Palinode.Engine.Findings;

/// <summary>A finding and what its pictures are made of.</summary>
internal sealed record PaintJob(Finding Finding, Panel A, Panel B, SourceFigure FigureA, SourceFigure FigureB, ResidualMap? Residuals = null);

/// <summary>The pictures of a run: which they are, and their bytes by path.</summary>
internal sealed record PaintedEvidence(EvidenceIndex Index, IReadOnlyDictionary<string, byte[]> Files);

/// <summary>
/// Paints what a reader compares: the figure around each region, both regions in one frame, and their difference. Figures are painted once,
/// however many findings lie in them.
/// </summary>
internal sealed class EvidencePainter(EvidencePainterOptions options)
{
    /// <param name="jobs">In the order of the findings.</param>
    /// <param name="cancel">Stops between two findings.</param>
    public PaintedEvidence Paint(IReadOnlyList<PaintJob> jobs, CancellationToken cancel)
    {
        List<EvidencePicture> pictures = [];
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var figures = new Dictionary<SourceFigure, (string Path, int Width, int Height)>(ReferenceEqualityComparer.Instance);
        foreach (PaintJob job in jobs)
        {
            cancel.ThrowIfCancellationRequested();
            foreach ((SourceFigure figure, PictureRole role) in (ReadOnlySpan<(SourceFigure, PictureRole)>)[(job.FigureA, PictureRole.ContextA), (job.FigureB, PictureRole.ContextB)])
            {
                if (!figures.TryGetValue(figure, out var painted))
                {
                    Raster context = Compose(figure, figure.Box, options.ContextWidth);
                    painted = (string.Create(CultureInfo.InvariantCulture, $"evidence/figure-{figures.Count + 1:00}.jpg"), context.Width, context.Height);
                    figures[figure] = painted;
                    files[painted.Path] = context.ToJpeg(options.ContextQuality);
                }
                pictures.Add(new EvidencePicture { Path = painted.Path, Finding = job.Finding.Id, Role = role, Frame = figure.Box, PixelWidth = painted.Width, PixelHeight = painted.Height });
            }
            PaintPair(job, pictures, files);
        }
        return new PaintedEvidence(new EvidenceIndex { Pictures = [.. pictures] }, files);
    }

    private void PaintPair(PaintJob job, List<EvidencePicture> pictures, SortedDictionary<string, byte[]> files)
    {
        Raster a = job.A.Pixels, b = job.B.Pixels;
        AffineMap pageFromA = job.A.PageFromPixels, pageFromB = job.B.PageFromPixels;
        // The region with a margin, cut to the panel, in A's pixels.
        Box inA = pageFromA.Inverse().Around(job.Finding.A.Box);
        double margin = options.Margin * Math.Max(inA.Width, inA.Height);
        Box frame = new Box(inA.X0 - margin, inA.Y0 - margin, inA.X1 + margin, inA.Y1 + margin).Intersect(new Box(0, 0, a.Width, a.Height));
        if (frame.Width < 2 || frame.Height < 2) return;
        double longer = Math.Max(frame.Width, frame.Height), zoom = Math.Clamp(1, options.AlignedFrom / longer, Math.Max(options.AlignedFrom / longer, options.AlignedLimit / longer));
        int w = Math.Max(1, (int)Math.Round(frame.Width * zoom)), h = Math.Max(1, (int)Math.Round(frame.Height * zoom));
        AffineMap aFromView = new(frame.Width / w, 0, frame.X0, 0, frame.Height / h, frame.Y0);
        AffineMap bFromView = pageFromB.Inverse().After(job.Finding.BFromA.Matrix).After(pageFromA).After(aFromView);
        Raster viewA = View(a, aFromView, w, h), viewB = View(b, bFromView, w, h);
        byte[] valid = View(new Raster(b.Width, b.Height, 1, Filled(b.Width * b.Height)), bFromView, w, h).Pixels;
        Box onPage = pageFromA.Around(frame);
        Add(PictureRole.AlignedA, "a", viewA.ToPng());
        Add(PictureRole.AlignedB, "b", viewB.ToPng());
        Add(PictureRole.Difference, "difference", Difference(viewA.ToGray(), viewB.ToGray(), valid).ToPng());
        if (job.Residuals is { } residuals) Add(PictureRole.Residual, "residual", Heat(residuals, aFromView, w, h).ToPng());

        void Add(PictureRole role, string name, byte[] bytes)
        {
            string path = $"evidence/{job.Finding.Id}-{name}.png";
            files[path] = bytes;
            pictures.Add(new EvidencePicture { Path = path, Finding = job.Finding.Id, Role = role, Frame = onPage, PixelWidth = w, PixelHeight = h });
        }
    }

    /// <summary>The residual map in the view's frame: no agreement is dark violet, full agreement yellow, grey says nothing. Light and dark carry it too.</summary>
    internal static Raster Heat(ResidualMap map, AffineMap aFromView, int w, int h)
    {
        AffineMap mapFromView = map.FrameFromA.After(aFromView);
        byte[] pixels = new byte[3 * w * h];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
            {
                (double mx, double my) = mapFromView.Apply(x + 0.5, y + 0.5);
                int px = (int)Math.Floor(mx), py = (int)Math.Floor(my), i = 3 * (y * w + x);
                byte level = px < 0 || py < 0 || px >= map.Width || py >= map.Height ? (byte)255 : map.Levels[py * map.Width + px];
                double t = Math.Clamp((level - 100) / 100.0, 0, 1);
                (pixels[i], pixels[i + 1], pixels[i + 2]) = level == 255 ? ((byte)128, (byte)128, (byte)128)
                    : ((byte)(45 + 208 * t), (byte)(10 + 221 * t), (byte)(85 - 48 * t));
            }
        return new Raster(w, h, 3, pixels);
    }

    private static byte[] Filled(int count)
    {
        byte[] bytes = new byte[count];
        Array.Fill(bytes, (byte)255);
        return bytes;
    }

    private static Raster View(Raster source, AffineMap sourceFromView, int w, int h)
    {
        double step = Math.Sqrt(Math.Abs(sourceFromView.Determinant));
        return (step > 1.5 ? source.Blur(0.4 * step) : source).Warp(sourceFromView, w, h, outside: 255);
    }

    /// <summary>
    /// |a − (gain · b + offset)|, with gain and offset fitted by least squares over the pixels that both have, so that a change of exposure does
    /// not hide what is equal. Black is equal; what only one of them shows is mid-grey.
    /// </summary>
    internal static Raster Difference(Raster a, Raster b, byte[] valid)
    {
        double n = 0, sa = 0, sb = 0, sbb = 0, sab = 0;
        for (int i = 0; i < valid.Length; i++)
        {
            if (valid[i] < 250) continue;
            double p = a.Pixels[i], q = b.Pixels[i];
            n++; sa += p; sb += q; sbb += q * q; sab += p * q;
        }
        double spread = n * sbb - sb * sb, gain = spread > 0 ? (n * sab - sa * sb) / spread : 1, offset = n > 0 ? (sa - gain * sb) / n : 0;
        byte[] pixels = new byte[valid.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = valid[i] < 250 ? (byte)128 : (byte)Math.Clamp(Math.Abs(a.Pixels[i] - gain * b.Pixels[i] - offset), 0, 255);
        return new Raster(a.Width, a.Height, 1, pixels);
    }

    /// <summary>The figure's graphics where they stand, on white.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="frame">What to show, in page fractions.</param>
    /// <param name="maxWidth">Pixels.</param>
    /// <param name="page">Lies under the graphics; null for white.</param>
    internal static Raster Compose(SourceFigure figure, Box frame, int maxWidth, Graphic? page = null)
    {
        // The page's shape is what makes the pixels of its pictures square; the largest picture says it best.
        Graphic largest = figure.Graphics.MaxBy(g => g.Box.Area)!;
        double pageAspect = (double)largest.Pixels.Width / largest.Pixels.Height / (largest.Box.Width / largest.Box.Height);
        double finest = figure.Graphics.Max(g => g.Pixels.Width / g.Box.Width) * frame.Width;
        int w = Math.Max(16, (int)Math.Round(Math.Min(maxWidth, finest))), h = Math.Max(16, (int)Math.Round(w * frame.Height / frame.Width / pageAspect));
        byte[] canvas = Filled(w * h * 3);
        // Rendered pieces lie under the stored pictures that stand in them.
        IEnumerable<Graphic> ground = page is null ? [] : [page];
        foreach (Graphic graphic in ground.Concat(figure.Graphics.OrderBy(g => g.Origin == GraphicOrigin.Rendered ? 0 : 1)))
        {
            int x0 = (int)Math.Round((graphic.Box.X0 - frame.X0) / frame.Width * w), y0 = (int)Math.Round((graphic.Box.Y0 - frame.Y0) / frame.Height * h);
            int gw = Math.Max(1, (int)Math.Round(graphic.Box.Width / frame.Width * w)), gh = Math.Max(1, (int)Math.Round(graphic.Box.Height / frame.Height * h));
            Raster piece = graphic.Pixels.Resize(gw, gh);
            for (int y = Math.Max(0, -y0); y < gh && y0 + y < h; y++)
                for (int x = Math.Max(0, -x0); x < gw && x0 + x < w; x++)
                    for (int c = 0; c < 3; c++)
                        canvas[((y0 + y) * w + x0 + x) * 3 + c] = piece[x, y, piece.Channels == 1 ? 0 : c];
        }
        return new Raster(w, h, 3, canvas);
    }
}

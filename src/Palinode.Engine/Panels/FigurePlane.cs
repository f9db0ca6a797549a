using Palinode.Engine.Imaging;

namespace Palinode.Engine.Panels;

/// <summary>
/// A graphic as the splitter looks at it: reduced to about two pixels a point, with its brightness and each pixel's distance from the
/// colour of the page.
/// </summary>
internal sealed class FigurePlane
{
    private FigurePlane(Raster source, int reduction, double pixelsPerPoint)
    {
        Source = source;
        Reduction = reduction;
        Raster small = reduction == 1 ? source : source.Resize(Math.Max(1, source.Width / reduction), Math.Max(1, source.Height / reduction));
        (Width, Height, PixelsPerPoint) = (small.Width, small.Height, pixelsPerPoint / reduction);
        Gray = small.ToGray().Pixels;
        (Paper, PaperShare) = FindPaper(Gray);
        Distance = DistanceFromPaper(small, Paper);
    }

    public Raster Source { get; }

    /// <summary>Source pixels to a pixel of the plane, along each side.</summary>
    public int Reduction { get; }
    public int Width { get; }
    public int Height { get; }
    public double PixelsPerPoint { get; }
    public byte[] Gray { get; }

    /// <summary>Largest distance of any channel from <see cref="Paper"/>.</summary>
    public byte[] Distance { get; }

    /// <summary>Brightness of the page: white, or the light grey a scan has.</summary>
    public byte Paper { get; }

    /// <summary>Share of pixels within 3 of the page's brightness.</summary>
    public double PaperShare { get; }

    public PixelRect Whole => new(0, 0, Width, Height);

    public int Points(double points) => Math.Max(1, (int)Math.Round(points * PixelsPerPoint));

    public static FigurePlane Of(Raster source, double pixelsPerPoint, PanelOptions options)
    {
        int reduction = Math.Max(1, (int)(pixelsPerPoint / options.AnalysisPixelsPerPoint));
        while (reduction > 1 && Math.Min(source.Width, source.Height) / reduction < 64) reduction--;
        // A picture squeezed into a small box may claim any resolution; letters of the figure are then no guide, the pixels are.
        return new FigurePlane(source, reduction, Math.Clamp(pixelsPerPoint, 0.9, 2.9 * reduction));
    }

    public PixelRect ToSource(PixelRect r) => new PixelRect(
        Scale(r.X0, Width, Source.Width), Scale(r.Y0, Height, Source.Height),
        Scale(r.X1, Width, Source.Width), Scale(r.Y1, Height, Source.Height)).ClipTo(Source.Width, Source.Height);

    private static int Scale(int v, int from, int to) => (int)(((long)v * to + from / 2) / from);

    private static (byte Paper, double Share) FindPaper(byte[] gray)
    {
        Span<int> histogram = stackalloc int[256];
        foreach (byte v in gray) histogram[v]++;
        int best = 255;
        for (int v = 255; v >= 225; v--)
            if (histogram[v] > histogram[best] * 1.5) best = v;
        long near = 0;
        for (int v = Math.Max(0, best - 3); v <= Math.Min(255, best + 3); v++) near += histogram[v];
        double share = (double)near / gray.Length;
        // A grey page is believed only where it is a true plateau; a light micrograph has a broad hill instead.
        if (best < 250 && share < 0.25) return (255, Share255(histogram, gray.Length));
        return ((byte)best, share);
    }

    private static double Share255(Span<int> histogram, int total) => (double)(histogram[252] + histogram[253] + histogram[254] + histogram[255]) / total;

    private static byte[] DistanceFromPaper(Raster r, byte paper)
    {
        byte[] distance = new byte[r.Width * r.Height];
        ReadOnlySpan<byte> p = r.Pixels;
        if (r.Channels == 1)
            for (int i = 0; i < distance.Length; i++) distance[i] = (byte)Math.Abs(p[i] - paper);
        else
            for (int i = 0, j = 0; i < distance.Length; i++, j += 3)
                distance[i] = (byte)Math.Max(Math.Abs(p[j] - paper), Math.Max(Math.Abs(p[j + 1] - paper), Math.Abs(p[j + 2] - paper)));
        return distance;
    }
}

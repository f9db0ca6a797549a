using System.Collections.Immutable;
using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Processes;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>Pages as pixels, from <c>pdftoppm</c>: small grey ones of every page for finding figures, and crops at any resolution.</summary>
internal sealed class PageRenders(string path, ImmutableArray<PageFrame> frames, IngestOptions options, TemporaryFolder folder)
{
    /// <summary>Pixels along the longer side of the small renders: about 100 dpi for A4, and bounded for posters.</summary>
    internal const int OverviewSide = 1170;

    private readonly Raster?[] _overviews = new Raster?[frames.Length];

    /// <summary>Grey and small, or null where the page could not be rendered.</summary>
    public Raster? Overview(int page) => _overviews[page - 1];

    /// <summary>Lets the pixels of all pages go.</summary>
    public void Forget() => Array.Clear(_overviews);

    public bool ReadOverviews(int first, int last, CancellationToken cancel)
    {
        var rasters = new List<Raster>();
        ChildResult result = Run(["-gray", "-cropbox", "-scale-to", Number(OverviewSide), "-f", Number(first), "-l", Number(last)], stream =>
        {
            while (Portable.Read(stream, (long)OverviewSide * OverviewSide) is { } raster) rasters.Add(raster.ToGray());
        }, cancel);
        if (!result.Succeeded || rasters.Count != last - first + 1) return false;
        for (int i = 0; i < rasters.Count; i++) _overviews[first - 1 + i] = rasters[i];
        return true;
    }

    /// <summary>A part of a page in colour.</summary>
    /// <param name="page">Counted from 1.</param>
    /// <param name="part">Points; clipped to the page.</param>
    /// <param name="dpi">Lowered where the part would have more pixels than allowed.</param>
    /// <param name="cancel">Ends the child.</param>
    /// <param name="covered">The place that the pixels cover exactly: the part, widened to whole pixels.</param>
    /// <returns>Null where the page cannot be rendered.</returns>
    public Raster? Crop(int page, PointRect part, double dpi, CancellationToken cancel, out PointRect covered)
    {
        PageFrame frame = frames[page - 1];
        PointRect clipped = covered = part.Intersect(frame.Bounds);
        if (clipped.Width <= 0 || clipped.Height <= 0) return null;
        double most = Math.Sqrt(options.MaxPixels / clipped.Area) * 72 * 0.9;
        dpi = Math.Round(Math.Min(dpi, most), 3);
        double scale = dpi / 72;
        int x0 = (int)Math.Floor(clipped.X0 * scale + 0.01), y0 = (int)Math.Floor(clipped.Y0 * scale + 0.01);
        int w = Math.Max(1, (int)Math.Ceiling(clipped.X1 * scale - 0.01) - x0), h = Math.Max(1, (int)Math.Ceiling(clipped.Y1 * scale - 0.01) - y0);
        Raster? raster = null;
        Run(["-cropbox", "-r", dpi.ToString("0.###", CultureInfo.InvariantCulture), "-f", Number(page), "-l", Number(page), "-x", Number(x0), "-y", Number(y0), "-W", Number(w), "-H", Number(h)],
            stream => raster = Portable.Read(stream, options.MaxPixels), cancel);
        if (raster is null) return null;
        covered = new PointRect(x0 / scale, y0 / scale, (x0 + raster.Width) / scale, (y0 + raster.Height) / scale);
        return Plain(raster);
    }

    private ChildResult Run(string[] arguments, Action<Stream> read, CancellationToken cancel)
    {
        var command = new ChildCommand("pdftoppm", ["-q", .. arguments, path])
        {
            Seconds = options.ChildSeconds, MemoryBytes = options.ChildMemoryBytes, Folder = folder, MaxOutputBytes = options.MaxPixels * 3 + 4096,
        };
        return ChildProcess.Run(command, cancel, read);
    }

    /// <summary>Grey where all pixels are grey.</summary>
    private static Raster Plain(Raster raster)
    {
        if (raster.Channels == 1) return raster;
        byte[] p = raster.Pixels;
        for (int i = 0; i < p.Length; i += 3)
            if (p[i] != p[i + 1] || p[i] != p[i + 2]) return raster;
        return raster.ToGray();
    }

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}

using Palinode.Evidence;
using Palinode.Processes;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>Parts of the pages of a PDF as a reader sees them, for pictures that show more than the graphics of a figure.</summary>
internal sealed class PageViews : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PdfOutline _outline;
    private readonly PageRenders _renders;

    /// <exception cref="InputException">The document cannot be read.</exception>
    public PageViews(string path, string name, IngestOptions options, CancellationToken cancel)
    {
        _outline = PdfInfo.Read(path, name, options, _folder, cancel);
        _renders = new PageRenders(path, _outline.Frames, options, _folder);
    }

    /// <param name="figure">Names the page.</param>
    /// <param name="part">Page fractions.</param>
    /// <param name="width">Pixels, at least.</param>
    /// <param name="cancel">Ends the child.</param>
    /// <returns>Null where the figure has no page or it cannot be rendered.</returns>
    public Graphic? Of(SourceFigure figure, Box part, int width, CancellationToken cancel)
    {
        if (figure.Page is not { } page || page > _outline.Frames.Length || part.Width <= 0) return null;
        PageFrame frame = _outline.Frames[page - 1];
        var place = new PointRect(part.X0 * frame.Width, part.Y0 * frame.Height, part.X1 * frame.Width, part.Y1 * frame.Height);
        return _renders.Crop(page, place, 72 * width / place.Width, cancel, out PointRect covered) is { } pixels
            ? new Graphic { Pixels = pixels, Box = frame.ToBox(covered), Origin = GraphicOrigin.Rendered } : null;
    }

    public void Dispose() => _folder.Dispose();
}

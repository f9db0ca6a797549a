using System.Collections.Immutable;
using Palinode.Processes;
using Palinode.Engine.Ingest.Metadata;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>A PDF: what its pages hold, put together to figures.</summary>
internal sealed class PdfDocument(string path, string name, string sha256, IngestOptions options, TemporaryFolder folder)
{
    /// <param name="jats">The article's XML; null where the PDF comes alone.</param>
    /// <param name="cancel">Ends the children.</param>
    public SourceDocument Read(JatsSource? jats, CancellationToken cancel)
    {
        PdfOutline outline = PdfInfo.Read(path, name, options, folder, cancel);
        ImmutableArray<PageFrame> frames = outline.Frames;
        var text = new PdfText(path, frames, options, folder);
        var pictures = new PdfPictures(path, frames, options, folder);
        var renders = new PageRenders(path, frames, options, folder);
        var batches = new PageBatches(frames.Length, cancel);
        batches.Run((a, b) => text.Read(a, b, cancel), (a, b) => pictures.Read(a, b, cancel), (a, b) => renders.ReadOverviews(a, b, cancel));
        List<string> remarks = [.. batches.Failed.Select(p => $"Page {p} could not be read.")];
        if (batches.Failed.Count() == frames.Length) throw new InputException($"{name}: no page of the PDF could be read.");

        ImmutableArray<FigureDraft> drafts = new FigureAssembler(frames).Assemble(text, pictures, renders, remarks);
        var graphics = new FigureGraphics(frames, renders, options, folder);
        ImmutableArray<SourceFigure> figures = graphics.Complete(drafts, text, remarks, cancel);
        if (figures.IsEmpty) remarks.Add("No figure was found in this document.");
        var document = new SourceDocument
        {
            Name = name, Sha256 = sha256, Kind = DocumentKind.Pdf, Pages = frames.Length, Figures = figures, Remarks = [.. remarks],
            Article = new PdfMetadata(text, frames, outline.Info).Read(),
        };
        return jats is null ? document : new JatsCompanion(jats, options, folder).Join(document, text, cancel);
    }
}

/// <summary>A figure before its pixels are fetched.</summary>
/// <param name="Page">Counted from 1.</param>
/// <param name="Caption">Its caption, on this page or a neighbouring one; null where none was found.</param>
/// <param name="Elements">What is drawn and what is stored.</param>
/// <param name="Ground">Pictures that make up the whole page: a scan.</param>
internal sealed record FigureDraft(int Page, Caption? Caption, ImmutableArray<PageElement> Elements, ImmutableArray<PlacedPicture> Ground)
{
    public PointRect Box { get; } = PointRect.Hull(Elements.Select(e => e.Box));
}

using System.Collections.Immutable;
using Palinode.Articles;
using Palinode.Processes;
using Palinode.Engine.Ingest.Metadata;
using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Ingest;

/// <summary>
/// A PDF together with the JATS XML of its article. Pages, boxes and words stay the PDF's, so that findings keep an address that a reader can
/// look up; numbers, captions and facts about the article are the XML's, and so are the pixels where a picture file of the package is finer.
/// </summary>
internal sealed class JatsCompanion(JatsSource source, IngestOptions options, TemporaryFolder folder)
{
    private readonly ImmutableArray<JatsFigure> _described = JatsFigure.All(source.Article);
    private readonly ArticleMetadata _facts = JatsMetadata.Read(source.Article);

    private CompanionOptions Choices => options.Companion;

    /// <exception cref="InputException">The XML is of another article.</exception>
    public SourceDocument Join(SourceDocument pdf, PdfText text, CancellationToken cancel)
    {
        TextRuns[] pages = [.. Enumerable.Range(1, pdf.Pages).Select(p => Runs(string.Join(' ', text[p].SelectMany(b => b.Lines).Select(l => l.Text))))];
        List<string> remarks = [.. pdf.Remarks];
        CheckSameArticle(pdf, pages, remarks);
        IReadOnlyList<JatsFigure?> pairs = new FigurePairing(pdf.Figures, _described, pages, Choices).Pair();
        var graphics = new ImmutableArray<Graphic>[pdf.Figures.Length];
        for (int i = 0; i < graphics.Length; i++) graphics[i] = pdf.Figures[i].Graphics;
        List<string> finer = [];
        foreach (JatsFigure figure in _described)
            if (TakePictures(figure, [.. Enumerable.Range(0, graphics.Length).Where(i => pairs[i] == figure)], pdf.Figures, graphics, remarks, cancel))
                finer.Add(NameOf(figure));
        if (finer.Count > 0) remarks.Add($"Picture files of {source.Name} are finer than the PDF's pictures and were examined in their place: {string.Join(", ", finer)}.");
        string[] missing = [.. _described.Where(d => !pairs.Contains(d)).Select(NameOf)];
        if (missing.Length > 0) remarks.Add($"Figures of {source.Name} that were not found in the PDF: {string.Join(", ", missing)}.");
        return new SourceDocument
        {
            Name = pdf.Name, Sha256 = pdf.Sha256, JatsSha256 = source.Sha256, Kind = pdf.Kind, Pages = pdf.Pages, Remarks = [.. remarks],
            Figures = [.. pdf.Figures.Select((f, i) => Described(f, pairs[i], graphics[i]))],
            Article = MetadataJoin.Of(_facts, pdf.Article),
        };
    }

    private TextRuns Runs(string text) => new(text, Choices.RunLength);

    private static string NameOf(JatsFigure figure) => figure.Label?.TrimEnd('.', ':') ?? "a figure without label";

    private static SourceFigure Described(SourceFigure figure, JatsFigure? by, ImmutableArray<Graphic> graphics) => by is null ? figure : new SourceFigure
    {
        Number = by.Number ?? figure.Number, Caption = by.Words is null ? figure.Caption ?? by.Caption : by.Caption,
        Page = figure.Page, PageSize = figure.PageSize, Box = figure.Box, Graphics = graphics, Text = figure.Text,
    };

    /// <summary>By DOI, else by the captions, else by the title. Where the PDF has neither DOI nor words, nothing speaks against it, and a remark says so.</summary>
    private void CheckSameArticle(SourceDocument pdf, TextRuns[] pages, List<string> remarks)
    {
        string? printed = pdf.Article?.Doi?.Value, stated = _facts.Doi?.Value;
        if (printed is not null && printed == stated) return;
        bool Stands(string words) => Runs(words) is var runs && pages.Any(p => runs.ShareIn(p, Choices.LeastRuns) >= Choices.SameTextFrom);
        string[] captions = [.. _described.Select(d => d.Words).OfType<string>()];
        bool captionsAgree = captions.Length > 0 && 2 * captions.Count(Stands) >= captions.Length;
        if (printed is not null && stated is not null)
        {
            if (!captionsAgree) throw Refusal(pdf, $"the PDF has DOI {printed}, the XML {stated}");
            remarks.Add($"The PDF has DOI {printed}, {source.Name} has {stated}; their captions agree.");
        }
        else if (!captionsAgree && !(_facts.Title is { } title && Stands(title.Value)))
        {
            if (pages.Sum(p => p.Count) >= Choices.LeastPdfRuns) throw Refusal(pdf, "no caption of the XML is in the PDF");
            remarks.Add($"The PDF has too little text to tell whether {source.Name} is of the same article.");
        }
    }

    private InputException Refusal(SourceDocument pdf, string why) =>
        new($"{pdf.Name}: {source.Name} does not belong to it ({why}); give the XML of the same article.");

    /// <returns>Whether a picture file replaced pixels of the PDF.</returns>
    private bool TakePictures(JatsFigure figure, int[] places, ImmutableArray<SourceFigure> figures, ImmutableArray<Graphic>[] graphics, List<string> remarks, CancellationToken cancel)
    {
        // Figure by figure: all pictures of a package at once may not fit into memory.
        string[] files = source.IsPackage && places.Length > 0 ? source.PicturesOf(figure) : [];
        DecodedPicture[] decoded = new PictureDecoder(options, folder).Decode(files, asStored: false, cancel);
        var pictures = new FinerPictures(Choices);
        bool taken = false;
        for (int k = 0; k < files.Length; k++)
        {
            if (decoded[k].Pixels is not { } pixels) { remarks.Add($"{Path.GetFileName(files[k])}: {decoded[k].Refusal}."); continue; }
            bool shown = false;
            foreach (int i in places)
            {
                if (pictures.Place(figures[i], graphics[i], pixels) is not { } placed) continue;
                shown = true;
                taken |= placed != graphics[i];
                graphics[i] = placed;
            }
            if (!shown) remarks.Add($"{Path.GetFileName(files[k])} does not show {NameOf(figure)} as the PDF does; the PDF's pictures were examined.");
        }
        return taken;
    }
}

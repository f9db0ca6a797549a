using System.Collections.Immutable;
using Palinode.Processes;
using Palinode.Engine.Ingest.Metadata;
using Palinode.Evidence;

namespace Palinode.Engine.Ingest;

/// <summary>
/// An article as its publisher keeps it: one JATS XML file and the files of its figures. Figures, labels and captions come from the XML.
/// Each picture file counts as a page of its own, numbered in the order of the figures, with the whole picture as its box.
/// </summary>
internal sealed class JatsPackage(JatsSource source, IngestOptions options, TemporaryFolder folder)
{
    public SourceDocument Read(CancellationToken cancel)
    {
        List<string> remarks = [];
        List<(JatsFigure Figure, string File)> pictures = [];
        foreach (JatsFigure figure in JatsFigure.All(source.Article))
        {
            string[] files = source.PicturesOf(figure);
            if (files.Length == 0) remarks.Add($"{figure.Label ?? "A figure"} has no picture file in the package{(figure.Graphics.Length > 0 ? $" ({figure.Graphics[0]})" : "")}.");
            pictures.AddRange(files.Select(f => (figure, f)));
        }
        DecodedPicture[] decoded = new PictureDecoder(options, folder).Decode([.. pictures.Select(p => p.File)], asStored: false, cancel);
        var figures = ImmutableArray.CreateBuilder<SourceFigure>();
        for (int i = 0; i < pictures.Count; i++)
        {
            if (decoded[i].Pixels is not { } pixels) { remarks.Add($"{Path.GetFileName(pictures[i].File)}: {decoded[i].Refusal}."); continue; }
            figures.Add(new SourceFigure
            {
                Number = pictures[i].Figure.Number, Page = i + 1, Box = Box.Whole, Caption = pictures[i].Figure.Caption,
                Graphics = [new Graphic { Pixels = pixels, Box = Box.Whole, Origin = GraphicOrigin.Embedded }],
            });
        }
        if (figures.Count == 0) remarks.Add("No figure was found in this document.");
        return new SourceDocument
        {
            Name = source.Name, Sha256 = source.Sha256, Kind = DocumentKind.JatsPackage, Pages = pictures.Count, Figures = figures.ToImmutable(), Remarks = [.. remarks],
            Article = JatsMetadata.Read(source.Article),
        };
    }
}

using Palinode.Processes;
using Palinode.Evidence;

namespace Palinode.Engine.Ingest;

/// <summary>A picture that stands alone: one figure without number, page and caption, with the whole picture as its only graphic.</summary>
internal static class ImageFile
{
    public static SourceDocument Read(string path, string name, string sha256, IngestOptions options, TemporaryFolder folder, CancellationToken cancel)
    {
        DecodedPicture picture = new PictureDecoder(options, folder).Decode([path], asStored: false, cancel)[0];
        if (picture.Pixels is not { } pixels) throw new InputException($"{name}: {picture.Refusal}.");
        var remarks = new List<string>();
        if (picture.Pages > 1) remarks.Add($"The file holds {picture.Pages} pictures; the first one was read.");
        if (picture.Bits > 8) remarks.Add($"{picture.Bits} bits a sample were stretched to 8, from the 0.05th to the 99.95th percentile.");
        var graphic = new Graphic { Pixels = pixels, Box = Box.Whole, Origin = GraphicOrigin.Embedded };
        return new SourceDocument
        {
            Name = name, Sha256 = sha256, Kind = DocumentKind.Image, Pages = 0, Remarks = [.. remarks],
            Figures = [new SourceFigure { Box = Box.Whole, Graphics = [graphic] }],
        };
    }
}

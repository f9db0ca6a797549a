using System.Globalization;
using Palinode.Engine.Findings;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Labels;
using Palinode.Engine.Tests.Ingest;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Findings;

/// <summary>What was read can be seen: an overlay shows the labels that it marks, also those beside the graphics.</summary>
internal sealed class OverlayPainterTests
{
    private readonly OverlayPainter _painter = new(new EvidencePainterOptions());

    private static SourceFigure Figure(Box box) => new()
    {
        Page = 1, PageSize = (600, 800), Box = box,
        Graphics = [new Graphic { Pixels = PlantedScene.Blobs(300, 200, seed: 4), Box = box, Origin = GraphicOrigin.Embedded }],
    };

    private static Label Text(string text, double x0, double y0, double x1, double y1) => new(text, new Box(x0, y0, x1, y1), 1, LabelOrigin.Text);

    [Test]
    public void The_frame_grows_by_letters_rows_and_lanes_and_a_margin()
    {
        SourceFigure figure = Figure(new Box(.3, .3, .7, .5));
        Label letter = Text("A", .2, .28, .22, .3), row = Text("Protein", .1, .4, .18, .42), lane = Text("Drug", .4, .55, .5, .57);
        FigureLabels labels = new([new PanelLabels { Row = row, Lanes = [new Lane(.4, .5, lane)] }], [new LetteredPart(letter, figure.Box)]);
        Box frame = _painter.FrameOf(figure, labels);
        (frame.X0 * 600, frame.Y0 * 800, frame.X1 * 600, frame.Y1 * 800).ShouldSatisfyAllConditions(
            f => f.Item1.ShouldBe(56, 1e-6), f => f.Item2.ShouldBe(220, 1e-6), f => f.Item3.ShouldBe(424, 1e-6), f => f.Item4.ShouldBe(460, 1e-6));
    }

    [Test]
    public void The_frame_stays_on_the_page()
    {
        SourceFigure figure = Figure(new Box(0, .3, 1, .5));
        Box frame = _painter.FrameOf(figure, new FigureLabels([], [new LetteredPart(Text("A", 0, 0, .02, .02), figure.Box)]));
        (frame.X0, frame.Y0, frame.X1).ShouldBe((0, 0, 1));
    }

    [Test]
    public void Letters_printed_left_of_and_above_the_graphics_are_seen()
    {
        Raster one = PlantedScene.Blobs(300, 200, seed: 1), two = PlantedScene.Blobs(300, 200, seed: 2);
        byte[] pdf = new DrawnPdf().Picture(300, 200, one.Pixels).Picture(300, 200, two.Pixels).Page(
            DrawnPdf.Place(0, 100, 500, 180, 120) + DrawnPdf.Place(1, 320, 500, 180, 120) + DrawnPdf.Text(84, 622, "A", 14) + DrawnPdf.Text(304, 622, "B", 14)
            + DrawnPdf.Text(100, 470, "Figure 1. Two fields. (A) The first field. (B) The second field.")).ToBytes();
        string folder = Directory.CreateTempSubdirectory("palinode-test-").FullName;
        try
        {
            string path = Path.Combine(folder, "article.pdf"), overlay = Path.Combine(folder, "overlay.png");
            File.WriteAllBytes(path, pdf);
            FigureReadingResult result = FigureReading.Run(new ScreeningInput(path, "article.pdf", InputRole.Suspect), new ScreeningOptions(), overlays: true, null, default);
            ReadFigure figure = result.Figures.Figures.ShouldHaveSingleItem();
            figure.Parts.Select(p => p.Letter).ShouldBe(["A", "B"]);
            File.WriteAllBytes(overlay, result.Files[figure.Overlay!]);
            Raster picture = new DocumentReader().Read(overlay, "overlay.png", new IngestOptions()).Figures[0].Graphics[0].Pixels;
            // The page is 595 points wide; the frame begins one margin left of the letter.
            double margin = new EvidencePainterOptions().OverlayMargin, left = figure.Parts[0].Printed.Box.X0 - margin / 595, top = figure.Parts[0].Printed.Box.Y0 - margin / 842;
            double right = figure.Box.X1 + margin / 595, perPage = picture.Width / (right - left), perHeight = perPage * 842 / 595;
            foreach (ReadPart part in figure.Parts)
            {
                Box box = part.Printed.Box;
                int dark = 0;
                for (int y = (int)((box.Y0 - top) * perHeight) + 3; y < (box.Y1 - top) * perHeight - 3; y++)
                    for (int x = (int)((box.X0 - left) * perPage) + 3; x < (box.X1 - left) * perPage - 3; x++)
                        if (picture[x, y, 0] + picture[x, y, 1] + picture[x, y, 2] < 120) dark++;
                dark.ShouldBeGreaterThan(20, string.Create(CultureInfo.InvariantCulture, $"{part.Letter} at {box}"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

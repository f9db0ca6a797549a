using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Panels;

[TestFixture]
internal sealed class PanelSplitterTests
{
    private static readonly PanelSplitter Splitter = new(new PanelOptions());

    private static string Told(IReadOnlyList<Panel> panels) => string.Join("; ", panels.Select(p =>
    {
        PixelRect r = PixelRect.FromBox(p.Box, 1200, 1600);
        return $"{p.Class} {r.X0},{r.Y0} {r.Width}×{r.Height}";
    }));

    private static void ShouldFind(IReadOnlyList<Panel> panels, PanelClass kind, params PixelRect[] rects)
    {
        foreach (PixelRect rect in rects)
        {
            Panel? best = panels.MaxBy(p => p.Box.OverlapWith(DrawnFigure.OnPage(rect)));
            best.ShouldNotBeNull();
            best.Box.OverlapWith(DrawnFigure.OnPage(rect)).ShouldBeGreaterThan(0.9, $"{rect} among {Told(panels)}");
            best.Class.ShouldBe(kind);
        }
        panels.Count(p => p.Class == kind).ShouldBe(rects.Length, Told(panels));
    }

    private static PixelRect At(int x, int y, int width, int height) => new(x, y, x + width, y + height);

    [TestCase(null), TestCase(90), TestCase(60)]
    public void Pictures_with_white_gutters_and_labels_fall_apart(int? quality)
    {
        DrawnFigure figure = new(640, 420);
        PixelRect[] pictures = [.. from row in Enumerable.Range(0, 2) from column in Enumerable.Range(0, 3) select figure.Micrograph(At(30 + 200 * column, 40 + 190 * row, 180, 150))];
        foreach (PixelRect p in pictures) figure.Word(p.X0 + 60, p.Y0 - 18, 5);
        ShouldFind(Splitter.Split(figure.ToFigure(quality), "a.pdf"), PanelClass.Picture, pictures);
    }

    [TestCase(null, 1), TestCase(90, 2), TestCase(62, 3)]
    public void A_grid_with_gaps_of_a_few_pixels_falls_into_its_tiles(int? quality, int gap)
    {
        DrawnFigure figure = new(640, 360, seed: 2);
        PixelRect[] tiles = [.. from row in Enumerable.Range(0, 2) from column in Enumerable.Range(0, 4) select figure.Micrograph(At(20 + (140 + gap) * column, 30 + (140 + gap) * row, 140, 140), ground: 90)];
        ShouldFind(Splitter.Split(figure.ToFigure(quality), "a.pdf"), PanelClass.Picture, tiles);
    }

    [TestCase(null), TestCase(75)]
    public void Dark_pictures_are_not_cut_at_their_empty_rows(int? quality)
    {
        DrawnFigure figure = new(640, 220, seed: 3);
        PixelRect[] tiles = [.. Enumerable.Range(0, 3).Select(k => figure.Micrograph(At(20 + 206 * k, 30, 200, 160), ground: 6, blob: 90, grain: 3))];
        ShouldFind(Splitter.Split(figure.ToFigure(quality), "a.pdf"), PanelClass.Picture, tiles);
    }

    [Test]
    public void Black_gaps_part_pictures_that_are_not_black()
    {
        DrawnFigure figure = new(640, 240, seed: 4);
        figure.Fill(At(16, 26, 610, 188), 0);
        PixelRect[] tiles = [.. Enumerable.Range(0, 3).Select(k => figure.Micrograph(At(20 + 202 * k, 30, 198, 180), ground: 110))];
        IReadOnlyList<Panel> panels = Splitter.Split(figure.ToFigure(), "a.pdf");
        panels.Count.ShouldBe(3, Told(panels));
        foreach (PixelRect tile in tiles) panels.Max(p => p.Box.OverlapWith(DrawnFigure.OnPage(tile))).ShouldBeGreaterThan(0.9);
    }

    [Test]
    public void Black_gaps_part_black_ground_pictures_where_the_gap_is_perfectly_even()
    {
        DrawnFigure figure = new(640, 240, seed: 5);
        figure.Fill(At(20, 30, 602, 180), 0);
        PixelRect[] tiles = [.. Enumerable.Range(0, 3).Select(k => figure.Micrograph(At(20 + 202 * k, 30, 198, 180), ground: 12, blob: 200, grain: 6))];
        ShouldFind(Splitter.Split(figure.ToFigure(), "a.pdf"), PanelClass.Picture, tiles);
    }

    [TestCase(null), TestCase(85), TestCase(60)]
    public void A_stack_of_strips_without_frames_falls_into_strips(int? quality)
    {
        DrawnFigure figure = new(640, 320, seed: 6);
        PixelRect[] strips = [.. Enumerable.Range(0, 4).Select(k => figure.Strip(At(120, 40 + 62 * k, 360, 54), ground: 236))];
        foreach (PixelRect s in strips) figure.Word(40, s.Y0 + 22, 6).Word(500, s.Y0 + 22, 4);
        ShouldFind(Splitter.Split(figure.ToFigure(quality), "a.pdf"), PanelClass.Blot, strips);
    }

    [TestCase(null), TestCase(85), TestCase(62)]
    public void Framed_strips_on_blank_membrane_keep_their_frames(int? quality)
    {
        DrawnFigure figure = new(640, 320, seed: 7);
        PixelRect[] strips = [.. Enumerable.Range(0, 4).Select(k => figure.Strip(At(120, 40 + 60 * k, 360, 54), ground: 254, grain: 1))];
        foreach (PixelRect s in strips) { figure.Frame(s).Word(40, s.Y0 + 22, 6); }
        ShouldFind(Splitter.Split(figure.ToFigure(quality), "a.pdf"), PanelClass.Blot, strips);
    }

    [Test]
    public void A_strip_whose_last_lane_is_blank_ends_where_its_neighbours_end()
    {
        DrawnFigure figure = new(640, 320, seed: 8);
        PixelRect[] strips = [.. Enumerable.Range(0, 3).Select(k => figure.Strip(At(120, 40 + 70 * k, 360, 54)))];
        figure.Fill(At(400, 110, 80, 54), 255);
        ShouldFind(Splitter.Split(figure.ToFigure(), "a.pdf"), PanelClass.Blot, strips);
    }

    [TestCase(null), TestCase(80)]
    public void A_chart_beside_a_blot_is_one_plot_and_its_bars_are_no_pictures(int? quality)
    {
        DrawnFigure figure = new(700, 320, seed: 9);
        PixelRect[] strips = [.. Enumerable.Range(0, 3).Select(k => figure.Strip(At(90, 60 + 64 * k, 240, 50)))];
        foreach (PixelRect s in strips) figure.Word(20, s.Y0 + 20, 6);
        PixelRect chart = figure.BarChart(At(440, 50, 230, 200));
        IReadOnlyList<Panel> panels = Splitter.Split(figure.ToFigure(quality), "a.pdf");
        ShouldFind(panels, PanelClass.Blot, strips);
        Panel plot = panels.Single(p => p.Class == PanelClass.Plot);
        plot.Box.OverlapWith(DrawnFigure.OnPage(chart)).ShouldBeGreaterThan(0.7);
        panels.Count.ShouldBe(4);
    }

    [Test]
    public void A_graphic_that_is_one_picture_is_one_panel_with_its_own_pixels()
    {
        DrawnFigure figure = new(300, 200, seed: 10);
        figure.Micrograph(At(0, 0, 300, 200));
        SourceFigure source = figure.ToFigure();
        Panel panel = Splitter.Split(source, "a.pdf").ShouldHaveSingleItem();
        panel.Pixels.ShouldBeSameAs(source.Graphics[0].Pixels);
        panel.Class.ShouldBe(PanelClass.Picture);
        panel.NotExaminable.ShouldBeNull();
        (panel.Document, panel.Figure, panel.Page).ShouldBe(("a.pdf", "1", 1));
    }

    [Test]
    public void A_stored_strip_with_blank_membrane_between_its_bands_is_one_panel()
    {
        DrawnFigure figure = new(360, 54, seed: 11);
        figure.Strip(At(0, 0, 360, 54), ground: 255, grain: 0);
        Panel panel = Splitter.Split(figure.ToFigure(), "a.pdf").ShouldHaveSingleItem();
        (panel.Pixels.Width, panel.Pixels.Height, panel.Class).ShouldBe((360, 54, PanelClass.Blot));
    }

    [Test]
    public void A_picture_that_a_rendered_page_shows_again_is_taken_from_the_file()
    {
        DrawnFigure figure = new(640, 260, seed: 12);
        PixelRect picture = figure.Micrograph(At(60, 40, 240, 180));
        SourceFigure rendered = figure.ToFigure();
        Graphic stored = new() { Pixels = figure.ToRaster().Crop(picture), Box = DrawnFigure.OnPage(picture), Origin = GraphicOrigin.Embedded };
        SourceFigure both = new()
        {
            Number = "1", Page = 1, Box = rendered.Box,
            Graphics = [new Graphic { Pixels = rendered.Graphics[0].Pixels, Box = rendered.Box, Origin = GraphicOrigin.Rendered }, stored],
        };
        Panel panel = Splitter.Split(both, "a.pdf").ShouldHaveSingleItem();
        panel.Pixels.ShouldBeSameAs(stored.Pixels);
    }

    [Test]
    public void A_panel_below_the_smallest_size_is_listed_with_the_reason()
    {
        DrawnFigure figure = new(400, 120, seed: 13);
        figure.Micrograph(At(20, 20, 80, 20));
        figure.Micrograph(At(140, 20, 80, 80));
        IReadOnlyList<Panel> panels = new PanelSplitter(new PanelOptions { MinExaminablePixels = 60, MinExaminableStripPixels = 60 }).Split(figure.ToFigure(), "a.pdf");
        panels.Count.ShouldBe(2);
        panels.Single(p => p.Pixels.Height < 60).NotExaminable.ShouldBe("below 60 px");
        panels.Single(p => p.Pixels.Height >= 60).NotExaminable.ShouldBeNull();
    }

    [Test]
    public void A_blank_graphic_is_listed_as_blank()
    {
        Panel panel = Splitter.Split(new DrawnFigure(600, 80).ToFigure(), "a.pdf").ShouldHaveSingleItem();
        (panel.Class, panel.NotExaminable).ShouldBe((PanelClass.Other, "blank"));
    }

    [Test]
    public void A_page_of_text_holds_no_picture()
    {
        DrawnFigure figure = new(640, 640);
        for (int line = 0; line < 30; line++)
            for (int word = 0; word < 9; word++) figure.Word(20 + 66 * word, 20 + 20 * line, 6);
        Splitter.Split(figure.ToFigure(80), "a.pdf").ShouldAllBe(p => p.Class == PanelClass.Plot);
    }

    [Test]
    public void Splitting_twice_gives_the_same_panels_in_the_same_order()
    {
        DrawnFigure figure = new(640, 420, seed: 14);
        for (int k = 0; k < 6; k++) figure.Micrograph(At(30 + 200 * (k % 3), 40 + 190 * (k / 3), 180, 150));
        SourceFigure source = figure.ToFigure(70);
        IReadOnlyList<Panel> first = Splitter.Split(source, "a.pdf"), second = Splitter.Split(source, "a.pdf");
        second.Select(p => (p.Box, p.Class)).ShouldBe(first.Select(p => (p.Box, p.Class)));
    }
}

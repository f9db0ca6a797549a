using Palinode.Engine.Findings.Contexts;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;
using Palinode.Testing;
using static Palinode.Engine.Tests.Findings.Contexts.DrawnSubject;

namespace Palinode.Engine.Tests.Findings.Contexts;

internal sealed class FindingContextTests
{
    private static readonly byte[] Nuclei = Stain(1), Marker = Stain(2);

    [Test]
    public void A_channel_beside_its_merged_picture_is_told_with_the_colours()
    {
        SourceFigure figure = Figure("2", "Figure 2. (A) Immunofluorescence, single channels and merged.");
        ContextPanel blue = Panel(figure, "A", Cell(0, 0), Colour(null, null, Nuclei)), both = Panel(figure, "A", Cell(0, 2), Colour(null, Marker, Nuclei), at: (1, 3));
        Finding told = Described(Finding(blue, both), blue, both);
        told.ContextKinds.ShouldBe([ContextKind.MergedChannel]);
        told.Context.ShouldHaveSingleItem().ShouldContain("the blue channel of Figure 2A, row 1, column 3 follows it");
        told.Context[0].ShouldContain("The caption speaks of a merged picture");
    }

    [Test]
    public void An_overlay_below_the_middle_of_its_channels_belongs_to_them()
    {
        SourceFigure figure = Figure("1", null);
        ContextPanel red = Panel(figure, null, Cell(0, 2), Colour(Marker, null, null)), both = Panel(figure, null, new Box(0.4, 0.3, 0.6, 0.45), Colour(Marker, null, Nuclei));
        Described(Finding(red, both), red, both).ContextKinds.ShouldBe([ContextKind.MergedChannel]);
    }

    [Test]
    public void A_scale_bar_in_the_single_picture_does_not_hide_that_it_is_a_channel()
    {
        byte[] bar(byte[] stain) => [.. stain.Select((v, i) => i / 120 is > 100 and < 104 && i % 120 is > 10 and < 31 ? (byte)255 : v)];
        byte[] only = bar(new byte[120 * 120]);
        SourceFigure figure = Figure("1", null);
        ContextPanel green = Panel(figure, "A", Cell(0, 0), Colour(only, bar(Marker), only)), both = Panel(figure, "A", Cell(0, 1), Colour(only, bar(Marker), bar(Nuclei)));
        Described(Finding(green, both), green, both).ContextKinds.ShouldBe([ContextKind.MergedChannel]);
    }

    [Test]
    public void Parts_of_drawings_are_told_as_such()
    {
        SourceFigure figure = Figure("1", null);
        ContextPanel one = Panel(figure, "A", Cell(0, 0), new Raster(120, 120, 1, Nuclei)), other = Panel(figure, "B", Cell(2, 1), new Raster(120, 120, 1, Nuclei));
        ContextPanel Drawn(ContextPanel panel) => panel with { Panel = panel.Panel with { Kind = PanelKind.Drawing, KindProbability = 0.9 } };
        Described(Finding(one, other), one, other).ContextKinds.ShouldBeEmpty();
        Described(Finding(one, other), Drawn(one), Drawn(other)).ContextKinds.ShouldBe([ContextKind.Drawing]);
    }

    [Test]
    public void A_grey_channel_is_recognised_and_the_order_of_the_panels_changes_nothing()
    {
        SourceFigure figure = Figure("2", null);
        ContextPanel grey = Panel(figure, "A", Cell(0, 0), new Raster(120, 120, 1, Nuclei)), both = Panel(figure, "A", Cell(0, 1), Colour(Marker, null, Nuclei));
        Described(Finding(grey, both), grey, both).ContextKinds.ShouldBe([ContextKind.MergedChannel]);
        Described(Finding(both, grey), both, grey).ContextKinds.ShouldBe([ContextKind.MergedChannel]);
    }

    [Test]
    public void A_copy_in_other_colours_is_no_channel()
    {
        SourceFigure figure = Figure("2", "Figure 2. (A) Merged pictures.");
        ContextPanel grey = Panel(figure, "A", Cell(0, 0), new Raster(120, 120, 1, Nuclei)), tinted = Panel(figure, "A", Cell(0, 1), Colour(Nuclei, Nuclei, null)), green = Panel(figure, "A", Cell(0, 2), Colour(null, Nuclei, null));
        Described(Finding(grey, tinted), grey, tinted).Context.ShouldBeEmpty();
        Described(Finding(tinted, green), tinted, green).Context.ShouldBeEmpty();
        Described(Finding(grey, green), grey, green, tinted).Context.ShouldBeEmpty();
    }

    [Test]
    public void Impure_tints_are_single_stains_all_the_same()
    {
        static byte[] part(byte[] stain, double share) => [.. stain.Select(v => (byte)(v * share))];
        byte[] sum(byte[] one, byte[] other) => [.. one.Select((v, i) => (byte)Math.Min(255, v + other[i]))];
        SourceFigure figure = Figure("2", null);
        ContextPanel blue = Panel(figure, "A", Cell(0, 0), Colour(part(Nuclei, 0.25), part(Nuclei, 0.35), Nuclei)), red = Panel(figure, "A", Cell(0, 1), Colour(Marker, part(Marker, 0.2), part(Marker, 0.15)));
        ContextPanel both = Panel(figure, "A", Cell(0, 2), Colour(sum(part(Nuclei, 0.25), Marker), sum(part(Nuclei, 0.35), part(Marker, 0.2)), sum(Nuclei, part(Marker, 0.15))));
        Described(Finding(blue, both), blue, both).ContextKinds.ShouldBe([ContextKind.MergedChannel]);
        Described(Finding(red, both), red, both).ContextKinds.ShouldBe([ContextKind.MergedChannel]);
        Described(Finding(blue, red), blue, red, both).ContextKinds.ShouldBe([ContextKind.StainsOfOneField]);
    }

    [Test]
    public void A_merged_picture_turned_to_grey_is_no_channel_of_it()
    {
        SourceFigure figure = Figure("2", "Figure 2. (A) Merged pictures.");
        Raster merged = Colour(null, Marker, Nuclei);
        ContextPanel colour = Panel(figure, "A", Cell(0, 0), merged), grey = Panel(figure, "A", Cell(0, 1), merged.ToGray());
        Described(Finding(colour, grey), colour, grey).Context.ShouldBeEmpty();
    }

    [Test]
    public void Two_merged_pictures_of_one_look_have_no_context()
    {
        SourceFigure figure = Figure("2", "Figure 2. (A) Merged pictures.");
        ContextPanel one = Panel(figure, "A", Cell(0, 0), Colour(null, Marker, Nuclei)), other = Panel(figure, "A", Cell(0, 1), Colour(null, Marker, Nuclei));
        Described(Finding(one, other), one, other).Context.ShouldBeEmpty();
    }

    [Test]
    public void Two_stains_are_told_only_beside_a_picture_of_both()
    {
        SourceFigure figure = Figure("2", null);
        ContextPanel blue = Panel(figure, "A", Cell(0, 0), Colour(null, null, Nuclei)), green = Panel(figure, "A", Cell(0, 1), Colour(null, Marker, null)), both = Panel(figure, "A", Cell(0, 2), Colour(null, Marker, Nuclei));
        Described(Finding(blue, green), blue, green).Context.ShouldBeEmpty();
        Described(Finding(blue, green), blue, green, both).ContextKinds.ShouldBe([ContextKind.StainsOfOneField]);
    }

    [Test]
    public void An_enlarged_part_is_told_when_letter_or_caption_speak_for_it()
    {
        SourceFigure figure = Figure("5", "Figure 5. (A) Stained cells. (B) The boxed area at higher magnification.");
        ContextPanel parent = Panel(figure, "A", Cell(0, 0), PlantedScene.Blobs(120, 120, 3)), inset = Panel(figure, "B", Cell(0, 1), PlantedScene.Blobs(120, 120, 4));
        Box p = parent.Panel.Box, part = new(p.X0 + 0.05, p.Y0 + 0.04, p.X0 + 0.15, p.Y0 + 0.115);
        Finding told = Described(Finding(parent, inset, part, inset.Panel.Box, Unit.Region), parent, inset);
        told.ContextKinds.ShouldBe([ContextKind.ZoomInset]);
        told.Context[0].ShouldContain("2.0 times larger, 25 % of Figure 5A; the caption says “boxed area”");
        SourceFigure silent = Figure("5", "Figure 5. (A) Stained cells. (B) Other cells.");
        ContextPanel first = parent with { Figure = silent }, second = inset with { Figure = silent };
        Described(Finding(first, second, part, inset.Panel.Box, Unit.Region), first, second).Context.ShouldBeEmpty();
        Described(Finding(parent, inset), parent, inset).Context.ShouldBeEmpty();
    }

    [Test]
    public void A_frame_drawn_around_the_part_is_seen()
    {
        SourceFigure figure = Figure("5", null);
        Raster scene = PlantedScene.Blobs(120, 120, 3);
        byte[] drawn = [.. scene.Pixels];
        for (int i = 30; i <= 90; i++)
            foreach (int at in (int[])[30, 31, 90, 91]) drawn[i * 120 + at] = drawn[at * 120 + i] = 255;
        ContextPanel framed = Panel(figure, "A", Cell(0, 0), new Raster(120, 120, 1, drawn)), plain = Panel(figure, "A", Cell(0, 0), scene), inset = Panel(figure, "B", Cell(0, 1), PlantedScene.Blobs(120, 120, 4));
        Box p = framed.Panel.Box, part = new Box(0.25, 0.25, 0.75, 0.75).Within(p);
        Described(Finding(framed, inset, part, inset.Panel.Box, Unit.Region), framed, inset).Context.ShouldHaveSingleItem().ShouldContain("a frame is drawn around that part");
        Described(Finding(plain, inset, part, inset.Panel.Box, Unit.Region), plain, inset).Context.ShouldBeEmpty();
    }

    [Test]
    public void A_loading_control_twice_in_one_figure_is_told_and_in_two_only_where_a_caption_says_so()
    {
        SourceFigure one = Figure("1", "Figure 1. (A) Blot. (B) Blot."), other = Figure("2", "Figure 2. (A) Blots of one membrane."), saying = Figure("3", "Figure 3. (A) Blots. The same membrane was reprobed.");
        ContextPanel strip(SourceFigure figure, string letter, string row) => Panel(figure, letter, Cell(0, letter[0] - 'A'), PlantedScene.Blobs(120, 30, 5), PanelClass.Blot, row);
        ContextPanel a = strip(one, "A", "β-actin"), b = strip(one, "B", "β-Actin"), c = strip(other, "A", "β-actin"), d = strip(saying, "A", "β-actin"), e = strip(one, "B", "Akt");
        Described(Finding(a, b, unit: Unit.Blot), a, b).ContextKinds.ShouldBe([ContextKind.LoadingControl]);
        Described(Finding(a, c, unit: Unit.Blot), a, c).Context.ShouldBeEmpty();
        Described(Finding(a, d, unit: Unit.Blot), a, d).ContextKinds.ShouldBe([ContextKind.LoadingControl]);
        Described(Finding(a, e, unit: Unit.Blot), a, e).Context.ShouldBeEmpty();
        Described(Finding(a, b, unit: Unit.Blot, flip: Flip.Horizontal), a, b).Context.ShouldBeEmpty();
    }

    [Test]
    public void Neighbours_of_a_series_are_told_by_the_caption()
    {
        SourceFigure series = Figure("4", "Figure 4. (A) Time-lapse of migrating cells."), none = Figure("4", "Figure 4. (A) Migrating cells.");
        ContextPanel at(SourceFigure figure, int column) => Panel(figure, "A", Cell(0, column), PlantedScene.Blobs(120, 120, 6), at: (1, column + 1));
        Finding shifted(ContextPanel a, ContextPanel b) => Finding(a, b, new Box(0.5, 0, 1, 1).Within(a.Panel.Box), new Box(0, 0, 0.5, 1).Within(b.Panel.Box), Unit.Region);
        Finding told = Described(shifted(at(series, 0), at(series, 1)), at(series, 0), at(series, 1));
        told.ContextKinds.ShouldBe([ContextKind.Series]);
        told.Context[0].ShouldContain("overlap with a shift of 50 %");
        Described(shifted(at(none, 0), at(none, 1)), at(none, 0), at(none, 1)).Context.ShouldBeEmpty();
        Described(shifted(at(series, 0), at(series, 2)), at(series, 0), at(series, 2)).Context.ShouldBeEmpty();
    }

    [TestCase("Figure 1. (A) Cells. (B) Blots. The image is the same as in Figure 3C.", true)]
    [TestCase("Figure 1. (A) Cells. (B) The control is also shown in Fig. 3C.", true)]
    [TestCase("Figure 1. (A) Cells. (B) Controls, reproduced from Figure 3.", true)]
    [TestCase("Figure 1. (A) Cells, also shown in Fig. 3C. (B) Controls.", false)]
    [TestCase("Figure 1. (A) Cells. (B) Controls, also shown in Fig. 3D.", false)]
    [TestCase("Figure 1. (A) Cells. (B) Controls under the same exposure as in Figure 3C.", false)]
    [TestCase("Figure 1. (A) Cells. (B) Controls; see Figure 3C.", false)]
    public void A_caption_that_names_the_other_place_as_the_same_is_quoted(string caption, bool declared)
    {
        ContextPanel a = Panel(Figure("1", caption), "B", Cell(0, 0), PlantedScene.Blobs(120, 120, 7)), b = Panel(Figure("3", "Figure 3. (A) x. (B) y. (C) Cells."), "C", Cell(1, 1), PlantedScene.Blobs(120, 120, 8));
        Finding one = Described(Finding(a, b), a, b), other = Described(Finding(b, a), b, a);
        one.ContextKinds.ShouldBe(declared ? [ContextKind.Declared] : []);
        other.ContextKinds.ShouldBe(one.ContextKinds);
    }

    [Test]
    public void Panels_of_one_figure_are_named_by_letter_alone()
    {
        SourceFigure figure = Figure("1", "Figure 1. (A) Cells. (B) Stained cells. The control image is the same as in A. (C) Others.");
        ContextPanel at(string letter, int column) => Panel(figure, letter, Cell(0, column), PlantedScene.Blobs(120, 120, 9));
        ContextPanel a = at("A", 0), b = at("B", 1), c = at("C", 2);
        Described(Finding(a, b), a, b).ContextKinds.ShouldBe([ContextKind.Declared]);
        Described(Finding(b, c), b, c).Context.ShouldBeEmpty();
    }

    [Test]
    public void A_sentence_about_one_strip_says_nothing_of_another()
    {
        SourceFigure first = Figure("1", "Figure 1. (A) Blots of Akt and GAPDH. The GAPDH blot is the same as in Figure 2A."), second = Figure("2", "Figure 2. (A) Blots of Akt and GAPDH.");
        ContextPanel strip(SourceFigure figure, int row, string name) => Panel(figure, "A", Cell(row, 0), PlantedScene.Blobs(120, 30, 5), PanelClass.Blot, name);
        ContextPanel akt = strip(first, 0, "Akt"), gapdh = strip(first, 1, "GAPDH"), akt2 = strip(second, 0, "Akt"), gapdh2 = strip(second, 1, "GAPDH");
        Described(Finding(gapdh, gapdh2, unit: Unit.Blot), gapdh, gapdh2, akt, akt2).ContextKinds.ShouldContain(ContextKind.Declared);
        Described(Finding(akt, akt2, unit: Unit.Blot), akt, akt2, gapdh, gapdh2).Context.ShouldBeEmpty();
        Described(Finding(akt, gapdh2, unit: Unit.Blot), akt, gapdh2, gapdh, akt2).Context.ShouldBeEmpty();
    }

    [Test]
    public void A_figure_reproduced_with_permission_is_told_across_documents()
    {
        ContextPanel a = Panel(Figure("1", "Figure 1. Cells. Reproduced with permission from an earlier work."), null, Cell(0, 0), PlantedScene.Blobs(120, 120, 7)), b = Panel(Figure("3", "Figure 3. Cells."), null, Cell(1, 1), PlantedScene.Blobs(120, 120, 7), document: "b.pdf");
        Described(Finding(a, b), a, b).ContextKinds.ShouldBe([ContextKind.Reproduced]);
        Described(Finding(b, b with { Panel = b.Panel with { Box = Cell(0, 0) } }), b, b).Context.ShouldBeEmpty();
    }

    [Test]
    public void Context_changes_nothing_else_of_a_finding()
    {
        SourceFigure figure = Figure("1", "Figure 1. (A) Cells. (B) The image is the same as in A.");
        ContextPanel a = Panel(figure, "A", Cell(0, 0), PlantedScene.Blobs(120, 120, 9)), b = Panel(figure, "B", Cell(0, 1), PlantedScene.Blobs(120, 120, 9));
        Finding before = Finding(a, b), after = Described(before, a, b);
        (after.Id, after.Significance, after.Confidence, after.Unit, after.BFromA).ShouldBe((before.Id, before.Significance, before.Confidence, before.Unit, before.BFromA));
        after.Context.Length.ShouldBe(after.ContextKinds.Length);
        Described(before, a, b).Context.ShouldBe(after.Context);
        after.WithId("F9").WithImages([]).ContextKinds.ShouldBe(after.ContextKinds);
    }
}

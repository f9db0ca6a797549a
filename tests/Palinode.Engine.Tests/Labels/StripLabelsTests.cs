using Palinode.Engine.Ingest;
using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Labels;

/// <summary>Strips with words around them, in points of a page of 600 by 800.</summary>
internal sealed class StripLabelsTests
{
    private static readonly PointRect Strip = new(200, 300, 400, 330);

    private readonly List<PlacedText> _words = [];

    private StripLabelsTests Print(string text, double x, double y, double width = 8)
    {
        _words.Add(new PlacedText(text, new Box(x / 600, y / 800, (x + width) / 600, (y + 8) / 800)));
        return this;
    }

    [SetUp]
    public void Empty() => _words.Clear();

    private StripReading[] Read(params PointRect[] strips)
    {
        var figure = new SourceFigure { Page = 1, PageSize = (600, 800), Box = Box.Whole, Graphics = [], Text = [.. _words] };
        FigureFrame frame = FigureFrame.Of(figure);
        var words = new FigureWords(figure, [], frame, [], null, new LabelOptions(), new PanelOptions());
        return new StripLabels(words, [], new NameVocabulary([]), new LabelOptions()).Read(strips, [.. strips.Select(_ => (char?)null)]);
    }

    private static string Lanes(StripReading reading) => string.Join(" | ", reading.Lanes.Select(l => l.Name?.Text ?? "–"));

    [Test]
    public void Of_two_strips_side_by_side_a_name_between_them_is_the_nearer_ones()
    {
        Print("Osteopontin", 205, 308, 50).Print("CD44", 475, 308, 22);
        StripReading[] read = Read(new PointRect(100, 300, 200, 325), new PointRect(320, 300, 470, 325));
        read.Select(r => r.Row?.Text).ShouldBe(["Osteopontin", "CD44"]);
    }

    [Test]
    public void Signs_of_one_row_that_are_not_level_are_one_row()
    {
        Print("Drug", 150, 284, 24).Print("−", 246, 287).Print("+", 346, 284).Print("IL-6", 150, 273, 24).Print("+", 246, 273).Print("−", 346, 276);
        Lanes(Read(Strip)[0]).ShouldBe("IL-6 +, Drug − | IL-6 −, Drug +");
    }

    [Test]
    public void Names_in_two_lines_are_told_whole()
    {
        Print("After", 238, 278, 20).Print("NIH", 330, 278, 16).Print("3T3", 348, 278, 14).Print("transfection", 225, 288, 50).Print("WT", 343, 288, 14);
        Lanes(Read(Strip)[0]).ShouldBe("After transfection | NIH 3T3 WT");
    }

    [Test]
    public void A_heading_over_several_lanes_is_no_second_line()
    {
        Print("Mock", 240, 278, 24).Print("Nuc.", 217, 288, 16).Print("Cyto.", 266, 288, 18).Print("Nuc.", 317, 288, 16).Print("Cyto.", 366, 288, 18);
        Lanes(Read(Strip)[0]).ShouldBe("Nuc. | Cyto. | Nuc. | Cyto.");
    }

    [Test]
    public void A_unit_behind_the_last_name_is_no_name()
    {
        Print("Ctrl", 242, 288, 16).Print("siRNA", 337, 288, 26).Print("(24", 402, 288, 14).Print("h)", 418, 288, 10);
        Lanes(Read(Strip)[0]).ShouldBe("Ctrl | siRNA");
    }
}

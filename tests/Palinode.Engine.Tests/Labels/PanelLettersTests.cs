using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Labels;

namespace Palinode.Engine.Tests.Labels;

internal sealed class PanelLettersTests
{
    private static readonly PointRect Figure = new(60, 80, 540, 500);

    private static readonly PointRect[] SixPanels =
    [
        new(72, 110, 180, 200), new(186, 110, 300, 200), new(342, 110, 528, 240), new(120, 290, 300, 314), new(120, 320, 300, 344), new(372, 290, 528, 400),
    ];

    private static TextRun Word(string text, double x, double y, double height = 10, LabelOrigin origin = LabelOrigin.Text)
    {
        var box = new PointRect(x, y, x + 7, y + height);
        return new TextRun([new RunWord(text, box, 1)], box, origin, 0);
    }

    private static string Read(PointRect[] panels, TextRun[] words, string expected = "") =>
        string.Concat(new LetterPlacement(panels, PanelLetters.Find(words, panels, [.. expected]), Figure).Assign().Select(l => l ?? '-'));

    [Test]
    public void Panels_take_the_letter_at_the_top_left_of_their_group() =>
        Read(SixPanels, [Word("A", 60, 88), Word("B", 330, 88), Word("C", 60, 268), Word("D", 360, 268), Word("GAPDH", 72, 300), Word("Ctrl", 120, 96)]).ShouldBe("AABCCD");

    [TestCase("(a)", "(b)"), TestCase("a", "b"), TestCase("A.", "B."), TestCase("(A)", "(B)"), TestCase("A)", "B)")]
    public void Letters_are_read_as_printed_and_told_as_capitals(string first, string second) =>
        Read([new(72, 110, 240, 250), new(342, 110, 528, 250)], [Word(first, 60, 88), Word(second, 330, 88)]).ShouldBe("AB");

    [Test]
    public void Single_letters_that_form_no_sequence_are_not_panel_letters() =>
        Read([new(72, 110, 240, 250)], [Word("h", 60, 88), Word("M", 180, 88)]).ShouldBe("-");

    [Test]
    public void A_panel_before_the_first_letter_has_none() =>
        Read([new(66, 100, 120, 170), new(300, 380, 420, 460)], [Word("A", 290, 362), Word("B", 290, 440)])[0].ShouldBe('-');

    [Test]
    public void A_letter_that_the_caption_does_not_name_is_part_of_a_chart() =>
        Read([new(72, 110, 240, 250), new(342, 110, 528, 250)], [Word("A", 60, 88), Word("B", 330, 88), Word("C", 60, 240)], "AB").ShouldBe("AB");

    [Test]
    public void Among_two_readings_of_one_letter_the_one_at_a_corner_is_believed() =>
        Read([new(72, 110, 240, 250), new(342, 110, 528, 250)], [Word("A", 60, 88), Word("B", 200, 300), Word("B", 330, 88)], "AB").ShouldBe("AB");

    [Test]
    public void A_letter_that_was_not_read_leaves_the_others_in_place() =>
        PanelLetters.Find([Word("A", 60, 88), Word("C", 60, 268), Word("D", 360, 268)], SixPanels, [.. "ABCD"]).Select(m => m.Letter).ShouldBe("ACD");

    [Test]
    public void Small_letters_read_from_pixels_differ_in_height_and_are_one_size() =>
        Read([new(72, 110, 240, 250), new(342, 110, 528, 250)], [Word("a", 60, 90, 5.3, LabelOrigin.Pixels), Word("b", 330, 88, 7.3, LabelOrigin.Pixels)], "AB").ShouldBe("AB");

    [Test]
    public void A_bracketed_letter_alone_goes_on_with_a_figure_from_the_page_before() =>
        Read([new(100, 110, 400, 300)], [Word("(D)", 60, 88), Word("h", 240, 320)]).ShouldBe("D");
}

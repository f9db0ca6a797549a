using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Panels;

[TestFixture]
internal sealed class PanelLettersTests
{
    private static readonly Box Figure = new(0.1, 0.1, 0.9, 0.6);

    private static PlacedText Word(string text, double x, double y) => new(text, new Box(x, y, x + 0.012, y + 0.012));

    [Test]
    public void Panels_take_the_letter_at_the_top_left_of_their_group()
    {
        Box[] panels = [new(0.12, 0.14, 0.3, 0.25), new(0.31, 0.14, 0.5, 0.25), new(0.57, 0.14, 0.88, 0.3), new(0.2, 0.36, 0.5, 0.39), new(0.2, 0.4, 0.5, 0.43), new(0.62, 0.36, 0.88, 0.5)];
        PlacedText[] text = [Word("A", 0.1, 0.11), Word("B", 0.55, 0.11), Word("C", 0.1, 0.33), Word("D", 0.6, 0.33), Word("GAPDH", 0.12, 0.4), Word("Ctrl", 0.2, 0.12)];
        PanelLetters.Assign(panels, text, Figure).ShouldBe(["A", "A", "B", "C", "C", "D"]);
    }

    [TestCase("(a)", "(b)"), TestCase("a", "b"), TestCase("A.", "B."), TestCase("(A)", "(B)")]
    public void Letters_are_read_as_printed_and_told_as_capitals(string first, string second)
    {
        Box[] panels = [new(0.12, 0.14, 0.4, 0.3), new(0.57, 0.14, 0.88, 0.3)];
        PanelLetters.Assign(panels, [Word(first, 0.1, 0.11), Word(second, 0.55, 0.11)], Figure).ShouldBe(["A", "B"]);
    }

    [Test]
    public void Single_letters_that_form_no_sequence_are_not_panel_letters()
    {
        Box[] panels = [new(0.12, 0.14, 0.4, 0.3)];
        PanelLetters.Assign(panels, [Word("h", 0.1, 0.11), Word("M", 0.3, 0.11)], Figure).ShouldBe([null]);
    }

    [Test]
    public void A_panel_before_the_first_letter_has_none()
    {
        Box[] panels = [new(0.11, 0.12, 0.2, 0.2), new(0.5, 0.45, 0.7, 0.55)];
        PanelLetters.Assign(panels, [Word("A", 0.48, 0.42), Word("B", 0.48, 0.5)], Figure)[0].ShouldBeNull();
    }
}

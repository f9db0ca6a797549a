using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Labels;

namespace Palinode.Engine.Tests.Labels;

internal sealed class LetterPlacementTests
{
    private static readonly PointRect Figure = new(60, 80, 540, 500);

    /// <summary>Two rows of two panels.</summary>
    private static readonly PointRect[] Four = [new(60, 80, 290, 260), new(310, 80, 540, 260), new(60, 300, 290, 460), new(310, 300, 540, 460)];

    private static LetterMark Mark(char letter, double x, double y) => new(letter, new PointRect(x, y, x + 8, y + 10), 1, LabelOrigin.Text);

    private static string Assign(PointRect[] panels, params LetterMark[] marks) => string.Concat(new LetterPlacement(panels, marks, Figure).Assign().Select(l => l ?? '-'));

    [Test]
    public void Letters_under_the_middle_of_their_panels_name_the_panel_above() =>
        Assign(Four, Mark('A', 171, 266), Mark('B', 421, 266), Mark('C', 171, 466), Mark('D', 421, 466)).ShouldBe("ABCD");

    [Test]
    public void A_letter_under_the_middle_of_two_pictures_names_both() =>
        Assign([new(60, 80, 170, 260), new(180, 80, 290, 260), new(310, 80, 540, 260)], Mark('A', 171, 266), Mark('B', 421, 266)).ShouldBe("AAB");

    [Test]
    public void Letters_in_the_lower_left_corner_name_their_picture_and_the_ones_right_of_it() =>
        Assign([new(60, 80, 170, 260), new(180, 80, 290, 260), new(310, 80, 540, 260), new(60, 300, 290, 460)], Mark('A', 62, 248), Mark('B', 312, 248), Mark('C', 62, 448)).ShouldBe("AABC");

    [Test]
    public void Letters_at_the_upper_left_stay_there_when_a_picture_was_not_found() =>
        Assign([.. Four.Take(3)], Mark('A', 60, 68), Mark('B', 310, 68), Mark('C', 60, 288), Mark('D', 310, 288)).ShouldBe("ABC");

    [Test]
    public void A_single_letter_under_a_chart_is_no_reason_to_look_below() => Assign([Four[0]], Mark('A', 171, 266)).ShouldBe("-");

    [Test]
    public void The_end_of_a_row_of_strips_under_another_letters_chart_belongs_to_the_row() =>
        Assign([new(80, 320, 280, 342), new(310, 321, 500, 343), new(310, 100, 540, 250)], Mark('A', 60, 280), Mark('B', 300, 82)).ShouldBe("AAB");
}

using FsCheck;
using FsCheck.Fluent;
using Palinode.Engine.Labels;

namespace Palinode.Engine.Tests.Labels;

internal sealed class LaneGridTests
{
    private static (double, double, bool) Word(double middle, double width = 10, bool continues = false) => (middle - width / 2, middle + width / 2, continues);

    [Test]
    public void Names_in_the_middles_of_equal_lanes_say_how_many_there_are()
    {
        var fit = LaneGrid.Fit(100, 200, [Word(112), Word(138), Word(162), Word(187)], 5)!.Value;
        fit.Lanes.ShouldBe(4);
        fit.Cells.Select(c => c.Lane).ShouldBe([0, 1, 2, 3]);
    }

    [Test]
    public void Two_words_of_one_lane_are_one_name()
    {
        var fit = LaneGrid.Fit(0, 90, [Word(15), Word(39, 12), Word(52, 8, continues: true), Word(75)], 5)!.Value;
        fit.Lanes.ShouldBe(3);
        fit.Cells[1].Words.ShouldBe([1, 2]);
    }

    [Test]
    public void A_lane_without_a_name_stays_a_lane()
    {
        var fit = LaneGrid.Fit(0, 100, [Word(10), Word(30), Word(70), Word(90)], 5)!.Value;
        fit.Lanes.ShouldBe(5);
        fit.Cells.Select(c => c.Lane).ShouldBe([0, 1, 3, 4]);
    }

    [Test]
    public void Words_at_odd_places_are_no_lane_names() => LaneGrid.Fit(0, 100, [Word(3), Word(9), Word(96)], 5).ShouldBeNull();

    [Test]
    public void Any_number_of_lanes_is_found_again_from_the_middles_of_all() =>
        Prop.ForAll(Gen.Choose(2, 16).ToArbitrary(), n =>
        {
            var words = Enumerable.Range(0, n).Select(i => Word(10 + (i + 0.5) * 320 / n, 4)).ToList();
            return LaneGrid.Fit(10, 330, words, 5)!.Value.Lanes == n;
        }).QuickCheckThrowOnFailure();
}

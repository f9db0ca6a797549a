using Palinode.Engine.Ingest.Pdf;
using Palinode.Engine.Labels;

namespace Palinode.Engine.Tests.Labels;

internal sealed class UnitSpaceTests
{
    private static string Restore(string word, params double[] starts) =>
        UnitSpace.Restore(word, new PointRect(0, 0, 40, 8), [.. starts.Select(x => new PointRect(x, 1, x + 4, 8))]);

    [Test]
    public void A_space_before_a_unit_comes_back() => Restore("12h", 0, 5, 12).ShouldBe("12 h");

    [Test]
    public void A_unit_printed_close_stays_close() => Restore("12h", 0, 5, 10).ShouldBe("12h");

    [Test]
    public void Letters_that_touch_are_left_alone() => Restore("12h", 0, 12).ShouldBe("12h");
}

using Palinode.Engine.Bands;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Bands;

internal sealed class StripStacksTests
{
    private static readonly SourceFigure One = Figure(), Other = Figure();

    [Test]
    public void Strips_of_one_figure_with_the_same_ends_are_one_stack()
    {
        Panel[] strips = [Strip(0.1, 0.10, 0.5, 0.14), Strip(0.1, 0.15, 0.5, 0.19), Strip(0.55, 0.10, 0.95, 0.14), Strip(0.1, 0.3, 0.5, 0.34)];
        var stacks = new StripStacks(strips, [One, One, One, Other]);
        Enumerable.Range(0, 4).Select(stacks.StackOf).ShouldBe([0, 0, 2, 3]);
    }

    [Test]
    public void Rows_that_two_strips_share_belong_to_the_upper_one()
    {
        Panel[] strips = [Strip(0.1, 0.10, 0.5, 0.20), Strip(0.1, 0.19, 0.5, 0.29)];
        var stacks = new StripStacks(strips, [One, One]);
        stacks.RowsShared(0).ShouldBe(0);
        stacks.RowsShared(1).ShouldBeInRange(4, 5);
        stacks.WithoutOverlap(1).Height.ShouldBe(40 - stacks.RowsShared(1));
        new StripStacks(strips, [One, Other]).RowsShared(1).ShouldBe(0);
    }

    [Test]
    public void Kinship_is_read_from_panel_and_stack()
    {
        BandStrip Of(int panel, int stack) => new(panel, new Raster(2, 2, 1, new byte[4]), 0, 0, true, []) { Stack = stack };
        Of(1, 0).KinshipWith(Of(1, 0)).ShouldBe(BandKinship.OneStrip);
        Of(1, 0).KinshipWith(Of(2, 0)).ShouldBe(BandKinship.Stacked);
        Of(1, 0).KinshipWith(Of(2, 2)).ShouldBe(BandKinship.Apart);
        Of(1, -1).KinshipWith(Of(2, -1)).ShouldBe(BandKinship.Apart);
    }

    private static Panel Strip(double x0, double y0, double x1, double y1) => new() { Document = "a.pdf", Page = 1, Box = new Box(x0, y0, x1, y1), Class = PanelClass.Blot, Pixels = new Raster(100, 40, 1, new byte[4000]), Overlay = new byte[4000] };

    private static SourceFigure Figure() => new() { Page = 1, PageSize = (600, 800), Box = Box.Whole, Graphics = [] };
}

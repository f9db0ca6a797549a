using Palinode.Engine.Imaging;
using Palinode.Engine.Pairing;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Pairing;

internal sealed class PairSelectionTests
{
    private static int _pages;

    private static Panel Of(PanelClass kind, string document, int page = 0) => new()
    {
        Document = document, Page = page == 0 ? ++_pages : page, Box = Box.Whole, Class = kind, Pixels = new Raster(2, 2, 1, new byte[4]), Overlay = new byte[4],
    };

    [Test]
    public void A_suspect_meets_itself_and_all_others_of_its_class()
    {
        Panel[] panels = [Of(PanelClass.Picture, "s"), Of(PanelClass.Blot, "s"), Of(PanelClass.Picture, "c"), Of(PanelClass.Picture, "c")];
        List<PanelPair> pairs = PairSelection.Choose(panels, [true, true, false, false], [true, true, true, true]);
        pairs.ShouldBe([new(0, 0), new(0, 2), new(0, 3), new(1, 1)]);
    }

    [Test]
    public void Two_panels_of_one_place_are_not_compared()
    {
        Panel[] panels = [Of(PanelClass.Picture, "s", 3), Of(PanelClass.Picture, "s", 3)];
        PairSelection.Choose(panels, [true, true], [true, true]).ShouldBe([new(0, 0), new(1, 1)]);
    }

    [Test]
    public void Panels_that_are_not_examined_are_compared_with_nothing()
    {
        Panel[] panels = [Of(PanelClass.Picture, "s"), Of(PanelClass.Picture, "s"), Of(PanelClass.Plot, "s")];
        PairSelection.Choose(panels, [true, true, true], [false, true, true]).ShouldBe([new(1, 1)]);
    }
}

using Palinode.Engine.Imaging;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Panels;

[TestFixture]
internal sealed class OverlayMaskTests
{
    private static readonly PixelRect Whole = new(0, 0, 320, 240);

    private static double Share(byte[] mask, PixelRect r) =>
        (double)Enumerable.Range(r.Y0, r.Height).Sum(y => Enumerable.Range(r.X0, r.Width).Count(x => mask[y * Whole.Width + x] != 0)) / r.Area;

    [TestCase(255, 60), TestCase(0, 150)]
    public void A_scale_bar_and_letters_are_masked_and_cells_are_not(int ink, int ground)
    {
        DrawnFigure figure = new(320, 240, seed: 3);
        figure.Micrograph(Whole, ground, blob: ground + 50);
        PixelRect bar = new(230, 215, 300, 220);
        figure.Fill(bar, (byte)ink);
        byte[] mask = OverlayMask.Find(figure.ToRaster(), PanelClass.Picture, new PanelOptions());
        Share(mask, bar).ShouldBe(1);
        Share(mask, Whole).ShouldBeLessThan(0.02);
    }

    [Test]
    public void Bright_nuclei_are_content()
    {
        DrawnFigure figure = new(320, 240, seed: 4);
        figure.Micrograph(Whole, ground: 8, blob: 255, grain: 4);
        Share(OverlayMask.Find(figure.ToRaster(), PanelClass.Picture, new PanelOptions()), Whole).ShouldBeLessThan(0.005);
    }

    [Test]
    public void A_strip_loses_its_frame_and_keeps_its_bands()
    {
        DrawnFigure figure = new(320, 240, seed: 5);
        figure.Strip(Whole).ToString();
        figure.Frame(Whole, thickness: 2);
        byte[] mask = OverlayMask.Find(figure.ToRaster(), PanelClass.Blot, new PanelOptions());
        Share(mask, new PixelRect(0, 0, 320, 2)).ShouldBe(1);
        Share(mask, new PixelRect(0, 0, 2, 240)).ShouldBe(1);
        Share(mask, new PixelRect(4, 4, 316, 236)).ShouldBe(0);
    }
}

using Palinode.Engine.Imaging;
using Palinode.Samples.Drawing;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Imaging;

internal sealed class JpegGridTests
{
    private static readonly Raster Scene = PlantedScene.Blobs(240, 200, 2).Blur(1).Disturbed(3, 1, 0, 5);

    [Test]
    public void A_picture_that_was_no_jpeg_has_no_grid() => JpegGrid.Measure(Scene).Ratio.ShouldBeLessThan(1.03);

    [Test]
    public void Coarser_jpeg_gives_a_stronger_grid()
    {
        double fine = Ratio(90), middle = Ratio(70), coarse = Ratio(40);
        middle.ShouldBeGreaterThan(fine);
        coarse.ShouldBeGreaterThan(middle);
    }

    [Test]
    public void The_phase_of_a_cut_is_found()
    {
        JpegGrid grid = JpegGrid.Measure(new Wear { Jpeg = 50 }.Apply(Scene, Dice.For("grid")).Crop(new PixelRect(3, 6, 240, 200)));
        (grid.X, grid.Y).ShouldBe((5, 2));
    }

    [Test]
    public void Pictures_too_small_for_a_grid_have_none() => JpegGrid.Measure(Scene.Crop(new PixelRect(0, 0, 20, 20))).Ratio.ShouldBe(1);

    private static double Ratio(int quality) => JpegGrid.Measure(new Wear { Jpeg = quality }.Apply(Scene, Dice.For("grid"))).Ratio;
}

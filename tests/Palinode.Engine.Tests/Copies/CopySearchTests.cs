using Palinode.Engine.Copies;
using Palinode.Engine.Imaging;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Copies;

internal sealed class CopySearchTests
{
    private static readonly CopySearch Search = new(new CopyOptions());

    private static List<CopyMatch> Copies(Raster picture) => Search.Search(picture, new byte[picture.Width * picture.Height]);

    /// <summary>The picture with the part around (20, 30) laid over (110, 70) in one of eight orientations, soft at the rim, with fresh noise over all.</summary>
    private static Raster WithCopy(Raster picture, int orientation, int side = 40)
    {
        byte[] pixels = [.. picture.Pixels];
        (int x0, int y0) = new Orientation(orientation).Turn(0, 0);
        (int x1, int y1) = new Orientation(orientation).Turn(side - 1, side - 1);
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++)
            {
                (int tx, int ty) = new Orientation(orientation).Turn(x, y);
                (tx, ty) = (tx - Math.Min(x0, x1) + 110, ty - Math.Min(y0, y1) + 70);
                double inside = Math.Min(1, (1 + Math.Min(Math.Min(x, y), Math.Min(side - 1 - x, side - 1 - y))) / 4.0);
                pixels[ty * picture.Width + tx] = (byte)Math.Round(inside * picture[20 + x, 30 + y] + (1 - inside) * picture[tx, ty]);
            }
        return new Raster(picture.Width, picture.Height, 1, pixels).Disturbed(orientation, gain: 1, offset: 0, grain: 1.5);
    }

    [Test]
    public void A_patch_laid_elsewhere_is_found_in_each_of_eight_orientations([Range(0, 7)] int orientation)
    {
        CopyMatch best = Copies(WithCopy(PlantedScene.Blobs(180, 140, 7), orientation)).First();
        Box source = new(20, 30, 60, 70), copy = new(110, 70, 150, 110), there = best.Map.Around(best.In);
        bool forwards = best.In.OverlapWith(source) > 0.4;
        (forwards ? best.In : there).OverlapWith(source).ShouldBeGreaterThan(0.4);
        (forwards ? there : best.In).OverlapWith(copy).ShouldBeGreaterThan(0.4);
        best.Score.ShouldBeGreaterThan(4);
    }

    [Test]
    public void The_map_leads_from_each_pixel_to_its_copy()
    {
        CopyMatch best = Copies(WithCopy(PlantedScene.Blobs(180, 140, 7), 0))[0];
        (double x, double y) = best.Map.Apply(40.5, 50.5);
        // Found from either end.
        if (x < 40) (x, y) = best.Map.Inverse().Apply(40.5, 50.5);
        x.ShouldBe(130.5, 1);
        y.ShouldBe(90.5, 1);
    }

    [Test]
    public void A_large_picture_is_searched_at_a_smaller_size_and_answers_in_its_own_pixels()
    {
        Raster large = WithCopy(PlantedScene.Blobs(180, 140, 7), 1).Resize(540, 420);
        CopyMatch best = Copies(large).First();
        Box both = new(60, 90, 180, 210);
        Math.Max(best.In.OverlapWith(both), best.Map.Around(best.In).OverlapWith(both)).ShouldBeGreaterThan(0.4);
    }

    [Test]
    public void Unlike_scenes_hold_no_copy()
    {
        for (int seed = 20; seed < 32; seed++) Copies(PlantedScene.Blobs(180, 140, seed)).Where(m => m.Score > 3).ShouldBeEmpty();
    }

    [Test]
    public void Equal_round_things_are_alike_and_no_copy()
    {
        // Sixteen discs of one size with grain of their own.
        var random = new Random(3);
        byte[] pixels = new byte[160 * 160];
        for (int y = 0; y < 160; y++)
            for (int x = 0; x < 160; x++)
            {
                double r = Math.Sqrt(Math.Pow(x % 40 - 20, 2) + Math.Pow(y % 40 - 20, 2));
                pixels[y * 160 + x] = (byte)(40 + 120 / (1 + Math.Exp(r - 10)) + 8 * random.NextDouble());
            }
        Copies(new Raster(160, 160, 1, pixels)).Where(m => m.Score > 3).ShouldBeEmpty();
    }

    [Test]
    public void Flat_and_tiny_pictures_hold_nothing()
    {
        Copies(new Raster(100, 100, 1, new byte[10000])).ShouldBeEmpty();
        Copies(PlantedScene.Blobs(12, 60, 1)).ShouldBeEmpty();
    }

    [Test]
    public void What_lies_under_an_overlay_does_not_count()
    {
        Raster picture = WithCopy(PlantedScene.Blobs(180, 140, 7), 0);
        byte[] overlay = new byte[180 * 140];
        for (int y = 70; y < 110; y++) overlay.AsSpan(y * 180 + 110, 40).Fill(255);
        Search.Search(picture, overlay).Where(m => m.Score > 3).ShouldBeEmpty();
    }

    [Test]
    public void Equal_input_gives_equal_output()
    {
        Raster picture = WithCopy(PlantedScene.Blobs(180, 140, 7), 5);
        Copies(picture).Select(m => (m.In, m.Map, m.Score)).ShouldBe(Copies(picture).Select(m => (m.In, m.Map, m.Score)));
    }
}

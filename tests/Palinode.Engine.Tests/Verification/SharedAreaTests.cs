using Palinode.Engine.Imaging;
using Palinode.Engine.Verification;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Verification;

internal sealed class SharedAreaTests
{
    private static readonly SharedArea Area = new(new SharedAreaOptions(), new PixelOptions());

    private static SharedOutline? Find(Raster a, Raster b, AffineMap bFromA) =>
        Area.Find(a, new byte[a.Pixels.Length], b, new byte[b.Pixels.Length], bFromA, new Box(0, 0, a.Width, a.Height));

    [Test]
    public void Two_views_of_one_field_share_their_overlap()
    {
        Raster field = PlantedScene.Blobs(400, 300, 3, 260), a = field.Crop(new PixelRect(0, 0, 240, 240)), b = field.Crop(new PixelRect(130, 60, 400, 300)).Disturbed(4);
        SharedOutline shared = Find(a, b, AffineMap.Translation(-130, -60)).ShouldNotBeNull();
        IntersectionOverUnion(shared, a, (x, y) => x >= 130 && y >= 60).ShouldBeGreaterThan(0.95);
    }

    [TestCase(11)]
    [TestCase(12)]
    [TestCase(13)]
    public void A_planted_patch_is_outlined(int seed)
    {
        Raster a = PlantedScene.Blobs(300, 240, seed, 200), other = PlantedScene.Blobs(300, 240, seed + 100, 200);
        // An ellipse of A stands in another scene.
        bool Inside(double x, double y) => Math.Pow((x - 150) / 90, 2) + Math.Pow((y - 110) / 70, 2) <= 1;
        byte[] pixels = [.. other.Pixels];
        for (int y = 0; y < 240; y++)
            for (int x = 0; x < 300; x++) if (Inside(x + 0.5, y + 0.5)) pixels[y * 300 + x] = a.Pixels[y * 300 + x];
        SharedOutline shared = Find(a, new Raster(300, 240, 1, pixels).Disturbed(9), AffineMap.Identity).ShouldNotBeNull();
        shared.Outline.Length.ShouldBeInRange(5, 24);
        IntersectionOverUnion(shared, a, Inside).ShouldBeGreaterThan(0.7);
    }

    [Test]
    public void A_place_that_was_covered_inside_does_not_break_the_outline()
    {
        Raster a = PlantedScene.Blobs(240, 200, 21, 160);
        byte[] pixels = [.. a.Pixels];
        for (int y = 80; y < 120; y++) pixels.AsSpan(y * 240 + 90, 50).Fill(70);
        SharedOutline shared = Find(a, new Raster(240, 200, 1, pixels), AffineMap.Identity).ShouldNotBeNull();
        IntersectionOverUnion(shared, a, (_, _) => true).ShouldBeGreaterThan(0.9);
    }

    [Test]
    public void The_border_of_a_square_has_four_corners()
    {
        byte[] mask = new byte[8 * 6];
        for (int y = 1; y < 4; y++) for (int x = 2; x < 6; x++) mask[y * 8 + x] = 1;
        SharedArea.Trace(mask, 8, 6).ShouldBe([(2, 1), (6, 1), (6, 4), (2, 4)]);
    }

    [Test]
    public void Touching_corners_are_one_border()
    {
        byte[] mask = [1, 0, 0, 1];
        SharedArea.Trace(mask, 2, 2).Count.ShouldBe(8);
    }

    private static double IntersectionOverUnion(SharedOutline shared, Raster a, Func<double, double, bool> truth)
    {
        int both = 0, any = 0;
        for (int y = 0; y < a.Height; y++)
            for (int x = 0; x < a.Width; x++)
            {
                bool one = Holds(shared.Outline, x + 0.5, y + 0.5), two = truth(x + 0.5, y + 0.5);
                if (one && two) both++;
                if (one || two) any++;
            }
        return (double)both / any;
    }

    private static bool Holds((double X, double Y)[] polygon, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = polygon.Length - 1; i < polygon.Length; j = i++)
            if (polygon[i].Y > y != polygon[j].Y > y && x < (polygon[j].X - polygon[i].X) * (y - polygon[i].Y) / (polygon[j].Y - polygon[i].Y) + polygon[i].X) inside = !inside;
        return inside;
    }
}

using Palinode.Engine.Features;
using Palinode.Engine.Imaging;
using Palinode.Engine.Matching;
using Palinode.Engine.Panels;
using Palinode.Engine.Verification;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Verification;

/// <summary>Pairs with a planted transform: what was planted must come back, and nothing else.</summary>
internal sealed class PairVerifierTests
{
    private static readonly PairVerifier Verifier = new(new MatchOptions(), new SimilarityOptions(), new PixelOptions());

    internal static PreparedPanel Prepare(Raster raster)
    {
        var panel = new Panel
        {
            Document = "drawn.png", Box = Box.Whole, Class = PanelClass.Picture, Pixels = raster, Overlay = new byte[raster.Width * raster.Height],
        };
        return new PreparedPanel(panel, new SiftExtractor(new FeatureOptions()).Extract(panel));
    }

    private static IEnumerable<TestCaseData> Planted()
    {
        yield return new TestCaseData(new AffineMap(1, 0, 12, 0, 1, -7)).SetArgDisplayNames("shift");
        yield return new TestCaseData(new AffineMap(0.7, 0, 10, 0, 0.7, 5)).SetArgDisplayNames("scaled 0.7");
        yield return new TestCaseData(new AffineMap(-1, 0, 320, 0, 1, 0)).SetArgDisplayNames("flipped horizontally");
        yield return new TestCaseData(new AffineMap(1, 0, 0, 0, -1, 240)).SetArgDisplayNames("flipped vertically");
        yield return new TestCaseData(new AffineMap(0, -1, 260, 1, 0, 0)).SetArgDisplayNames("rotated 90°");
        yield return new TestCaseData(new AffineMap(0.95, -0.31, 40, 0.31, 0.95, -30)).SetArgDisplayNames("rotated 18°");
        yield return new TestCaseData(new AffineMap(1.5, 0, -60, 0, 1, 0)).SetArgDisplayNames("stretched 1.5 in width");
        yield return new TestCaseData(new AffineMap(-0.9, 0, 300, 0, 1.3, -20)).SetArgDisplayNames("flipped and stretched");
    }

    [TestCaseSource(nameof(Planted))]
    public void A_planted_copy_comes_back_with_its_transform(AffineMap bFromA)
    {
        Raster a = PlantedScene.Blobs(320, 240, seed: 5);
        Raster b = a.Warp(bFromA.Inverse(), 320, 320, outside: 100).Disturbed(seed: 9);
        VerifiedMatch best = Verifier.Verify(Prepare(a), Prepare(b)).MaxBy(m => m.Places).ShouldNotBeNull();
        (double X, double Y)[] probes = [(80, 80), (240, 80), (160, 180)];
        foreach ((double x, double y) in probes)
        {
            (double ex, double ey) = bFromA.Apply(x, y);
            (double gx, double gy) = best.BFromA.Apply(x, y);
            Math.Sqrt((gx - ex) * (gx - ex) + (gy - ey) * (gy - ey)).ShouldBeLessThan(3);
        }
        best.Pixels.LocalZncc.ShouldBeGreaterThan(0.7);
        best.Pixels.Agreement.ShouldBeGreaterThan(0.7);
    }

    [Test]
    public void Unrelated_scenes_share_nothing_of_weight()
    {
        for (int seed = 0; seed < 6; seed++)
        {
            PreparedPanel a = Prepare(PlantedScene.Blobs(300, 240, 100 + seed)), b = Prepare(PlantedScene.Blobs(300, 240, 200 + seed));
            foreach (VerifiedMatch match in Verifier.Verify(a, b)) (match.Places * match.Pixels.Agreement).ShouldBeLessThan(4);
        }
    }

    [Test]
    public void Two_copies_in_one_panel_are_both_found()
    {
        Raster a = PlantedScene.Blobs(200, 160, seed: 31);
        Raster left = a.Disturbed(1), right = a.Disturbed(2);
        byte[] both = new byte[400 * 160];
        for (int y = 0; y < 160; y++)
        {
            left.Pixels.AsSpan(y * 200, 200).CopyTo(both.AsSpan(y * 400));
            right.Pixels.AsSpan(y * 200, 200).CopyTo(both.AsSpan(y * 400 + 200));
        }
        var found = Verifier.Verify(Prepare(a), Prepare(new Raster(400, 160, 1, both)));
        found.Count(m => m.Places >= 15 && Math.Abs(m.BFromA.C) < 2).ShouldBe(1);
        found.Count(m => m.Places >= 15 && Math.Abs(m.BFromA.C - 200) < 2).ShouldBe(1);
    }

    [Test]
    public void A_copy_inside_one_panel_is_told_once_and_without_its_inverse()
    {
        Raster scene = PlantedScene.Blobs(320, 240, seed: 77);
        byte[] pixels = [.. scene.Pixels];
        for (int y = 0; y < 90; y++) scene.Pixels.AsSpan((y + 20) * 320 + 15, 100).CopyTo(pixels.AsSpan((y + 130) * 320 + 190, 100));
        PreparedPanel panel = Prepare(new Raster(320, 240, 1, pixels));
        VerifiedMatch match = Verifier.Verify(panel, panel).Where(m => m.Places >= 10).ShouldHaveSingleItem();
        Math.Abs(Math.Abs(match.BFromA.C) - 175).ShouldBeLessThan(3);
        Math.Abs(Math.Abs(match.BFromA.F) - 110).ShouldBeLessThan(3);
    }

    [Test]
    public void A_mirror_symmetric_panel_is_no_copy_of_itself()
    {
        Raster half = PlantedScene.Blobs(160, 200, seed: 12);
        Raster mirrored = half.Warp(new AffineMap(-1, 0, 160, 0, 1, 0), 160, 200);
        byte[] pixels = new byte[320 * 200];
        for (int y = 0; y < 200; y++)
        {
            half.Pixels.AsSpan(y * 160, 160).CopyTo(pixels.AsSpan(y * 320));
            mirrored.Pixels.AsSpan(y * 160, 160).CopyTo(pixels.AsSpan(y * 320 + 160));
        }
        PreparedPanel panel = Prepare(new Raster(320, 200, 1, pixels));
        foreach (VerifiedMatch match in Verifier.Verify(panel, panel))
            match.BFromA.Around(match.Pixels.SharedInA).OverlapWith(match.Pixels.SharedInA).ShouldBeLessThan(0.16);
    }
}

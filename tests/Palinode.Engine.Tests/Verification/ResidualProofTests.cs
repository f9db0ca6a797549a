using Palinode.Engine.Imaging;
using Palinode.Engine.Verification;
using Palinode.Evidence;
using Palinode.Samples.Drawing;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Verification;

/// <summary>One recording printed twice, two recordings of one scene, two scenes: the grain must tell them apart, or say that it cannot.</summary>
internal sealed class ResidualProofTests
{
    private static readonly ResidualProof Proof = new(new ResidualOptions());

    /// <summary>A scene without grain: what the optics let through.</summary>
    private static Raster Clean(int seed) => PlantedScene.Blobs(220, 180, seed).Blur(2);

    private static Raster Recorded(Raster scene, int seed) => new Wear { Grain = 4, Jpeg = 0 }.Apply(scene, Dice.For($"recording {seed}"));

    private static ResidualMeasure Measure(Raster a, Raster b, AffineMap bFromA) => Proof.Measure(a, new byte[a.Pixels.Length], b, new byte[b.Pixels.Length], bFromA, null);

    private static PixelEvidence Compare(Raster a, Raster b, AffineMap bFromA) => Measure(a, b, bFromA).Evidence;

    [TestCase(0)]
    [TestCase(95)]
    public void One_recording_in_another_tone_has_the_same_pixels(int quality)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            Raster a = Recorded(Clean(seed), seed), b = new Wear { Contrast = 0.85, Brightness = 9, Gamma = 1.1, Jpeg = quality }.Apply(a, Dice.For("tone"));
            PixelEvidence evidence = Compare(a, b, AffineMap.Translation(0.6, -0.5));
            evidence.Verdict.ShouldBe(PixelVerdictKind.SamePixels, $"seed {seed}: {evidence.Reason} {evidence.Correlation} {evidence.Pce}");
        }
    }

    [Test]
    public void One_recording_scaled_has_the_same_pixels()
    {
        Raster a = Recorded(Clean(7), 7);
        AffineMap bFromA = AffineMap.Scaling(1.3, 1.3);
        Compare(a, a.Warp(bFromA.Inverse(), 286, 234), bFromA).Verdict.ShouldBe(PixelVerdictKind.SamePixels);
    }

    [Test]
    public void Two_recordings_of_one_scene_are_the_same_scene()
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            PixelEvidence evidence = Compare(Recorded(Clean(seed), 2 * seed), Recorded(Clean(seed), 2 * seed + 1), AffineMap.Identity);
            evidence.Verdict.ShouldBe(PixelVerdictKind.SameScene, $"seed {seed}: {evidence.Reason} {evidence.Correlation} {evidence.Pce}");
        }
    }

    [Test]
    public void Unrelated_recordings_never_have_the_same_pixels()
    {
        for (int seed = 1; seed <= 6; seed++)
        {
            PixelEvidence evidence = Compare(Recorded(Clean(seed), seed), Recorded(Clean(seed + 50), seed + 50), AffineMap.Identity);
            evidence.Verdict.ShouldNotBe(PixelVerdictKind.SamePixels);
            Math.Abs(evidence.Correlation).ShouldBeLessThan(0.1);
        }
    }

    [Test]
    public void Tiny_places_are_undetermined_for_their_resolution()
    {
        Raster a = Recorded(Clean(3), 3).Crop(new PixelRect(20, 20, 60, 50));
        PixelEvidence evidence = Compare(a, a, AffineMap.Identity);
        (evidence.Verdict, evidence.Reason).ShouldBe((PixelVerdictKind.Undetermined, "resolution"));
    }

    [Test]
    public void Coarse_jpeg_is_never_taken_for_another_recording()
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            Raster a = Recorded(Clean(seed), seed), b = new Wear { Jpeg = 50 }.Apply(a.Crop(new PixelRect(3, 5, 220, 180)), Dice.For("jpeg"));
            PixelEvidence evidence = Compare(a, b, AffineMap.Translation(-3, -5));
            evidence.Verdict.ShouldNotBe(PixelVerdictKind.SameScene, $"seed {seed}: {evidence.Correlation}");
        }
    }

    [Test]
    public void A_picture_without_grain_is_undetermined_for_blur()
    {
        PixelEvidence evidence = Compare(Clean(4), Clean(4), AffineMap.Identity);
        (evidence.Verdict, evidence.Reason).ShouldBe((PixelVerdictKind.Undetermined, "blur"));
    }

    [Test]
    public void The_residual_map_shows_where_grain_was_replaced()
    {
        Raster a = Recorded(Clean(5), 5), other = Recorded(Clean(5), 6);
        byte[] half = [.. a.Pixels];
        for (int y = 0; y < 180; y++) other.Pixels.AsSpan(y * 220 + 110, 110).CopyTo(half.AsSpan(y * 220 + 110));
        ResidualMap map = Measure(a, new Raster(220, 180, 1, half), AffineMap.Identity).Map.ShouldNotBeNull();
        double left = Mean(map, 20, 90), right = Mean(map, 130, 200);
        left.ShouldBeGreaterThan(170);
        right.ShouldBeLessThan(130);
    }

    [Test]
    public void The_same_pair_gives_the_same_numbers()
    {
        Raster a = Recorded(Clean(8), 8), b = new Wear { Jpeg = 90 }.Apply(a, Dice.For("again"));
        ResidualMeasure one = Measure(a, b, AffineMap.Identity), two = Measure(a, b, AffineMap.Identity);
        (one.Evidence.Correlation, one.Evidence.Pce).ShouldBe((two.Evidence.Correlation, two.Evidence.Pce));
        one.Map!.Levels.ShouldBe(two.Map!.Levels);
    }

    private static double Mean(ResidualMap map, int x0, int x1) =>
        (from y in Enumerable.Range(0, map.Height) from x in Enumerable.Range(x0, x1 - x0) let level = map.Levels[y * map.Width + x] where level != 255 select (double)level).Average();
}

using Palinode.Engine.Features;
using Palinode.Engine.Imaging;
using Palinode.Engine.Panels;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Features;

internal sealed class SiftExtractorTests
{
    private static Panel PanelOf(Raster raster, byte[]? overlay = null) => new()
    {
        Document = "drawn.png", Box = Box.Whole, Class = PanelClass.Picture, Pixels = raster, Overlay = overlay ?? new byte[raster.Width * raster.Height],
    };

    [Test]
    public void Mirrored_features_are_those_of_the_mirrored_picture()
    {
        Raster scene = PlantedScene.Blobs(420, 320, seed: 3);
        Raster mirror = scene.Warp(new AffineMap(-1, 0, 420, 0, 1, 0), 420, 320);
        // Equalisation works in tiles and is not quite symmetric; without it the two must agree closely.
        var extractor = new SiftExtractor(new FeatureOptions { EqualizeClip = 0 });
        FeatureSet permuted = extractor.Extract(PanelOf(scene)).Mirrored(420), direct = extractor.Extract(PanelOf(mirror));
        int near = 0, agree = 0;
        for (int i = 0; i < direct.Count; i++)
            for (int j = 0; j < permuted.Count; j++)
            {
                if (Math.Abs(direct.X[i] - permuted.X[j]) > 1 || Math.Abs(direct.Y[i] - permuted.Y[j]) > 1 || Math.Abs(direct.Size[i] / permuted.Size[j] - 1) > 0.05) continue;
                if (Math.Cos(direct.Angle[i] - permuted.Angle[j]) < 0.98) continue;
                near++;
                int dot = 0;
                for (int k = 0; k < FeatureSet.DescriptorLength; k++)
                    dot += direct.Descriptors[i * FeatureSet.DescriptorLength + k] * permuted.Descriptors[j * FeatureSet.DescriptorLength + k];
                if (dot > 0.93 * RootSift.Length * RootSift.Length) agree++;
            }
        near.ShouldBeGreaterThan(100);
        ((double)agree / near).ShouldBeGreaterThan(0.9);
    }

    [Test]
    public void No_keypoint_lies_on_an_overlay()
    {
        Raster scene = PlantedScene.Blobs(300, 200, seed: 8);
        byte[] overlay = new byte[300 * 200];
        for (int y = 50; y < 150; y++) overlay.AsSpan(y * 300 + 100, 100).Fill(255);
        FeatureSet features = new SiftExtractor(new FeatureOptions()).Extract(PanelOf(scene, overlay));
        features.Count.ShouldBeGreaterThan(50);
        for (int i = 0; i < features.Count; i++)
            (features.X[i] > 101 && features.X[i] < 199 && features.Y[i] > 51 && features.Y[i] < 149).ShouldBeFalse();
    }

    [Test]
    public void The_same_panel_gives_the_same_bytes()
    {
        Panel panel = PanelOf(PlantedScene.Blobs(300, 200, seed: 8));
        var extractor = new SiftExtractor(new FeatureOptions());
        FeatureSet one = extractor.Extract(panel), other = extractor.Extract(panel);
        other.Descriptors.ShouldBe(one.Descriptors);
        other.X.ShouldBe(one.X);
    }

    [Test]
    public void Keypoints_beyond_the_allowance_are_spread_over_the_panel()
    {
        Raster scene = PlantedScene.Blobs(600, 400, seed: 4, count: 600);
        FeatureSet few = new SiftExtractor(new FeatureOptions { MaxKeypoints = 200 }).Extract(PanelOf(scene));
        few.Count.ShouldBe(200);
        for (int quarter = 0; quarter < 4; quarter++)
            Enumerable.Range(0, few.Count).Count(i => (few.X[i] < 300 ? 0 : 1) + (few.Y[i] < 200 ? 0 : 2) == quarter).ShouldBeGreaterThan(30);
    }

    /// <summary>Twice the panels, four times the pairs: half the keypoints, and so the same time a panel.</summary>
    [Test]
    public void Keypoints_fall_with_the_root_of_the_pairs_and_not_below_their_least()
    {
        FeatureOptions options = new() { MaxKeypoints = 2000, FullPairs = 100, LeastKeypoints = 600 };
        options.KeypointsFor(100).ShouldBe(2000);
        options.KeypointsFor(400).ShouldBe(1000);
        options.KeypointsFor(1_000_000).ShouldBe(600);
        (options with { MaxKeypoints = 300 }).KeypointsFor(1_000_000).ShouldBe(300);
    }
}

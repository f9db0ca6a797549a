using Palinode.Engine.Bands;

namespace Palinode.Engine.Tests.Bands;

/// <summary>The vectorised loops of the band search against their plain forms, over random values.</summary>
internal sealed class BandLoopsTests
{
    [Test]
    public void The_first_look_is_the_same_in_both_forms_up_to_single_precision([Range(1, 6)] int seed)
    {
        BandPatch[] patches = [.. Enumerable.Range(0, 5).Select(i => Patch(BandGrid.Double, 10 * seed + i))];
        var similarity = new BandSimilarity(BandGrid.Double, patches);
        for (int a = 0; a < patches.Length; a++)
            for (int b = 0; b < patches.Length; b++)
                for (int orientation = 0; orientation < 4; orientation++)
                    similarity.Of(a, orientation, b).ShouldBe(similarity.OfScalar(a, orientation, b), 1e-3);
    }

    [Test]
    public void Registration_ends_at_the_same_place_in_both_forms([Range(1, 6)] int seed, [Range(0, 3)] int orientation)
    {
        BandPatch[] patches = Strip(seed);
        BandFit vector = new BandRegistration(BandGrid.Single).Fit(patches[0], orientation, patches[1], BandGrid.Single.Window, 8, 3, 0.5);
        BandFit plain = new BandRegistration(BandGrid.Single) { Plain = true }.Fit(patches[0], orientation, patches[1], BandGrid.Single.Window, 8, 3, 0.5);
        vector.Residual.ShouldBe(plain.Residual, 1e-6);
        vector.Cover.ShouldBe(plain.Cover, 1e-6);
        for (int k = 0; k < 4; k++) vector.Warp[k].ShouldBe(plain.Warp[k], 1e-4f);
        vector.ResidualBands.Length.ShouldBe(plain.ResidualBands.Length);
        for (int s = 0; s < vector.ResidualBands.Length; s++) vector.ResidualBands[s].ShouldBe(plain.ResidualBands[s], 1e-3);
    }

    [Test]
    public void Smoothing_is_the_same_in_both_forms([Values(3, 37, 64)] int width, [Values(2, 24)] int height, [Values(0.8, 6.4)] double sigma)
    {
        var random = new Random(width * height);
        float[] plane = [.. Enumerable.Range(0, width * height).Select(_ => random.NextSingle())];
        float[] vector = Smoothing.Blur(plane, width, height, sigma), plain = Smoothing.BlurScalar(plane, width, height, sigma);
        for (int i = 0; i < plane.Length; i++) vector[i].ShouldBe(plain[i], 1e-5f);
    }

    private static BandPatch Patch(BandGrid grid, int seed)
    {
        var random = new Random(seed);
        return new BandPatch([.. Enumerable.Range(0, grid.Ox * grid.Oy).Select(_ => random.NextSingle())], [.. Enumerable.Range(0, grid.Ox * grid.Oy).Select(_ => (byte)(random.Next(20) == 0 ? 0 : 1))]);
    }

    private static BandPatch[] Strip(int seed)
    {
        BandStrip strip = new BandFinder(new BandOptions()).Find(DrawnStrips.Strip(seed, 5), 0)!;
        return [.. BandSearch.Singles([strip]).Select(item => BandGrid.Single.Sample(strip, item))];
    }
}

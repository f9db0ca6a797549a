using BenchmarkDotNet.Attributes;
using Palinode.Engine.Bands;
using Palinode.Engine.Imaging;
using Palinode.Samples.Drawing;

namespace Palinode.Benchmarks.Loops;

/// <summary>One band registered onto another, the cheap first look, and the smoothing that measures what is left.</summary>
public class BandLoops
{
    private readonly BandRegistration _vector = new(BandGrid.Single), _plain = new(BandGrid.Single) { Plain = true };
    private BandPatch[] _patches = [];
    private BandSimilarity _similarity = null!;
    private float[] _plane = [];

    [GlobalSetup]
    public void SetUp()
    {
        Raster drawn = BlotPainter.Strip(Dice.For("band loops"), 320, 48, [1, 0.9, 0.8, 1, 0.7, 0.9], new BlotStyle());
        BandStrip strip = new BandFinder(new BandOptions()).Find(drawn, 0)!;
        _patches = [.. BandSearch.Singles([strip]).Select(item => BandGrid.Single.Sample(strip, item))];
        _similarity = new BandSimilarity(BandGrid.Single, _patches);
        _plane = [.. _patches[0].Values];
    }

    [Benchmark] public double PlainRegistration() => _plain.Fit(_patches[0], 0, _patches[1], BandGrid.Single.Window, 8, 3, 0).Residual;

    [Benchmark] public double VectorRegistration() => _vector.Fit(_patches[0], 0, _patches[1], BandGrid.Single.Window, 8, 3, 0).Residual;

    [Benchmark] public double PlainSimilarity() => _similarity.OfScalar(0, 1, 1);

    [Benchmark] public double VectorSimilarity() => _similarity.Of(0, 1, 1);

    [Benchmark] public float PlainSmoothing() => Smoothing.BlurScalar(_plane, BandGrid.Single.Ox, BandGrid.Single.Oy, 3.2)[0];

    [Benchmark] public float VectorSmoothing() => Smoothing.Blur(_plane, BandGrid.Single.Ox, BandGrid.Single.Oy, 3.2)[0];
}

using BenchmarkDotNet.Attributes;
using Palinode.Engine.Imaging;
using Palinode.Engine.Panels;
using Palinode.Engine.Verification;
using Palinode.Samples.Drawing;

namespace Palinode.Benchmarks.Loops;

/// <summary>Residuals correlated at one row of shifts; rows compared for the kind of a panel, and all that a kind is told from.</summary>
public class PixelLoops
{
    private const int Width = 384, Height = 288, Reach = 12;
    private float[] _a = [], _b = [];
    private Raster _picture = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(3);
        _a = [.. Enumerable.Range(0, Width * Height).Select(_ => random.NextSingle() - 0.5f)];
        _b = [.. Enumerable.Range(0, Width * Height).Select(_ => random.NextSingle() - 0.5f)];
        _picture = TissuePainter.Section(Dice.For("pixel loops"), 390, 291, new TissueStyle());
    }

    [Benchmark]
    public double PlainCorrelation()
    {
        double sum = 0;
        for (int dx = -Reach; dx <= Reach; dx++) sum += ShiftedCorrelation.At(_a, _b, Width, Height, dx, -2);
        return sum;
    }

    [Benchmark] public double VectorCorrelation() => ShiftedCorrelation.AlongRow(_a, _b, Width, Height, -2, Reach)[0];

    [Benchmark] public int PlainDifferences() => SquaredDifferences.SumScalar(_picture.Pixels.AsSpan(0, 1000), _picture.Pixels.AsSpan(4000, 1000));

    [Benchmark] public int VectorDifferences() => SquaredDifferences.Sum(_picture.Pixels.AsSpan(0, 1000), _picture.Pixels.AsSpan(4000, 1000));

    [Benchmark] public float[] KindFeatures() => PanelFeatures.Measure(_picture);
}

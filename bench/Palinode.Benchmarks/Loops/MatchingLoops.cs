using BenchmarkDotNet.Attributes;
using Palinode.Engine.Features;
using Palinode.Engine.Matching;

namespace Palinode.Benchmarks.Loops;

/// <summary>Every descriptor of one panel against every one of another; and one against a panel, as panels are compared with themselves.</summary>
public class MatchingLoops
{
    private DescriptorMatcher.Side _a = null!, _b = null!;
    private int[] _row = [];

    [Params(500, 2000)] public int Keypoints { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        (_a, _b) = (Side(1), Side(2));
        _row = new int[_b.Blocks.PaddedCount];
    }

    [Benchmark] public int PlainPair() => NearestTwo.SearchScalar(_a, _b).OfA.Who[0];

    [Benchmark] public int Avx2Pair() => NearestTwo.SearchVector(_a, _b).OfA.Who[0];

    /// <summary>−2 where the processor has no AVX-512 VNNI and nothing is measured.</summary>
    [Benchmark] public int Avx512Pair() => NearestTwo.SearchWide(_a, _b)?.OfA.Who[0] ?? -2;

    [Benchmark]
    public int PlainRow()
    {
        _b.Blocks.ProductsScalar(_a.Features.Descriptors.AsSpan(0, FeatureSet.DescriptorLength), _row);
        return _row[0];
    }

    [Benchmark]
    public int Avx2Row()
    {
        _b.Blocks.ProductsVector(_a.Features.Descriptors.AsSpan(0, FeatureSet.DescriptorLength), _row);
        return _row[0];
    }

    private DescriptorMatcher.Side Side(int seed)
    {
        var random = new Random(seed);
        sbyte[] bytes = new sbyte[Keypoints * FeatureSet.DescriptorLength];
        // Squares of an even number: few large bins and many small ones, as descriptors have.
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (sbyte)(random.Next(12) * random.Next(12) / 2);
        float[] none = new float[Keypoints];
        return new DescriptorMatcher.Side(new FeatureSet(none, none, none, none, bytes));
    }
}

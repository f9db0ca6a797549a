using BenchmarkDotNet.Attributes;
using Palinode.Engine.Copies;
using Palinode.Engine.Imaging;

namespace Palinode.Benchmarks.Loops;

/// <summary>Every sixth window of a picture against all others in eight orientations.</summary>
public class CopyLoops
{
    private CosineWindows _vector = null!, _plain = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(1);
        byte[] pixels = new byte[160 * 120];
        random.NextBytes(pixels);
        Raster picture = new Raster(160, 120, 1, pixels).Blur(1.5);
        TexturePlane plane = new(picture, new byte[pixels.Length], 192);
        (_vector, _plain) = (Windows(plane, true), Windows(plane, false));
    }

    private static CosineWindows Windows(TexturePlane plane, bool wide) => new(plane.Coarse, plane.Width, plane.Height, plane.Covered, new CopyOptions()) { Wide = wide };

    [Benchmark] public int PlainWindows() => _plain.Nearest(0.8).Count();

    [Benchmark] public int VectorWindows() => _vector.Nearest(0.8).Count();
}

using Palinode.Engine.Panels;

namespace Palinode.Engine.Tests.Panels;

[TestFixture]
internal sealed class MorphologyTests
{
    [TestCase(1), TestCase(2), TestCase(5)]
    public void Running_sums_agree_with_the_definition(int radius)
    {
        const int Width = 23, Height = 17;
        Random random = new(radius);
        for (int trial = 0; trial < 20; trial++)
        {
            byte[] mask = [.. Enumerable.Range(0, Width * Height).Select(_ => (byte)(random.NextDouble() < 0.3 + 0.03 * trial ? 1 : 0))];
            Morphology.Spread(mask, Width, Height, radius).ShouldBe(ByDefinition(mask, any: true));
            Morphology.Shrink(mask, Width, Height, radius).ShouldBe(ByDefinition(mask, any: false));
        }

        byte[] ByDefinition(byte[] mask, bool any)
        {
            byte[] result = new byte[mask.Length];
            for (int y = 0; y < Height; y++)
                for (int x = 0; x < Width; x++)
                {
                    List<byte> around = [];
                    for (int dy = -radius; dy <= radius; dy++)
                        for (int dx = -radius; dx <= radius; dx++)
                            if ((uint)(x + dx) < Width && (uint)(y + dy) < Height) around.Add(mask[(y + dy) * Width + x + dx]);
                    result[y * Width + x] = (byte)(any ? around.Max() : around.Min());
                }
            return result;
        }
    }
}

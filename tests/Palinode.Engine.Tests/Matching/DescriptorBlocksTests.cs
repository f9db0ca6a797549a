using Palinode.Engine.Features;
using Palinode.Engine.Matching;

namespace Palinode.Engine.Tests.Matching;

internal sealed class DescriptorBlocksTests
{
    [TestCase(1)]
    [TestCase(8)]
    [TestCase(17)]
    [TestCase(250)]
    public void The_vector_form_gives_the_products_of_the_plain_form(int count)
    {
        var random = new Random(count);
        sbyte[] bytes = new sbyte[count * FeatureSet.DescriptorLength];
        for (int i = 0; i < bytes.Length; i++) bytes[i] = (sbyte)random.Next(128);
        float[] none = new float[count];
        var blocks = new DescriptorBlocks(new FeatureSet(none, none, none, none, bytes));
        sbyte[] query = [.. Enumerable.Range(0, FeatureSet.DescriptorLength).Select(_ => (sbyte)random.Next(128))];
        int[] plain = new int[blocks.PaddedCount], vector = new int[blocks.PaddedCount];
        blocks.ProductsScalar(query, plain);
        blocks.Products(query, vector);
        vector.ShouldBe(plain);
        int expected = Enumerable.Range(0, FeatureSet.DescriptorLength).Sum(k => query[k] * bytes[(count - 1) * FeatureSet.DescriptorLength + k]);
        plain[count - 1].ShouldBe(expected);
    }

    [Test]
    public void The_largest_bytes_do_not_overflow()
    {
        sbyte[] full = [.. Enumerable.Repeat((sbyte)127, FeatureSet.DescriptorLength)];
        float[] none = new float[1];
        var blocks = new DescriptorBlocks(new FeatureSet(none, none, none, none, full));
        int[] row = new int[blocks.PaddedCount];
        blocks.Products(full, row);
        row[0].ShouldBe(127 * 127 * FeatureSet.DescriptorLength);
    }
}

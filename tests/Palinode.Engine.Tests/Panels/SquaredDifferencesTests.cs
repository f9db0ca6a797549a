using Palinode.Engine.Panels;

namespace Palinode.Engine.Tests.Panels;

internal sealed class SquaredDifferencesTests
{
    [Test]
    public void The_vector_form_gives_exactly_the_sum_of_the_plain_form([Values(0, 1, 15, 16, 17, 255, 1000)] int length)
    {
        var random = new Random(length);
        byte[] a = new byte[length], b = new byte[length];
        random.NextBytes(a);
        random.NextBytes(b);
        SquaredDifferences.Sum(a, b).ShouldBe(SquaredDifferences.SumScalar(a, b));
    }

    [Test]
    public void The_largest_differences_of_a_long_row_do_not_overflow()
    {
        byte[] black = new byte[33_000], white = new byte[33_000];
        Array.Fill(white, (byte)255);
        SquaredDifferences.Sum(black, white).ShouldBe(33_000 * 255 * 255);
    }
}

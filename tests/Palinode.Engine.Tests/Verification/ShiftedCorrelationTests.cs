using Palinode.Engine.Verification;

namespace Palinode.Engine.Tests.Verification;

internal sealed class ShiftedCorrelationTests
{
    [Test]
    public void The_vector_form_gives_the_very_bits_of_the_plain_form([Values(5, 16, 61)] int width, [Values(1, 40)] int height, [Values(1, 7, 12)] int reach, [Values(-2, 0, 12)] int dy)
    {
        var random = new Random(width * 100 + height);
        float[] a = [.. Enumerable.Range(0, width * height).Select(_ => 4 * (random.NextSingle() - 0.5f))];
        float[] b = [.. a.Select(v => 0.5f * v + random.NextSingle() - 0.5f)];
        ShiftedCorrelation.AlongRow(a, b, width, height, dy, reach).ShouldBe(Enumerable.Range(-reach, 2 * reach + 1).Select(dx => ShiftedCorrelation.At(a, b, width, height, dx, dy)));
    }

    [Test]
    public void Planes_that_no_longer_overlap_do_not_correlate() =>
        ShiftedCorrelation.AlongRow([1, 2, 3, 4], [1, 2, 3, 4], 2, 2, 0, 2).ShouldBe([0, ShiftedCorrelation.At([1, 2, 3, 4], [1, 2, 3, 4], 2, 2, -1, 0), 1, ShiftedCorrelation.At([1, 2, 3, 4], [1, 2, 3, 4], 2, 2, 1, 0), 0]);
}

using Palinode.Engine.Verification;

namespace Palinode.Engine.Tests.Verification;

internal sealed class ShiftedCorrelationTests
{
    [Test]
    public void The_vector_form_gives_the_correlation_of_the_plain_form([Values(5, 16, 61)] int width, [Values(1, 40)] int height, [Values(-12, 0, 3)] int dx, [Values(-2, 0, 12)] int dy)
    {
        var random = new Random(width * 100 + height);
        float[] a = [.. Enumerable.Range(0, width * height).Select(_ => 4 * (random.NextSingle() - 0.5f))];
        float[] b = [.. a.Select(v => 0.5f * v + random.NextSingle() - 0.5f)];
        ShiftedCorrelation.At(a, b, width, height, dx, dy).ShouldBe(ShiftedCorrelation.AtScalar(a, b, width, height, dx, dy), 1e-6);
    }

    [Test]
    public void Planes_that_no_longer_overlap_do_not_correlate() =>
        ShiftedCorrelation.At([1, 2, 3, 4], [1, 2, 3, 4], 2, 2, 2, 0).ShouldBe(0);
}

using Palinode.Engine.Significance;

namespace Palinode.Engine.Tests.Significance;

internal sealed class MeasuredNullTests
{
    [TestCase(TestFamily.Pictures)]
    [TestCase(TestFamily.Itself)]
    [TestCase(TestFamily.Blots)]
    public void A_stronger_match_is_never_more_likely_by_accident(TestFamily family)
    {
        var measured = new MeasuredNull();
        double last = 0;
        for (double score = 0; score < 60; score += 0.25)
        {
            double tail = measured.Log10Tail(family, score);
            tail.ShouldBeLessThanOrEqualTo(last);
            last = tail;
        }
        last.ShouldBeLessThan(-8);
    }

    [Test]
    public void Below_its_range_a_fit_says_nothing() => new TailFit(From: 2, Intercept: -1, Slope: 1).Log10Tail(1.9).ShouldBe(0);

    [Test]
    public void A_chance_is_at_most_one() => new TailFit(From: 0, Intercept: 3, Slope: 1).Log10Tail(1).ShouldBe(0);
}

using FsCheck;
using FsCheck.Fluent;
using Palinode.Engine.Significance;

namespace Palinode.Engine.Tests.Significance;

internal sealed class BinomialTests
{
    [TestCase(10, 3, 0.2)]
    [TestCase(40, 35, 0.5)]
    [TestCase(300, 12, 0.01)]
    public void The_tail_equals_the_plain_sum(int n, int k, double p)
    {
        double sum = 0;
        for (int i = k; i <= n; i++)
        {
            double term = 1;
            for (int j = 0; j < i; j++) term *= (double)(n - j) / (i - j) * p;
            sum += term * Math.Pow(1 - p, n - i);
        }
        Binomial.Log10Tail(n, k, p).ShouldBe(Math.Log10(sum), 1e-9);
    }

    [Test]
    public void No_success_is_certain_and_too_many_are_impossible()
    {
        Binomial.Log10Tail(5, 0, 0.1).ShouldBe(0);
        Binomial.Log10Tail(5, 6, 0.1).ShouldBe(double.NegativeInfinity);
    }

    [Test]
    public void Very_small_chances_stay_finite()
    {
        double tail = Binomial.Log10Tail(2000, 1500, 0.01);
        double.IsFinite(tail).ShouldBeTrue();
        tail.ShouldBeLessThan(-2000);
    }

    [Test]
    public void More_successes_are_never_more_likely() =>
        Prop.ForAll<int, int>((a, b) =>
        {
            int n = Math.Abs(a % 200) + 1, k = Math.Abs(b % n);
            return Binomial.Log10Tail(n, k + 1, 0.13) <= Binomial.Log10Tail(n, k, 0.13) + 1e-12;
        }).Check(Config.QuickThrowOnFailure);
}

using System.Collections.Immutable;

namespace Palinode.Engine.Significance;

/// <summary>How many tests of each kind a run made, and so what a chance of one test means for the run.</summary>
public sealed record TestCounts
{
    private static readonly ImmutableArray<TestFamily> Families = [.. Enum.GetValues<TestFamily>()];

    /// <summary>Tests by family, in the order of <see cref="TestFamily"/>.</summary>
    public ImmutableArray<long> Tests { get; init; } = [.. Families.Select(_ => 0L)];

    public long this[TestFamily family] => Tests[(int)family];

    public TestCounts With(TestFamily family, long tests) => this with { Tests = Tests.SetItem((int)family, tests) };

    public static TestCounts operator +(TestCounts one, TestCounts other) => new() { Tests = [.. one.Tests.Zip(other.Tests, (a, b) => a + b)] };

    /// <summary>
    /// −log10 of the expected number of accidents of the whole run, of any kind, at the cut where this one stands. Shares of kinds that the run has no
    /// tests of go to the others.
    /// </summary>
    /// <param name="family">Kind of the test.</param>
    /// <param name="log10Tail">log10 of the chance that one unrelated pair of this kind does as well.</param>
    /// <param name="shares">How accidents are divided.</param>
    public double Significance(TestFamily family, double log10Tail, TestShares shares)
    {
        double present = Families.Where(f => this[f] > 0 || f == family).Sum(shares.Of);
        return -(Math.Log10(Math.Max(1, this[family])) + log10Tail - Math.Log10(shares.Of(family) / present));
    }
}

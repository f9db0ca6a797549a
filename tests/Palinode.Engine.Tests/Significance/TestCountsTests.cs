using FsCheck;
using FsCheck.Fluent;
using Palinode.Engine.Significance;

namespace Palinode.Engine.Tests.Significance;

internal sealed class TestCountsTests
{
    private static readonly TestShares Shares = new();
    private static readonly TestFamily[] Families = Enum.GetValues<TestFamily>();

    [Test]
    public void The_shares_of_all_kinds_make_one() => Families.Sum(Shares.Of).ShouldBe(1, 1e-12);

    [Test]
    public void A_run_of_one_kind_gives_it_all() =>
        new TestCounts().With(TestFamily.Blots, 1000).Significance(TestFamily.Blots, -5, Shares).ShouldBe(2, 1e-12);

    [Test]
    public void With_further_kinds_the_same_match_says_less()
    {
        TestCounts alone = new TestCounts().With(TestFamily.Bands, 1000), both = alone.With(TestFamily.Pictures, 1);
        both.Significance(TestFamily.Bands, -5, Shares).ShouldBe(2 + Math.Log10(0.25 / 0.40), 1e-12);
        alone.Significance(TestFamily.Bands, -5, Shares).ShouldBe(2, 1e-12);
    }

    /// <summary>What the shares are for: at a stated number of accidents, the numbers of all kinds together are that number.</summary>
    [Test]
    public void Accidents_of_all_kinds_add_up_to_the_stated_number() => Prop.ForAll(Gen.Choose(0, 5000).ArrayOf(Families.Length).ToArbitrary(), tests =>
    {
        TestCounts counts = new() { Tests = [.. tests.Select(t => (long)t)] };
        if (tests.All(t => t == 0)) return;
        const double stated = 0.03;
        // The tail of each kind at which its significance is that of the stated number; N times the tail are its accidents.
        double all = Families.Where(f => counts[f] > 0).Sum(f => counts[f] * Math.Pow(10, -(-Math.Log10(stated) - counts.Significance(f, 0, Shares))));
        all.ShouldBe(stated, 1e-9);
    }).QuickCheckThrowOnFailure();

    [Test]
    public void Counts_of_two_searches_are_added()
    {
        TestCounts sum = new TestCounts().With(TestFamily.Bands, 3) + new TestCounts().With(TestFamily.Bands, 4).With(TestFamily.Itself, 5);
        (sum[TestFamily.Bands], sum[TestFamily.Itself], sum[TestFamily.Blots]).ShouldBe((7, 5, 0));
    }
}

using Palinode.Engine.Significance;

namespace Palinode.Engine.Bands;

/// <summary>How many pairs of bands, and of runs of two, a search looks at, by kind.</summary>
internal static class BandPairCounts
{
    /// <param name="bands">1 or 2.</param>
    /// <param name="kinship">How near the two strips are.</param>
    public static TestFamily FamilyOf(int bands, BandKinship kinship) => bands > 1 ? TestFamily.BandRuns : kinship switch
    {
        BandKinship.OneStrip => TestFamily.BandsOfOneStrip,
        BandKinship.Stacked => TestFamily.StackedBands,
        _ => TestFamily.Bands,
    };

    /// <summary>Every pair with at least one suspect side. Runs of one strip are not compared with each other.</summary>
    public static TestCounts Of(IReadOnlyList<BandStrip> strips, Func<BandStrip, bool> suspect)
    {
        long bands = 0, others = 0, runs = 0, otherRuns = 0, twins = 0, kin = 0, runsOfOne = 0;
        foreach (IGrouping<int, BandStrip> stack in strips.GroupBy(s => s.Stack >= 0 ? s.Stack : -1 - s.Panel))
        {
            long inStack = 0, twinsInStack = 0;
            foreach (BandStrip strip in stack)
            {
                long n = strip.Bands.Count, r = Math.Max(0, n - 1);
                if (!suspect(strip))
                {
                    others += n;
                    otherRuns += r;
                    continue;
                }
                bands += n;
                runs += r;
                inStack += n;
                twinsInStack += Pairs(n);
                runsOfOne += Pairs(r);
            }
            twins += twinsInStack;
            kin += Pairs(inStack) - twinsInStack;
        }
        return new TestCounts()
            .With(TestFamily.BandsOfOneStrip, twins)
            .With(TestFamily.StackedBands, kin)
            .With(TestFamily.Bands, Pairs(bands) - twins - kin + bands * others)
            .With(TestFamily.BandRuns, Pairs(runs) - runsOfOne + runs * otherRuns);
    }

    /// <summary>Only the pairs with one suspect side and one that is none.</summary>
    public static TestCounts Across(IReadOnlyList<BandStrip> strips, Func<BandStrip, bool> suspect)
    {
        long bands = strips.Where(suspect).Sum(s => (long)s.Bands.Count), others = strips.Sum(s => (long)s.Bands.Count) - bands;
        long runs = strips.Where(suspect).Sum(Runs), otherRuns = strips.Sum(Runs) - runs;
        return new TestCounts().With(TestFamily.Bands, bands * others).With(TestFamily.BandRuns, runs * otherRuns);
        static long Runs(BandStrip strip) => Math.Max(0, strip.Bands.Count - 1);
    }

    private static long Pairs(long n) => n * (n - 1) / 2;
}

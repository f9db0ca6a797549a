using Palinode.Engine.Significance;
using Palinode.Engine.Bands;
using Palinode.Engine.Imaging;

namespace Palinode.Engine.Tests.Bands;

internal sealed class BandSearchTests
{
    private static readonly BandFinder Finder = new(new BandOptions());

    private static BandSearchResult Search(params Raster[] strips) =>
        new BandSearch(new BandOptions(), new BandNull()).Run([.. strips.Select((s, i) => Finder.Find(s, i)!)], _ => true, 2, default);

    private static double Significance(BandSearchResult found, BandMatch match) => found.Tests.Significance(match.Family, match.Log10Tail, new TestShares());

    private static Raster[] Unrelated(int count, int seed) => [.. Enumerable.Range(0, count).Select(i => DrawnStrips.Strip(seed + i, 5))];

    [Test]
    public void A_band_pasted_into_another_strip_under_another_exposure_is_found()
    {
        Raster[] strips = Unrelated(12, 100);
        strips[7] = DrawnStrips.Paste(strips[7], DrawnStrips.Altered(strips[2], 1.2, 0.97, 5), 64, 192, 64);
        BandSearchResult found = Search(strips);
        BandMatch best = found.Matches.MinBy(m => m.Log10Tail).ShouldNotBeNull();
        (best.PanelA, best.PanelB).ShouldBe((2, 7));
        ((best.InA.X0 + best.InA.X1) / 2).ShouldBe(96, 10);
        ((best.InB.X0 + best.InB.X1) / 2).ShouldBe(224, 10);
        (double x, double y) = best.BFromA.Apply(96, 24);
        x.ShouldBe(224, 2.5);
        y.ShouldBe(24, 2.5);
        Significance(found, best).ShouldBeGreaterThan(1);
    }

    [Test]
    public void A_mirrored_run_of_three_is_one_match_with_all_its_lanes()
    {
        Raster[] strips = Unrelated(12, 200);
        strips[9] = DrawnStrips.Paste(strips[9], DrawnStrips.Mirrored(DrawnStrips.Altered(strips[4], 0.85, 1.02, 6)), 64, 64, 192);
        BandSearchResult found = Search(strips);
        BandMatch best = found.Matches.MinBy(m => m.Log10Tail).ShouldNotBeNull();
        (best.PanelA, best.PanelB, best.Lanes).ShouldBe((4, 9, 3));
        best.BFromA.A.ShouldBe(-1, 0.1);
        Significance(found, best).ShouldBeGreaterThan(2);
    }

    [Test]
    public void Unrelated_bands_are_not_significant()
    {
        int high = 0;
        for (int seed = 0; seed < 4; seed++)
        {
            BandSearchResult found = Search(Unrelated(10, 1000 + 50 * seed));
            high += found.Matches.Count(m => Significance(found, m) > 1.5);
        }
        high.ShouldBe(0);
    }

    [Test]
    public void With_few_other_bands_to_compare_with_the_same_likeness_says_less()
    {
        Raster[] many = Unrelated(12, 300);
        many[7] = DrawnStrips.Paste(many[7], DrawnStrips.Altered(many[2], 1.1, 1, 5), 64, 192, 64);
        BandSearchResult among = Search(many), alone = Search(many[2], many[7]);
        double TailOf(BandSearchResult r) => r.Matches.Min(m => m.Log10Tail);
        TailOf(among).ShouldBeLessThan(TailOf(alone) + 1);
    }

    [Test]
    public void Threads_do_not_change_the_result()
    {
        BandStrip[] strips = [.. Unrelated(8, 400).Select((s, i) => Finder.Find(s, i)!)];
        var search = new BandSearch(new BandOptions(), new BandNull());
        BandSearchResult one = search.Run(strips, _ => true, 1, default), two = search.Run(strips, _ => true, 2, default);
        two.Matches.ShouldBe(one.Matches);
    }

    [Test]
    public void Registration_finds_a_known_shift_and_scale()
    {
        Raster strip = DrawnStrips.Strip(11, 3, noise: 0.5);
        BandStrip found = Finder.Find(strip, 0)!;
        BandItem item = BandSearch.Singles([found])[1];
        BandPatch target = BandGrid.Single.Sample(found, item);
        // The same band, looked at a little to the side and a little larger.
        BandPatch source = BandGrid.Single.Sample(found, item with { CentreX = item.CentreX + 2, HalfWidth = 1.1 * item.HalfWidth });
        BandFit fit = new BandRegistration(BandGrid.Single).Fit(source, 0, target, BandGrid.Single.Window, 8, 3, 0.06);
        fit.Residual.ShouldBeLessThan(0.01);
        (1 + fit.Warp[0]).ShouldBe(1 / 1.1f, 0.03f);
        fit.Warp[1].ShouldBe((float)(-2 / (BandGrid.Single.ExtentX * 1.1 * item.HalfWidth)), 0.03f);
    }
}

using Palinode.Engine.Features;
using Palinode.Engine.Matching;

namespace Palinode.Engine.Tests;

internal sealed class OptionListTests
{
    [Test]
    public void Defaults_are_not_told() => OptionList.Changed(new ScreeningOptions { Threads = 7, Seed = 5 }).ShouldBeEmpty();

    [Test]
    public void What_differs_is_told_by_name_and_sorted() =>
        OptionList.Changed(new ScreeningOptions { Matching = new MatchOptions { RatioAcross = 0.9 }, Features = new FeatureOptions { MaxKeypoints = 500 } })
            .ShouldBe(["Features.MaxKeypoints=500", "Matching.RatioAcross=0.9"]);
}

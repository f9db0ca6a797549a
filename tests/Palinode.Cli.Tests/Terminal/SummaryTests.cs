using Palinode.Cli.Terminal;
using Palinode.Cli.Tests.Results;
using Palinode.Evidence;

namespace Palinode.Cli.Tests.Terminal;

internal sealed class SummaryTests
{
    [Test]
    public void Findings_are_counted_by_confidence_and_listed_strongest_first()
    {
        FindingsFile file = Invented.Result(Invented.Finding("F1"), Invented.Finding("F2", Confidence.Moderate), Invented.Finding("F3", Confidence.Moderate)).Findings;
        string[] lines = [.. Summary.Of(file)];
        lines[0].ShouldBe("3 pairs of unexpectedly similar regions: 1 high, 2 moderate confidence (1 panel examined, 1 not).");
        lines[1].ShouldStartWith("  F1  high      band");
        lines[2].ShouldStartWith("  F2  moderate  band");
    }

    [Test]
    public void A_long_list_is_cut_and_says_so()
    {
        FindingsFile file = Invented.Result([.. Enumerable.Range(1, 25).Select(i => Invented.Finding($"F{i}"))]).Findings;
        Summary.Of(file).Last().ShouldBe("  … and 5 more in the report.");
    }

    [Test]
    public void A_place_without_a_figure_is_told_by_its_box() =>
        Summary.Place(Invented.Place("a.png", null, new Box(.1, .25, .5, 1)), nameDocument: true).ShouldBe("a.png: box 0.1,0.25,0.5,1");

    [Test]
    public void A_place_is_told_as_a_reader_looks_it_up() =>
        Summary.Place(Invented.Finding().A, nameDocument: false).ShouldBe("Figure 4C / IL-6R / Ctrl (page 3)");
}

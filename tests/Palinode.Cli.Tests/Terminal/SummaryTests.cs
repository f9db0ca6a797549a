using Palinode.Cli.Terminal;
using Palinode.Cli.Tests.Results;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Cli.Tests.Terminal;

internal sealed class SummaryTests
{
    [Test]
    public void Findings_are_counted_by_confidence_and_listed_strongest_first()
    {
        FindingsFile file = Invented.Result(Invented.Finding("F1"), Invented.Finding("F2", Confidence.Moderate), Invented.Finding("F3", Confidence.Moderate)).Findings;
        string[] lines = [.. Summary.Of(file)];
        lines[0].ShouldBe("3 pairs of unexpectedly similar regions: 1 high, 2 moderate confidence (1 panel examined, 1 not).");
        lines[1].ShouldStartWith("  F1  high      bands of a blot  Figure 4C, IL-6R, Ctrl");
        lines[2].ShouldStartWith("  F2  moderate  bands of a blot");
    }

    [Test]
    public void A_long_list_is_cut_and_says_so()
    {
        FindingsFile file = Invented.Result([.. Enumerable.Range(1, 25).Select(i => Invented.Finding($"F{i}"))]).Findings;
        Summary.Of(file).Last().ShouldBe("  … and 5 more in the report.");
    }

    [Test]
    public void Groups_are_counted_in_one_line()
    {
        Summary.Of(DrawnFindings.Grouped()).ShouldContain("  1 group of findings that may share one source: G1 (F1, F2).");
        Summary.Of(DrawnFindings.File()).ShouldNotContain(line => line.Contains("group", StringComparison.Ordinal));
    }
}

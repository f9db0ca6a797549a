using Palinode.Evidence;
using Palinode.Publishing.Reports;
using Palinode.Testing;

namespace Palinode.Publishing.Tests;

internal sealed class WordingTests
{
    [TestCase("4", "C", "IL-6R", "Ctrl", "Figure 4C, IL-6R, Ctrl")]
    [TestCase("4", "C", "IL-6R", "lanes 2–5", "Figure 4C, lanes 2–5 of the IL-6R strip")]
    [TestCase("4", "C", null, "Ctrl", "Figure 4C, lane Ctrl")]
    [TestCase("ED2", "A", null, null, "Extended Data Figure 2A")]
    [TestCase("4", null, null, null, "Figure 4 (page 5, upper left)")]
    [TestCase("4", "row 2, column 3", null, null, "Figure 4, row 2, column 3")]
    [TestCase("Scheme 1", "b", null, null, "Scheme 1b")]
    [TestCase("4", "C", " ", "", "Figure 4C")]
    [TestCase(null, "C", null, null, "page 5, upper left")]
    public void A_region_is_named_by_its_address(string? figure, string? panel, string? row, string? lane, string words)
    {
        var region = new Region { Document = "invented.pdf", Page = 5, Box = new Box(0.1, 0.1, 0.2, 0.2), Figure = figure, Panel = panel, Row = row, Lane = lane };
        Wording.Address(region).ShouldBe(words);
    }

    [Test]
    public void A_group_reads_as_a_story() =>
        Wording.Story(DrawnFindings.Group()).ShouldBe("Figure 3B of suspect.pdf appears again in Figure 8B; and in corpus/paper1.pdf: Figure 3C.");
}

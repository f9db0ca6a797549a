using System.Text.RegularExpressions;
using Palinode.Evidence;
using Palinode.Publishing.Reports;
using Palinode.Testing;

namespace Palinode.Publishing.Tests;

internal sealed class HtmlReportTests
{
    private static string Write(FindingsFile file) => HtmlReport.Write(file, file.Findings.IsEmpty ? new EvidenceIndex { Pictures = [] } : DrawnFindings.Evidence, _ => DrawnFindings.Pixel, new ReportOptions());

    [Test]
    public void A_finding_is_told_with_both_addresses_its_transform_and_its_chance()
    {
        string html = Write(DrawnFindings.File());
        html.ShouldContain("Figure 4C, IL-6R, Ctrl");
        html.ShouldContain("Figure 4E");
        html.ShouldContain("flipped horizontally, scaled 0.93");
        html.ShouldContain("about one in 30,000 runs");
        html.ShouldContain("may be a loading control shown twice");
        html.ShouldContain("palinode compare");
        html.ShouldContain("0.953");
        html.ShouldContain("Similarity is not a finding of misconduct.");
    }

    [Test]
    public void The_page_loads_nothing_from_anywhere()
    {
        string html = Write(DrawnFindings.File());
        html.ShouldContain("default-src 'none'");
        Regex.Matches(html, """(?:src|href)="([^"]*)""").Select(m => m.Groups[1].Value).ShouldAllBe(v => v.StartsWith("data:image/") || v.StartsWith('#'));
        Regex.IsMatch(html, "https?://|@import|url\\(").ShouldBeFalse();
    }

    [Test]
    public void Hostile_names_and_remarks_stay_text()
    {
        const string name = "<img src=x onerror=alert(1)>\"'.pdf";
        string html = Write(DrawnFindings.File(name));
        html.ShouldNotContain("<img src=x");
        html.ShouldContain("&lt;img src=x onerror=alert(1)&gt;");
    }

    [Test]
    public void A_figure_shown_by_many_findings_is_stored_once()
    {
        string html = Write(DrawnFindings.File());
        Regex.Count(html, "<image id=").ShouldBe(1);
        Regex.Count(html, "<use href=\"#figure-1\"").ShouldBe(2);
    }

    [Test]
    public void Nothing_found_is_said_and_the_coverage_is_shown_all_the_same()
    {
        string html = Write(DrawnFindings.File(withFinding: false));
        html.ShouldContain("No place was found");
        html.ShouldContain("1 of 2 panels were examined");
        html.ShouldContain("no: plot or line drawing");
        html.ShouldNotContain("id=\"findings\"");
    }

    [Test]
    public void Every_picture_has_words_for_those_who_cannot_see_it()
    {
        string html = Write(DrawnFindings.File());
        Regex.Matches(html, "<img [^>]*>").Select(m => m.Value).ShouldAllBe(i => Regex.IsMatch(i, "alt=\"[^\"]+\""));
    }

    [Test]
    public void Groups_are_told_with_their_conflicts_and_linked_both_ways()
    {
        string html = Write(DrawnFindings.Grouped("<b>.pdf"));
        html.ShouldContain("<h2 id=\"groups\">Groups</h2>");
        html.ShouldContain("appears again in Figure 8B");
        html.ShouldContain("F2 does not agree with F1: the composed transform is off by 30 % of the region&#39;s side.");
        html.ShouldContain("<a href=\"#F1\">F1</a>");
        html.ShouldContain("<a href=\"#G1\">group G1</a>");
        html.ShouldNotContain("<b>.pdf");
        Write(DrawnFindings.File()).ShouldNotContain("id=\"groups\"");
    }

    [Test]
    public void The_same_result_gives_the_same_page() => Write(DrawnFindings.File()).ShouldBe(Write(DrawnFindings.File()));

    [TestCase(12, "fewer than one in 1,000,000,000")]
    [TestCase(4.5, "about one in 30,000 runs")]
    [TestCase(0.7, "about one in 5 runs")]
    [TestCase(0.1, "about once in a run like this one")]
    public void Chance_is_told_as_runs(double significance, string words) => Wording.Chance(significance).ShouldContain(words);

    [Test]
    public void On_paper_nothing_is_folded_away_and_nothing_moves()
    {
        string html = HtmlReport.Write(DrawnFindings.File(), DrawnFindings.Evidence, _ => throw new InvalidOperationException("Pictures are named, not held."), new ReportOptions { ForPaper = true });
        foreach (string screen in (string[])["<script", "<details", "<button", "<select", "var(--", "data:image"]) html.ShouldNotContain(screen);
        html.ShouldContain("src=\"evidence/F1-a.png\"");
        html.ShouldContain("palinode compare");
        html.ShouldContain("palinode screen &quot;suspect.pdf&quot; --jats XML --against &quot;corpus/paper1.pdf&quot;");
        html.ShouldContain("Similarity is not a finding of misconduct.");
    }
}

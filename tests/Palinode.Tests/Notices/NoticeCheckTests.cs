using Palinode.Notices;
using Palinode.Notices.Checking;
using Palinode.Notices.Reading;

namespace Palinode.Tests.Notices;

internal sealed class NoticeCheckTests
{
    [TestCase("At the author's request, the Editor has retracted this article. The authors requested to retract the article.", "contradiction/author-number")]
    [TestCase("Figure 2A was deliberately duplicated with Figure 3B.", "wording/motive")]
    [TestCase("Several blatant similarities are seen in Figure 2A.", "wording/loaded")]
    [TestCase("Figure 2A is identical to Figure 3B of [7].", "link/reference")]
    [TestCase("Figure 2A is similar to Figure 3B. Figure 2A appears similar to Figure 3B of another article.", "address/source")]
    public void A_broken_rule_is_found(string text, string rule) => Rules(text).ShouldContain(rule);

    [Test]
    public void An_empty_notice_lacks_everything_that_is_required()
    {
        CheckResult result = NoticeChecker.Check(new Notice { Kind = NoticeKind.NotStated }, null);
        result.Present.ShouldBe(0);
        result.Required.ShouldBeGreaterThan(10);
        result.Findings.ShouldAllBe(f => f.Source.Length > 0 && f.Reason.Length > 0);
    }

    [Test]
    public void A_full_notice_has_no_errors()
    {
        const string text = """
            Retraction: A study of bands

            Published: March 3, 2026

            OPEN ACCESS

            https://doi.org/10.5555/notice.1

            Original article: Ex Lett. 2020; 1:22–33. https://doi.org/10.5555/orig.1

            The Editor of Example Letters has retracted this article at the request of the corresponding author. Figure 2A appears similar to Figure 3B. The authors agree to this retraction. The article will remain online, watermarked as “Retracted”.
            """;
        CheckResult result = NoticeChecker.Check(NoticeReader.Read(text), text);
        result.Findings.Where(f => f.Severity == CheckSeverity.Error).ShouldBeEmpty();
        result.Present.ShouldBe(result.Required);
    }

    private static string[] Rules(string text) => [.. NoticeChecker.Check(NoticeReader.Read(text), text).Findings.Select(f => f.Rule)];
}

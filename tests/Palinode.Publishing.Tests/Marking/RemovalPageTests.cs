using Palinode.Publishing.Marking;

namespace Palinode.Publishing.Tests.Marking;

internal sealed class RemovalPageTests
{
    private static readonly RemovalRequest Request = new("Example A, Sample B. On <nothing> & more. J Invent. 2020;1:2–3.", "It showed {{date}} a person's name.", "10.5555/notice.17", new DateOnly(2026, 11, 21));

    [Test]
    public void The_page_says_citation_reason_and_link_and_nothing_of_the_article()
    {
        using var bench = new MarkBench();
        string input = bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4(DrawnPages.Text("secret words")), DrawnPages.A4()], information: "/Title (Secret title)"));
        MarkRecord record = RemovalPage.Write(input, bench.At("out.pdf"), Request, CancellationToken.None);
        string text = bench.Text(bench.At("out.pdf")), information = bench.Tool("pdfinfo", bench.At("out.pdf"));
        text.ShouldContain("REMOVED");
        text.ShouldContain("On <nothing> & more.");
        text.ShouldContain("It showed {{date}} a person's name.");
        text.ShouldContain("21 November 2026");
        text.ShouldNotContain("secret");
        information.ShouldContain("REMOVED: Example A");
        information.ShouldNotContain("Secret");
        bench.Tool("pdfinfo", "-url", bench.At("out.pdf")).ShouldContain("https://doi.org/10.5555/notice.17");
        (record.Label, record.Pages, record.Original).ShouldBe(("REMOVED", 1, PdfMarker.StampOf(input).Sha256));
    }

    [Test]
    public void Citation_and_reason_are_not_guessed()
    {
        using var bench = new MarkBench();
        string input = bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4()]));
        Should.Throw<InputException>(() => RemovalPage.Write(input, bench.At("out.pdf"), Request with { Citation = " " }, CancellationToken.None)).Message.ShouldContain("--citation");
        Should.Throw<InputException>(() => RemovalPage.Write(input, bench.At("out.pdf"), Request with { Reason = "" }, CancellationToken.None)).Message.ShouldContain("--reason");
        File.Exists(bench.At("out.pdf")).ShouldBeFalse();
    }
}

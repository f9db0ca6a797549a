using System.Text.Json;

namespace Palinode.Cli.Tests.Verbs;

internal sealed class WatermarkVerbTests
{
    private const string Article = "%PDF-1.4\n1 0 obj\n<</Type /Catalog /Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type /Pages /Count 1 /Kids [3 0 R]>>\nendobj\n3 0 obj\n<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400]>>\nendobj\n"
        + "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n0000000111 00000 n \ntrailer\n<</Size 4 /Root 1 0 R>>\nstartxref\n180\n%%EOF\n";

    private static readonly string[] Notice = ["--notice-doi", "10.5555/notice.17", "--date", "2026-11-21"];
    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open()
    {
        _sandbox = new Sandbox();
        _line = new CommandLine(_sandbox);
        _sandbox.Write("paper.pdf", Article);
    }

    [TearDown]
    public void Close() => _sandbox.Dispose();

    [Test]
    public void It_writes_the_marked_article_and_its_record()
    {
        _line.Run(["watermark", "paper.pdf", .. Notice, "--out", "marked.pdf"]).ShouldBe(ExitCode.Done, _line.Error);
        _sandbox.Content().ShouldBe(["marked.pdf", "marked.pdf.json", "paper.pdf"]);
        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(_sandbox.At("marked.pdf.json")));
        record.RootElement.GetProperty("label").GetString().ShouldBe("RETRACTED");
        _line.Out.ShouldContain(record.RootElement.GetProperty("original").GetString()!);
        File.ReadAllText(_sandbox.At("paper.pdf")).ShouldBe(Article);
    }

    [Test]
    public void Labels_are_read_as_people_write_them()
    {
        _line.Run(["watermark", "paper.pdf", .. Notice, "--label", "expression-of-concern", "--out", "marked.pdf"]).ShouldBe(ExitCode.Done, _line.Error);
        _line.Out.ShouldContain("EXPRESSION OF CONCERN, 1 page");
        _line.Refused(["watermark", "paper.pdf", .. Notice, "--label", "BAD", "--out", "other.pdf"]).ShouldContain("no label BAD");
    }

    [Test]
    public void The_original_is_kept_under_the_name_of_its_content()
    {
        _line.Run(["watermark", "paper.pdf", .. Notice, "--out", "marked.pdf", "--keep", "originals", "-q"]).ShouldBe(ExitCode.Done, _line.Error);
        _line.Out.ShouldBeEmpty();
        string kept = Directory.GetFiles(_sandbox.At("originals")).ShouldHaveSingleItem();
        Path.GetFileName(kept).Length.ShouldBe(64 + ".pdf".Length);
        File.ReadAllText(kept).ShouldBe(Article);
    }

    [Test]
    public void A_removal_puts_a_page_in_place_of_the_article()
    {
        _line.Run(["watermark", "paper.pdf", .. Notice, "--removal", "--citation", "Example A. J Invent. 2020.", "--reason", "It named a person.", "--out", "removed.pdf"]).ShouldBe(ExitCode.Done, _line.Error);
        _line.Out.ShouldContain("REMOVED, 1 page");
        _line.Out.ShouldContain("withheld");
        _line.Refused(["watermark", "paper.pdf", .. Notice, "--label", "removed", "--out", "other.pdf"]).ShouldContain("--citation");
    }

    [Test]
    public void An_earlier_file_is_replaced_only_when_asked_for_and_the_original_never()
    {
        _line.Run(["watermark", "paper.pdf", .. Notice, "--out", "marked.pdf"]).ShouldBe(ExitCode.Done, _line.Error);
        _line.Refused(["watermark", "paper.pdf", .. Notice, "--out", "marked.pdf"]).ShouldContain("--force");
        File.Delete(_sandbox.At("marked.pdf"));
        _line.Refused(["watermark", "paper.pdf", .. Notice, "--out", "marked.pdf"]).ShouldContain("marked.pdf.json: there is such a file already");
        _line.Run(["watermark", "paper.pdf", .. Notice, "--out", "marked.pdf", "--force"]).ShouldBe(ExitCode.Done, _line.Error);
        _line.Refused(["watermark", "paper.pdf", .. Notice, "--out", "paper.pdf", "--force"]).ShouldContain("never written over");
    }

    [Test]
    public void Wrong_input_is_one_line_and_writes_nothing()
    {
        _line.Refused(["watermark", "nowhere.pdf", .. Notice, "--out", "marked.pdf"]).ShouldContain("no such file");
        _line.Refused(["watermark", _sandbox.Write("words.pdf", "words"), .. Notice, "--out", "marked.pdf"]).ShouldContain("this is no PDF");
        _line.Refused("watermark", "paper.pdf", "--notice-doi", "10.5555/n", "--date", "21.11.2026", "--out", "marked.pdf").ShouldContain("2026-11-21");
        _line.Refused("watermark", "paper.pdf", "--notice-doi", "nothing", "--date", "2026-11-21", "--out", "marked.pdf").ShouldContain("no DOI");
        _line.Refused("watermark", "paper.pdf", "--out", "marked.pdf").ShouldContain("--notice-doi");
        _line.Refused(["watermark", "paper.pdf", .. Notice, "--out", "nowhere/marked.pdf"]).ShouldContain("no such folder");
        _sandbox.Content().ShouldBe(["paper.pdf", "words.pdf"]);
    }
}

using Palinode.Evidence;

namespace Palinode.Cli.Tests.Verbs;

internal sealed class FiguresVerbTests
{
    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open()
    {
        _sandbox = new Sandbox();
        _line = new CommandLine(_sandbox);
        _sandbox.Write("paper.pdf", "%PDF");
    }

    [TearDown]
    public void Close() => _sandbox.Dispose();

    [Test]
    public void Without_a_folder_it_prints_what_was_understood()
    {
        _line.Run("figures", "paper.pdf").ShouldBe(ExitCode.Done, _line.Error);
        _line.Out.ShouldContain("Figure 4, page 3: 2 panels, C");
        _line.Out.ShouldContain("C, IL-6R");
        _line.Out.ShouldContain("lanes Ctrl | –");
        _line.Out.ShouldContain("not examined: plot or line drawing");
    }

    [Test]
    public void With_a_folder_it_writes_json_and_overlays()
    {
        _line.Run("figures", "paper.pdf", "--out", "out").ShouldBe(ExitCode.Done, _line.Error);
        FiguresFile.FromJson(File.ReadAllBytes(_sandbox.At("out", "figures.json"))).Figures.ShouldHaveSingleItem().Number.ShouldBe("4");
        File.Exists(_sandbox.At("out", "figure-01.png")).ShouldBeTrue();
    }

    [Test]
    public void An_earlier_result_is_replaced_only_when_asked_for()
    {
        _line.Run("figures", "paper.pdf", "--out", "out").ShouldBe(ExitCode.Done);
        _line.Refused("figures", "paper.pdf", "--out", "out").ShouldContain("--force");
        _line.Run("figures", "paper.pdf", "--out", "out", "--force").ShouldBe(ExitCode.Done, _line.Error);
    }

    [Test]
    public void The_xml_of_the_article_goes_with_it()
    {
        string? seen = null;
        _line.Figures = (input, _, _, _, _) =>
        {
            seen = input.Jats;
            return Results.Invented.Figures(input.Name);
        };
        _line.Run("figures", "paper.pdf", "--jats", _sandbox.Write("article.xml")).ShouldBe(ExitCode.Done, _line.Error);
        seen.ShouldBe(_sandbox.At("article.xml"));
        _line.Refused("figures", "paper.pdf", "--jats", "nowhere.xml").ShouldContain("nowhere.xml");
    }

    [Test]
    public void A_missing_document_is_one_line() => _line.Refused("figures", "nowhere.pdf").ShouldContain("nowhere.pdf");
}

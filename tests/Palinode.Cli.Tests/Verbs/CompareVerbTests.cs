using Palinode.Cli.Tests.Results;
using Palinode.Engine;
using Palinode.Evidence;

namespace Palinode.Cli.Tests.Verbs;

internal sealed class CompareVerbTests
{
    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open()
    {
        _sandbox = new Sandbox();
        _line = new CommandLine(_sandbox);
        _sandbox.Write("paper.pdf");
        _sandbox.Write("lab/blot.png");
    }

    [TearDown] public void Close() => _sandbox.Dispose();

    [Test]
    public void Both_places_reach_the_engine()
    {
        ComparisonRequest? seen = null;
        _line.Compare = (request, _, _, _) =>
        {
            seen = request;
            return Invented.Result();
        };
        _line.Run("compare", "paper.pdf#3B", "lab/blot.png#@0,0,0.5,0.5").ShouldBe(0, _line.Error);
        (seen!.A.Document.Name, seen.A.Figure, seen.A.Panel).ShouldBe(("paper.pdf", "3", "B"));
        (seen.B.Document.Name, seen.B.Figure, seen.B.Box).ShouldBe(("lab/blot.png", null, new Box(0, 0, .5, .5)));
    }

    [Test]
    public void Two_places_in_one_document_name_it_once()
    {
        ComparisonRequest? seen = null;
        _line.Compare = (request, _, _, _) =>
        {
            seen = request;
            return Invented.Result();
        };
        _line.Run("compare", "lab/../paper.pdf#3B", "paper.pdf#p4@0,0,1,1").ShouldBe(0, _line.Error);
        seen!.A.Document.ShouldBe(seen.B.Document);
        seen.B.Page.ShouldBe(4);
    }

    [Test]
    public void The_verdict_comes_with_its_numbers_and_without_a_folder()
    {
        _line.Run("compare", "paper.pdf#4C", "paper.pdf#4E").ShouldBe(0, _line.Error);
        _line.Out.ShouldContain("F1: unexpectedly similar, high confidence; B is A flipped horizontally.");
        _line.Out.ShouldContain("31 agree, 0.40 px apart");
        _line.Out.ShouldContain("Figure 4C, IL-6R, Ctrl   suspect.pdf#p3@0.1,0.2,0.3,0.3");
        _line.Out.ShouldContain("correlation 0.980 over 90 % of the smaller panel");
        _sandbox.Content().ShouldBe(["lab", "lab/blot.png", "paper.pdf"]);
    }

    [Test]
    public void Nothing_shared_is_said_plainly()
    {
        _line.Compare = (_, _, _, _) => Invented.Result();
        _line.Run("compare", "paper.pdf#4C", "paper.pdf#4E").ShouldBe(0);
        _line.Out.ShouldBe("No shared image content was found.\n");
    }

    [Test]
    public void A_folder_is_written_where_one_is_asked_for()
    {
        _line.Run("compare", "paper.pdf#4C", "paper.pdf#4E", "--out", "r").ShouldBe(0, _line.Error);
        File.Exists(_sandbox.At("r", "report.html")).ShouldBeTrue();
        File.Exists(_sandbox.At("r", "run.json")).ShouldBeTrue();
    }

    [TestCase("compare", "paper.pdf#3B")]
    [TestCase("compare", "paper.pdf#3B", "missing.png")]
    [TestCase("compare", "paper.pdf#3B", "paper.pdf#p4")]
    [TestCase("compare", "paper.pdf#3B", "paper.pdf#p4@2,2,3,3")]
    public void What_is_no_place_gives_one_line(params string[] args) => _line.Refused(args).ShouldStartWith("palinode: ");
}

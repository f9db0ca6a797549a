using Palinode.Cli.Evaluation;
using Palinode.Cli.Tests.Results;

namespace Palinode.Cli.Tests.Evaluation;

internal sealed class FindingReaderTests
{
    private Sandbox _sandbox = null!;

    [SetUp] public void Open() => _sandbox = new Sandbox();

    [TearDown] public void Close() => _sandbox.Dispose();

    private CaseFindings Read(string json) => FindingReader.Read(_sandbox.Write("findings.json", json));

    [Test]
    public void What_screen_writes_is_read_in_full()
    {
        File.WriteAllBytes(_sandbox.At("findings.json"), Invented.Result(Invented.Finding()).Findings.ToJson());
        CaseFindings read = FindingReader.Read(_sandbox.At("findings.json"));
        (read.State, read.Invalid).ShouldBe((ResultState.Ok, 0));
        read.Findings.ShouldHaveSingleItem().ShouldBe(new ScoredFinding(new Place("suspect.pdf", 3, .1, .2, .3, .3), new Place("suspect.pdf", 4, .5, .2, .7, .3), 12.3, "high"));
    }

    [Test]
    public void Findings_without_places_are_counted_and_left_out()
    {
        CaseFindings read = Read("""[{"a": {"document": "x", "box": [0, 0, 1]}, "b": {"document": "x", "box": [0, 0, 1, 1]}}, 7, {"a": {"document": "x", "box": [0, 0, 1, 1]}, "b": {"document": "x", "box": ["0", "0", "1", "0.5"]}}]""");
        (read.Findings.Count, read.Invalid).ShouldBe((1, 2));
        read.Findings[0].A.Page.ShouldBe(1);
    }

    [TestCase("""{"finds": []}""")]
    [TestCase("""{"findings": null}""")]
    [TestCase("not json")]
    public void What_holds_no_findings_is_unreadable(string json) => Read(json).State.ShouldBe(ResultState.Unreadable);

    [Test]
    public void An_absent_file_is_missing() => FindingReader.Read(_sandbox.At("nothing.json")).State.ShouldBe(ResultState.Missing);
}

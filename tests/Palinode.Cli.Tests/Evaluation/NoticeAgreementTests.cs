using Palinode.Cli.Evaluation;
using Palinode.Testing;

namespace Palinode.Cli.Tests.Evaluation;

internal sealed class NoticeAgreementTests
{
    private static readonly string Folder = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "Palinode.Tests", "Notices", "written");

    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open() => _line = new CommandLine(_sandbox = new Sandbox());

    [TearDown]
    public void Close() => _sandbox.Dispose();

    /// <summary>The marks of the trade: nine of ten references, eight of ten claims, one of twenty beyond the labels. In sum only, no table names a notice.</summary>
    [Test]
    public void Real_notices_are_read_as_their_annotator_did() => Reaches(SharedMaterial.Require("notices", "notices.jsonl"));

    [TestCase("notices.jsonl")]
    [TestCase("strangers.jsonl")]
    public void Invented_notices_in_the_styles_of_many_journals_are_read_as_labelled(string file) => Reaches(Path.Combine(Folder, file));

    [TestCase("duplicate", "Fig 2A", "Fig 3B", null, 1, 2)]
    [TestCase("duplicate", "Fig 3B", "Fig 2A", null, 1, 2)]
    [TestCase("duplicate", "Fig 2A", "Fig 4C", null, 0, 1)]
    [TestCase("duplicate", "Fig 2A", null, null, 1, 1)]
    [TestCase("cross-paper", "Fig 2A", null, "Fig 3B", 0, 2)]
    public void A_claim_is_right_with_both_its_sides(string type, string a, string? b, string? other, int claims, int places)
    {
        string[] of(string? label) => label is null ? [] : [label["Fig ".Length..]];
        List<string> misses = [];
        NoticeScore score = NoticeAgreement.Score(new LabelledNotice("x", "all", "Figure 2A is identical to Figure 3B.", [new LabelledClaim(type, of(a), of(b), of(other))]), misses);
        (score.ClaimsRight, score.PlacesRight, score.Read).ShouldBe((claims, places, 2));
        misses.Count.ShouldBe(1 - claims + (score.Places - places) + score.Beyond);
    }

    [Test]
    public void Labels_name_figures_in_many_ways()
    {
        _sandbox.Write("one.jsonl", """{"text": "x", "expected": [{"type": "cross-paper", "a": "Extended Data Fig 3a", "other": "Yang 2020 Fig 7F shRNA-NC"}, {"type": "similar", "a": "Fig 8B/9A", "b": "Fig 4A-C"}]}""");
        IReadOnlyList<LabelledClaim> claims = NoticeLabels.Read(_sandbox.At("one.jsonl"), "one.jsonl").Single().Claims;
        claims[0].A.ShouldBe(["ED3A"]);
        claims[0].Other.ShouldBe(["7F"]);
        claims[1].A.ShouldBe(["8B", "9A"]);
        claims[1].B.ShouldBe(["4A", "4B", "4C"]);
    }

    [Test]
    public void The_verb_prints_one_table_of_sums_and_writes_it()
    {
        _sandbox.Write("set.jsonl", """
            {"id": "n1", "split": "dev", "text": "Figure 2A is identical to Figure 3B.", "expected": [{"type": "duplicate", "a": "Fig 2A", "b": "Fig 3B"}]}
            {"id": "n2", "split": "held-out", "text": "Figure 4 was duplicated.", "expected": [{"type": "duplicate", "a": "Fig 5"}]}
            """);
        _line.Run("eval", "--notices", "set.jsonl", "--out", "out").ShouldBe(ExitCode.Done, _line.Error);
        string table = File.ReadAllText(_sandbox.At("out", "notices.md"));
        _line.Out.ShouldContain(table);
        table.ShouldContain("| dev | 1 | 2 | 100.0 % | 1 | 100.0 % | 0 of 2 (0.0 %) |");
        table.ShouldContain("| held-out | 1 | 1 | 0.0 % | 1 | 0.0 % | 1 of 1 (100.0 %) |");
        table.ShouldContain("| **all** | 2 | 3 | 66.7 % | 2 | 50.0 % | 1 of 3 (33.3 %) |");
        table.ShouldNotContain("n1");
        File.ReadAllLines(_sandbox.At("out", "misses.txt")).ShouldAllBe(l => l.StartsWith("n2: ", StringComparison.Ordinal));
    }

    [TestCase("not json", "set.jsonl, line 1")]
    [TestCase("{\"text\": \"x\", \"expected\": []}\n\n{\"expected\": []}", "set.jsonl, line 3")]
    [TestCase("{\"text\": null, \"expected\": []}", "line 1")]
    [TestCase("{\"text\": \"x\", \"expected\": {}}", "line 1")]
    [TestCase("{\"text\": \"x\", \"expected\": [{\"a\": 3}]}", "line 1")]
    [TestCase("[1]", "line 1")]
    [TestCase("\n", "there is no notice in it")]
    public void A_line_that_is_no_labelled_notice_is_one_line(string content, string expected)
    {
        _sandbox.Write("set.jsonl", content);
        _line.Refused("eval", "--notices", "set.jsonl", "--out", "out").ShouldContain(expected);
        Directory.Exists(_sandbox.At("out")).ShouldBeFalse();
    }

    [Test]
    public void A_file_that_is_not_there_is_one_line() => _line.Refused("eval", "--notices", "nowhere.jsonl").ShouldContain("nowhere.jsonl: there is no such file");

    private static void Reaches(string file)
    {
        List<string> misses = [];
        NoticeScore all = NoticeLabels.Read(file, Path.GetFileName(file)).Select(n => NoticeAgreement.Score(n, misses)).Aggregate((a, b) => a + b);
        TestContext.Out.WriteLine(all);
        (all.PlacesRight / (double)all.Places).ShouldBeGreaterThanOrEqualTo(0.9);
        (all.ClaimsRight / (double)all.Claims).ShouldBeGreaterThanOrEqualTo(0.8);
        (all.Beyond / (double)all.Read).ShouldBeLessThanOrEqualTo(0.05);
    }
}

using System.Security.Cryptography;

namespace Palinode.Cli.Tests.Verbs;

/// <summary>Truth files for single figures of documents that are known by their hash.</summary>
internal sealed class AddressTruthTests
{
    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open()
    {
        _sandbox = new Sandbox();
        _line = new CommandLine(_sandbox);
        string document = _sandbox.Write("articles/paper.pdf", "%PDF");
        _sandbox.Write("truth/one.json", $$"""
            {"sha256": "{{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(document)))}}", "figures": [{"number": "4", "page": 3, "box": [0.1, 0.1, 0.9, 0.5], "style": "drawn", "panels": [
              {"letter": "C", "printed": "(c)", "kind": "blot", "box": [0.1, 0.2, 0.5, 0.5], "pictures": [{"box": [0.2, 0.2, 0.4, 0.25], "kind": "strip", "row": "IL-6R"}], "lanes": ["Ctrl", "PBS"]}]}]}
            """);
    }

    [TearDown]
    public void Close() => _sandbox.Dispose();

    private int Run(string truth = "truth") => _line.Run("eval", "articles", "--addresses", "--truth", truth, "--out", "out");

    [Test]
    public void A_figure_is_scored_in_the_document_that_has_its_hash()
    {
        Run().ShouldBe(ExitCode.Done, _line.Error);
        string table = File.ReadAllText(_sandbox.At("out", "addresses.md"));
        table.ShouldContain("| 01: drawn | 1 | 1.000 | 0.500 | 1 | 1.000 | 1.000 | 1 | 1.000 | 2 | 0.500 |");
        table.ShouldNotContain("paper");
        File.ReadAllText(_sandbox.At("out", "misses.txt")).ShouldContain("lanes Ctrl | PBS of C read as Ctrl | –");
    }

    [Test]
    public void A_document_that_is_not_there_is_named_by_its_hash_and_the_others_are_scored()
    {
        _sandbox.Write("truth/two.json", $$"""{"sha256": "{{new string('a', 64)}}", "figures": [{"number": "1"}]}""");
        Run().ShouldBe(ExitCode.Done, _line.Error);
        _line.Out.ShouldContain("aaaaaaaaaaaa: the document is not in articles; its figures are left out");
    }

    [Test]
    public void Without_any_of_the_documents_there_is_nothing_to_score()
    {
        _sandbox.Write("articles/paper.pdf", "another");
        _line.Refused("eval", "articles", "--addresses", "--truth", "truth").ShouldContain("none of the documents");
    }

    [Test]
    public void A_truth_file_without_a_hash_is_refused()
    {
        _sandbox.Write("truth/three.json", "{}");
        _line.Refused("eval", "articles", "--addresses", "--truth", "truth").ShouldContain("sha256");
    }

    [Test]
    public void A_missing_folder_is_one_line() => _line.Refused("eval", "articles", "--addresses", "--truth", "nowhere").ShouldContain("nowhere: there is no such folder");
}

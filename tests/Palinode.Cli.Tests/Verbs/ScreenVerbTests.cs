using System.Text.Json;
using Palinode.Cli.Tests.Results;
using Palinode.Engine;
using Palinode.Evidence;

namespace Palinode.Cli.Tests.Verbs;

internal sealed class ScreenVerbTests
{
    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open()
    {
        _sandbox = new Sandbox();
        _line = new CommandLine(_sandbox);
        _sandbox.Write("suspect.pdf");
    }

    [TearDown] public void Close() => _sandbox.Dispose();

    [Test]
    public void A_run_leaves_findings_evidence_report_and_record()
    {
        _line.Run("screen", "suspect.pdf").ShouldBe(0, _line.Error);
        _sandbox.Content().Where(p => File.Exists(_sandbox.At(p))).ShouldBe(
        [
            "palinode-results/suspect/evidence/F1-a.png", "palinode-results/suspect/evidence/index.json", "palinode-results/suspect/findings.json",
            "palinode-results/suspect/report.html", "palinode-results/suspect/run.json", "suspect.pdf",
        ]);
        FindingsFile.FromJson(File.ReadAllBytes(_sandbox.At("palinode-results", "suspect", "findings.json"))).Findings.ShouldHaveSingleItem();
        EvidenceIndex.FromJson(File.ReadAllBytes(_sandbox.At("palinode-results", "suspect", "evidence", "index.json"))).Pictures.ShouldBeEmpty();
    }

    [Test]
    public void The_end_tells_the_findings_and_where_the_report_is()
    {
        _line.Run("screen", "suspect.pdf");
        _line.Out.ShouldContain("1 pair of unexpectedly similar regions: 1 high confidence (1 panel examined, 1 not).");
        _line.Out.ShouldContain("F1  high  bands of a blot  Figure 4C, IL-6R, Ctrl ↔ Figure 4E, VEGF, PBS (flipped horizontally)");
        _line.Out.ShouldEndWith($"report: {_sandbox.At("palinode-results", "suspect", "report.html")}\n");
    }

    [Test]
    public void A_run_without_findings_ends_well_and_says_so()
    {
        _line.Screen = (_, _, _, _) => Invented.Result();
        _line.Run("screen", "suspect.pdf").ShouldBe(0);
        _line.Out.ShouldContain("No unexpectedly similar regions were found (1 panel examined, 1 not).");
    }

    [Test]
    public void Quiet_means_silent()
    {
        _line.Run("screen", "suspect.pdf", "--quiet").ShouldBe(0);
        (_line.Out, _line.Error).ShouldBe(("", ""));
    }

    [Test]
    public void Time_and_machine_stand_in_the_record_only()
    {
        _line.Run("screen", "suspect.pdf", "--threads", "1");
        using JsonDocument run = JsonDocument.Parse(File.ReadAllBytes(_sandbox.At("palinode-results", "suspect", "run.json")));
        JsonElement root = run.RootElement;
        root.GetProperty("schema").GetString().ShouldBe("palinode/run/1");
        root.GetProperty("threads").GetInt32().ShouldBe(1);
        root.GetProperty("peakMemoryBytes").GetInt64().ShouldBeGreaterThan(1_000_000);
        root.GetProperty("stages")[1].GetProperty("seconds").GetDouble().ShouldBe(1.25);
        root.GetProperty("inputs")[0].GetProperty("path").GetString().ShouldBe(_sandbox.At("suspect.pdf"));
        root.GetProperty("machine").GetProperty("processor").GetString().ShouldNotBeNullOrEmpty();
        File.ReadAllText(_sandbox.At("palinode-results", "suspect", "findings.json")).ShouldNotContain(_sandbox.Folder);
    }

    [Test]
    public void Options_reach_the_engine()
    {
        ScreeningOptions? seen = null;
        _line.Screen = (_, options, _, _) =>
        {
            seen = options;
            return Invented.Result();
        };
        _line.Run("screen", "suspect.pdf", "--threads", "3", "--seed", "7", "--max-pages", "9000").ShouldBe(0, _line.Error);
        (seen!.Threads, seen.Seed, seen.Ingest.MaxPages).ShouldBe((3, 7, 9000));
    }

    [Test]
    public void Inputs_reach_the_engine_with_names_and_roles()
    {
        _sandbox.Write("corpus/paper1.pdf");
        _sandbox.Write("other.png");
        _line.NotingInputs().Run("screen", "suspect.pdf", "--against", "corpus", "other.png").ShouldBe(0, _line.Error);
        _line.Inputs.Select(i => (i.Name, i.Role)).ShouldBe([("suspect.pdf", InputRole.Suspect), ("corpus/paper1.pdf", InputRole.Against), ("other.png", InputRole.Against)]);
    }

    [Test]
    public void The_xml_of_the_article_goes_with_the_document_to_screen()
    {
        _sandbox.Write("article.xml");
        _sandbox.Write("corpus/paper1.pdf");
        _line.NotingInputs().Run("screen", "suspect.pdf", "--against", "corpus", "--jats", "article.xml").ShouldBe(0, _line.Error);
        _line.Inputs.Select(i => (i.Name, i.Jats)).ShouldBe([("suspect.pdf", _sandbox.At("article.xml")), ("corpus/paper1.pdf", null)]);
    }

    [Test]
    public void The_xml_of_an_article_with_several_documents_is_refused()
    {
        _sandbox.Write("article.xml");
        _sandbox.Write("second.pdf");
        _line.Refused("screen", "suspect.pdf", "second.pdf", "--jats", "article.xml").ShouldBe("palinode: article.xml: --jats goes with exactly one PDF to screen; 2 documents were given\n");
    }

    [Test]
    public void Input_that_the_engine_refuses_gives_one_line_and_no_folder()
    {
        _line.Screen = (_, _, _, _) => throw new InputException("suspect.pdf: the file is cut off\nat byte 7");
        _line.Refused("screen", "suspect.pdf").ShouldBe("palinode: suspect.pdf: the file is cut off at byte 7\n");
        _sandbox.Content().ShouldBe(["suspect.pdf"]);
    }

    [Test]
    public void An_error_inside_gives_one_line_with_a_hint_and_no_folder()
    {
        _line.Screen = (_, _, _, _) => throw new InvalidOperationException("the map is degenerate");
        _line.Run("screen", "suspect.pdf").ShouldBe(1);
        _line.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("PALINODE_TRACE=1");
        _sandbox.Content().ShouldBe(["suspect.pdf"]);
    }

    [Test]
    public void A_report_that_cannot_be_made_leaves_nothing()
    {
        _line.Report = (_, _, _) => throw new InvalidOperationException("no report");
        _line.Run("screen", "suspect.pdf").ShouldBe(1);
        _sandbox.Content().ShouldBe(["suspect.pdf"]);
    }

    [Test]
    public void Stopping_gives_code_130_and_leaves_nothing()
    {
        _line.Screen = (_, _, _, stop) =>
        {
            _line.Stop();
            stop.ThrowIfCancellationRequested();
            return Invented.Result();
        };
        _line.Run("screen", "suspect.pdf").ShouldBe(130);
        _sandbox.Content().ShouldBe(["suspect.pdf"]);
    }

    [Test]
    public void A_second_run_is_refused_before_any_work_and_replaces_when_forced()
    {
        _line.Run("screen", "suspect.pdf", "--out", "r").ShouldBe(0);
        bool worked = false;
        _line.Screen = (_, _, _, _) =>
        {
            worked = true;
            return Invented.Result();
        };
        _line.Refused("screen", "suspect.pdf", "--out", "r").ShouldContain("--force");
        worked.ShouldBeFalse();
        _line.Run("screen", "suspect.pdf", "--out", "r", "--force").ShouldBe(0);
        FindingsFile.FromJson(File.ReadAllBytes(_sandbox.At("r", "findings.json"))).Findings.ShouldBeEmpty();
    }

    [TestCase("screen")]
    [TestCase("screen", "missing.pdf")]
    [TestCase("screen", "suspect.pdf", "--against", "missing")]
    [TestCase("screen", "suspect.pdf", "--bogus")]
    [TestCase("screen", "suspect.pdf", "--jats", "missing.xml")]
    [TestCase("screen", "suspect.pdf", "--jats", "")]
    [TestCase("screen", "suspect.pdf", "--jats")]
    [TestCase("screen", "suspect.pdf", "--threads", "0")]
    [TestCase("screen", "suspect.pdf", "--threads", "many")]
    [TestCase("screen", "suspect.pdf", "--out", "suspect.pdf")]
    [TestCase("look", "suspect.pdf")]
    [TestCase]
    public void A_command_line_that_makes_no_sense_gives_one_line_and_no_folder(params string[] args)
    {
        _line.Refused(args).ShouldStartWith("palinode: ");
        _sandbox.Content().ShouldBe(["suspect.pdf"]);
    }

    [Test]
    public void Help_names_the_program_and_ends_well()
    {
        _line.Run("screen", "--help").ShouldBe(0);
        _line.Out.ShouldContain("palinode screen <DOCUMENT>...");
    }
}

using System.Text.Json;
using Palinode.Cli.Evaluation;
using Palinode.Cli.Tests.Results;
using Palinode.Cli.Verbs;

namespace Palinode.Cli.Tests.Verbs;

/// <summary>Runs sets with a stand-in for the program: a shell script that sees the same command line as the program would.</summary>
internal sealed class EvalVerbTests
{
    private Sandbox _sandbox = null!;
    private StringWriter _out = null!;

    [SetUp]
    public void Open()
    {
        if (!File.Exists("/bin/sh")) Assert.Ignore("skipped: /bin/sh is not here");
        (_sandbox, _out) = (new Sandbox(), new StringWriter());
        const string pairs = """[{"kind": "band", "a": {"document": "suspect.pdf", "page": 3, "box": [0.1, 0.2, 0.3, 0.3]}, "b": {"document": "suspect.pdf", "page": 4, "box": [0.5, 0.2, 0.7, 0.3]}}]""";
        _sandbox.Write("set/good/case.json", $$"""{"suspect": "suspect.pdf", "corpus": ["corpus/a.pdf"], "complete": true, "pairs": {{pairs}}}""");
        _sandbox.Write("set/clean/case.json", """{"suspect": "suspect.pdf", "complete": true, "pairs": []}""");
        _sandbox.Write("set/bad/case.json", $$"""{"suspect": "bad.pdf", "complete": true, "pairs": {{pairs}}}""");
        File.WriteAllBytes(_sandbox.At("found.json"), Invented.Result(Invented.Finding()).Findings.ToJson());
        File.WriteAllBytes(_sandbox.At("none.json"), Invented.Result().Findings.ToJson());
        _sandbox.Write("program.sh", $$"""
            echo "$@" >> "{{_sandbox.At("calls.txt")}}"
            document=$2
            while [ "$1" != --out ]; do shift; done
            case $document in *bad.pdf) echo "palinode: bad.pdf: cut off" >&2; exit 2 ;; esac
            mkdir -p "$2"
            case $document in *good*) cp "{{_sandbox.At("found.json")}}" "$2/findings.json" ;; *) cp "{{_sandbox.At("none.json")}}" "$2/findings.json" ;; esac
            """);
    }

    [TearDown]
    public void Close()
    {
        _out.Dispose();
        _sandbox.Dispose();
    }

    private int Run(CaseRunnerOptions? options = null, CancellationToken stop = default, params string[] only)
    {
        CaseRunnerOptions runner = options ?? new CaseRunnerOptions { Program = "/bin/sh", FirstArguments = [_sandbox.At("program.sh")], Threads = 2 };
        CommandLine line = new(_sandbox);
        return EvalVerb.Run(new EvalRequest("set", "out", only, runner), new CliHost
        {
            Screen = line.Screen,
            Compare = line.Compare,
            Figures = line.Figures,
            Report = line.Report,
            Out = _out,
            Error = _out,
            Folder = _sandbox.Folder,
            Stop = stop,
        });
    }

    private JsonElement Results() => JsonDocument.Parse(File.ReadAllBytes(_sandbox.At("out", "results.json"))).RootElement;

    [Test]
    public void Each_case_is_screened_by_a_process_of_its_own_and_scored()
    {
        Run().ShouldBe(0);
        JsonElement high = Results().GetProperty("high");
        (high.GetProperty("pairs").GetInt32(), high.GetProperty("pairsHit").GetInt32(), high.GetProperty("falseFindings").GetInt32()).ShouldBe((2, 1, 0));
        string[] calls = File.ReadAllLines(_sandbox.At("calls.txt"));
        calls.Length.ShouldBe(3);
        calls[2].ShouldBe($"screen {_sandbox.At("set", "good", "suspect.pdf")} --against {_sandbox.At("set", "good", "corpus", "a.pdf")} --out {_sandbox.At("out", "good")} --quiet --threads 2");
        File.Exists(_sandbox.At("out", "good", "findings.json")).ShouldBeTrue();
    }

    [Test]
    public void A_case_that_fails_counts_as_nothing_found_and_is_named()
    {
        Run().ShouldBe(0);
        string table = File.ReadAllText(_sandbox.At("out", "results.md"));
        table.ShouldContain("**1 case failed** and counts as nothing found");
        table.ShouldContain("| bad | 1 | 0 | 0 | 0 | 0 |");
        table.ShouldContain("failed: palinode: bad.pdf: cut off |");
    }

    [Test]
    public void What_an_earlier_run_found_is_not_counted_for_a_case_that_fails_now()
    {
        _sandbox.Write("out/bad/findings.json", File.ReadAllText(_sandbox.At("found.json")));
        Run().ShouldBe(0);
        Results().GetProperty("all").GetProperty("pairsHit").GetInt32().ShouldBe(1);
        Directory.Exists(_sandbox.At("out", "bad")).ShouldBeFalse();
    }

    [Test]
    public void Tables_hold_no_path_of_the_machine()
    {
        Run();
        foreach (string file in (string[])["results.md", "results.json"]) File.ReadAllText(_sandbox.At("out", file)).ShouldNotContain(_sandbox.Folder);
    }

    [Test]
    public void Chosen_cases_run_alone()
    {
        Run(only: "good").ShouldBe(0);
        Results().GetProperty("runs").GetArrayLength().ShouldBe(1);
    }

    [Test]
    public void A_case_that_hangs_is_stopped_and_counts_as_failed()
    {
        _sandbox.Write("program.sh", "exec sleep 60");
        Run(new CaseRunnerOptions { Program = "/bin/sh", FirstArguments = [_sandbox.At("program.sh")], Limit = TimeSpan.FromMilliseconds(100) }, only: "good").ShouldBe(0);
        Results().GetProperty("runs")[0].GetProperty("failure").GetString().ShouldBe("not finished within 0 s");
    }

    [Test]
    public void Stopping_ends_the_case_that_runs_and_writes_no_table()
    {
        _sandbox.Write("program.sh", "exec sleep 60");
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
        Should.Throw<OperationCanceledException>(() => Run(stop: stop.Token));
        Directory.Exists(_sandbox.At("out")).ShouldBeFalse();
    }

    [Test]
    public void Memory_and_seconds_are_noted_for_each_case()
    {
        Run(only: "good");
        Results().GetProperty("runs")[0].GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
    }
}

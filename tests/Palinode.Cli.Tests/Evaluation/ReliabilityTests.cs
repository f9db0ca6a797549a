using Palinode.Cli.Evaluation;
using Palinode.Engine.Significance;
using Palinode.Engine;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Cli.Tests.Evaluation;

internal sealed class ReliabilityTests
{
    /// <summary>Garwood's limits as tables of the Poisson distribution print them.</summary>
    [TestCase(0, 0, 3.689), TestCase(1, 0.0253, 5.572), TestCase(10, 4.795, 18.39), TestCase(100, 81.36, 121.63)]
    public void The_interval_is_the_exact_one(int count, double low, double high)
    {
        (double l, double h) = Reliability.Interval(count);
        l.ShouldBe(low, 0.01);
        h.ShouldBe(high, 0.01);
    }

    [Test]
    public void Accidents_are_counted_from_their_significance_upwards()
    {
        CalibrationPair[] runs = [Run(0.2), Run(1.0, 1.6), Run(), Run(2.6)];
        IReadOnlyList<ReliabilityRow> rows = Reliability.Rows(runs, _ => true);
        rows.Select(r => (r.Stated, r.Count)).ShouldBe([(1, 4), (0.3, 3), (0.1, 3), (0.03, 2), (0.01, 1), (0.003, 1)]);
        rows[0].Measured.ShouldBe(1);
        rows[3].Low.ShouldBeInRange(0.05, 0.07);
    }

    [Test]
    public void Documents_that_share_nothing_are_compared_two_by_two_and_each_with_itself()
    {
        using var sandbox = new Sandbox();
        for (int i = 0; i < 3; i++) DrawnPicture.Blobs(40 + i, 300, 200).Save(sandbox.At("set", "one", $"{i}.png"));
        sandbox.Write(Path.Combine("set", "one", "case.json"), """{ "id": "one", "suspect": "0.png", "corpus": ["1.png", "2.png"], "complete": true, "pairs": [], "benign": [] }""");
        new CommandLine(sandbox).Run("eval", "set", "--calibrate", "--out", "out").ShouldBe(ExitCode.Done);
        string table = File.ReadAllText(sandbox.At("out", "calibration.md"));
        table.ShouldContain("3 documents without duplicates, each against itself, and 3 pairs of unrelated documents: 6 runs, 6 pairs of panels");
        File.ReadAllLines(sandbox.At("out", "runs.jsonl")).Length.ShouldBe(6);
    }

    private static CalibrationPair Run(params double[] significances) => new("a", "b", 10, new TestCounts(), [.. significances.Select(s => new AccidentalMatch(Unit.Band, s))], [], []);
}

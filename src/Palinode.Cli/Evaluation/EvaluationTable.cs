using System.Globalization;
using System.Text;

namespace Palinode.Cli.Evaluation;

/// <summary>Writes an evaluation as Markdown: results.md.</summary>
internal static class EvaluationTable
{
    public static string Markdown(EvaluationReport report)
    {
        StringBuilder text = new();
        ScoreReport high = report.High, all = report.All;
        Line(text, $"# Evaluation: {report.Set}");
        Line(text, $"");
        Line(text, $"Palinode {report.Version}; {report.Machine.Processor}, {report.Machine.Cores} cores, {report.Threads} threads; .NET {report.Machine.DotNet}, OpenCV {report.Machine.OpenCv}.");
        Line(text, $"{report.Runs.Count} cases, {all.CompleteCases} of them complete, {all.CleanCases} without any duplicate; {all.Pairs} pairs.");
        CaseRun[] failed = [.. report.Runs.Where(r => r.Failure is not null)];
        if (failed.Length > 0) Line(text, $"**{failed.Length} {(failed.Length == 1 ? "case" : "cases")} failed** and {(failed.Length == 1 ? "counts" : "count")} as nothing found; see the last table.");
        int invalid = all.Cases.Sum(c => c.Invalid);
        if (invalid > 0) Line(text, $"{invalid} findings without two documents and boxes were left out.");

        Line(text, $"");
        Line(text, $"| | high confidence | all findings |");
        Line(text, $"|---|---:|---:|");
        Line(text, $"| pairs found | {high.PairsHit} of {high.Pairs} ({Percent(high.Recall)}) | {all.PairsHit} of {all.Pairs} ({Percent(all.Recall)}) |");
        Line(text, $"| false findings per complete case | {Number(high.FalsePerCompleteCase)} | {Number(all.FalsePerCompleteCase)} |");
        Line(text, $"| false findings | {high.FalseFindings} | {all.FalseFindings} |");
        Line(text, $"| of these inside a true pair, but too small | {high.Verdicts["fragment"]} | {all.Verdicts["fragment"]} |");
        Line(text, $"| precision | {Percent(high.Precision)} | {Percent(all.Precision)} |");
        Line(text, $"| clean cases with a false finding | {high.CleanCasesFlagged} of {high.CleanCases} | {all.CleanCasesFlagged} of {all.CleanCases} |");
        Line(text, $"| findings | {high.Findings} | {all.Findings} |");
        Line(text, $"| of these on pairs alike for a good reason | {high.Verdicts["benign"]} | {all.Verdicts["benign"]} |");
        Line(text, $"| of these undecided (case not complete) | {high.Verdicts["unknown"]} | {all.Verdicts["unknown"]} |");

        foreach ((string name, _) in Scorer.Breakdowns)
        {
            if (name == "all" || all.By[name].Count == 0) continue;
            Line(text, $"");
            Line(text, $"## Recall by {name}");
            Line(text, $"");
            Line(text, $"| {name} | pairs | high confidence | all findings |");
            Line(text, $"|---|---:|---:|---:|");
            foreach ((string row, Recall recall) in all.By[name])
            {
                Recall strict = high.By[name][row];
                Line(text, $"| {Cell(row)} | {recall.Total} | {strict.Hit} ({Percent(strict.Share)}) | {recall.Hit} ({Percent(recall.Share)}) |");
            }
        }

        Line(text, $"");
        Line(text, $"## Recall against false findings");
        Line(text, $"");
        Line(text, $"The best recall with at most so many false findings per complete case, over all thresholds on significance.");
        Line(text, $"");
        Line(text, $"| limit | high: threshold | found | false | all: threshold | found | false |");
        Line(text, $"|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((SweepRow strict, SweepRow any) in high.RecallAtLimits.Zip(all.RecallAtLimits))
            Line(text, $"| {any.MaxFalsePerCase} | {Threshold(strict)} | {Found(strict)} | {strict.FalseFindings} | {Threshold(any)} | {Found(any)} | {any.FalseFindings} |");

        Line(text, $"");
        Line(text, $"## Cases");
        Line(text, $"");
        Line(text, $"Seconds from start to end of the process that screened the case; memory is the largest resident size of that process, and of the largest of its own children (which read PDFs and pictures).");
        Line(text, $"");
        Line(text, $"| case | pairs | found, high | false, high | found, all | false, all | seconds | peak MB | child MB | |");
        Line(text, $"|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        foreach (((CaseScore strict, CaseScore any), CaseRun run) in high.Cases.Zip(all.Cases).Zip(report.Runs))
            Line(text, $"| {Cell(any.Name)} | {any.Pairs} | {strict.Hit} | {strict.False} | {any.Hit} | {any.False} | {run.Seconds:0.0} | {Megabytes(run.PeakMemoryBytes)} | {Megabytes(run.LargestChildBytes)} | {Cell(Remark(run, any))} |");
        if (report.Runs.Count > 1)
        {
            double[] seconds = [.. report.Runs.Select(r => r.Seconds).Order()];
            Line(text, $"");
            Line(text, $"Seconds per case: median {(seconds[(seconds.Length - 1) / 2] + seconds[seconds.Length / 2]) / 2:0.0}, longest {seconds[^1]:0.0}, sum {seconds.Sum():0}. Peak memory: {report.Runs.Max(r => r.PeakMemoryBytes ?? 0) / 1e6:0} MB, largest child {report.Runs.Max(r => r.LargestChildBytes ?? 0) / 1e6:0} MB.");
        }
        return text.ToString();
    }

    private static string Remark(CaseRun run, CaseScore score) =>
        run.Failure is not null ? $"failed: {run.Failure}" : score.State == ResultState.Ok ? "" : $"findings {score.State.ToString().ToLowerInvariant()}";

    private static string Megabytes(long? memory) => memory is long bytes ? (bytes / 1e6).ToString("0", CultureInfo.InvariantCulture) : "-";

    private static string Percent(double? share) => share is double s ? (100 * s).ToString("0.0", CultureInfo.InvariantCulture) + " %" : "-";

    private static string Number(double? value) => value is double v ? v.ToString("0.00", CultureInfo.InvariantCulture) : "-";

    private static string Threshold(SweepRow row) => row.Threshold is double t ? t.ToString("0.###", CultureInfo.InvariantCulture) : "-";

    private static string Found(SweepRow row) => row.Pairs == 0 ? "-" : $"{row.PairsHit} ({Percent((double)row.PairsHit / row.Pairs)})";

    /// <summary>A bar would end the cell.</summary>
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}

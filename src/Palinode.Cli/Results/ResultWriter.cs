using Palinode.Engine;

namespace Palinode.Cli.Results;

/// <summary>Writes what a run produced: findings.json, the evidence with its index, report.html, and run.json beside them.</summary>
internal static class ResultWriter
{
    public const string Report = "report.html";
    public const string Run = "run.json";

    /// <param name="record">Made last, so that its time and memory cover the writing of the report.</param>
    public static void Write(ResultFolder folder, ScreeningResult result, ReportFunction report, Func<RunRecord> record, CancellationToken stop) =>
        folder.Write(write =>
        {
            write(ResultFolder.Mark, result.Findings.ToJson());
            foreach ((string path, byte[] bytes) in result.Files.OrderBy(f => f.Key, StringComparer.Ordinal)) write(path, bytes);
            write("evidence/index.json", result.Evidence.ToJson());
            write(Report, report(result.Findings, result.Evidence, path => result.Files[path]));
            write(Run, record().ToJson());
        }, stop);
}

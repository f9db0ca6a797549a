using Palinode.Evidence;
using Palinode.Publishing.Reports;

namespace Palinode.Cli.Terminal;

/// <summary>What the terminal says at the end: the findings in a few lines, neutral, the strongest first.</summary>
internal static class Summary
{
    /// <summary>More rows than this belong into the report, not on a terminal.</summary>
    private const int Rows = 20;

    public static IEnumerable<string> Of(FindingsFile file)
    {
        int examined = file.Coverage.Count(c => c.Examined), left = file.Coverage.Length - examined;
        string coverage = $"{Count(examined, "panel")} examined" + (left > 0 ? $", {left} not" : "");
        if (file.Findings.IsEmpty)
        {
            yield return $"No unexpectedly similar regions were found ({coverage}).";
        }
        else
        {
            string confidences = string.Join(", ", file.Findings.GroupBy(f => f.Confidence).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Wording.OfConfidence(g.Key)}"));
            yield return $"{Count(file.Findings.Length, "pair")} of unexpectedly similar regions: {confidences} confidence ({coverage}).";
            bool several = file.Inputs.Length > 1;
            string[][] rows = [.. file.Findings.Take(Rows).Select(f => new[]
            {
                f.Id, Wording.OfConfidence(f.Confidence), Wording.OfUnit(f.Unit), Wording.Pair(f, several),
            })];
            int[] widths = [.. Enumerable.Range(0, 4).Select(column => rows.Max(r => r[column].Length))];
            foreach (string[] row in rows)
                yield return ("  " + string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))).TrimEnd();
            if (file.Findings.Length > Rows) yield return $"  … and {file.Findings.Length - Rows} more in the report.";
            if (!file.Groups.IsEmpty) yield return $"  {Count(file.Groups.Length, "group")} of findings that may share one source: {string.Join("; ", file.Groups.Take(3).Select(g => $"{g.Id} ({string.Join(", ", g.Findings.Take(6))}{(g.Findings.Length > 6 ? ", …" : "")})"))}{(file.Groups.Length > 3 ? "; …" : "")}.";
        }
        foreach (string remark in file.Remarks.Take(5)) yield return $"  note: {remark}";
        if (file.Remarks.Length > 5) yield return $"  … and {file.Remarks.Length - 5} more notes in the report.";
    }

    private static string Count(int n, string noun) => $"{n} {noun}{(n == 1 ? "" : "s")}";
}

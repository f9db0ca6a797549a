using System.Globalization;
using System.Text;

namespace Palinode.Benchmarks.Documents;

/// <summary>Writes bench/results/documents.md.</summary>
internal static class DocumentsTable
{
    public static string Write(IReadOnlyList<(MeasuredDocument Document, IReadOnlyList<MeasuredRun> Runs)> measured, IReadOnlyList<KeypointCost> curve, string curveOf, double load)
    {
        StringBuilder text = new();
        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"# Whole documents: time and memory");
        Line($"");
        Line($"{measured[0].Runs[0].Machine}.");
        Line($"{measured[0].Runs.Count} runs of `palinode screen` for each document, in turn; {load:0.0} other programs wanted a processor when they began. Drawn by this repository; nothing is planted in them.");
        Line($"");
        Line($"**wall** is from start to end of the command, **processor** the user and system time of it and its children. Half of the processor time is");
        Line($"what two free cores would need at least. **memory** is the largest sum over the command and its children.");
        Line($"");
        Line($"| document | pages | panels (examined) | wall s: median (least – most) | mark s | processor s: median | half of it | memory GB: most |");
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((MeasuredDocument d, IReadOnlyList<MeasuredRun> runs) in measured)
        {
            double processor = Median(runs.Select(r => r.Processor));
            Line($"| {d.Name} | {runs[0].Pages} | {runs[0].Panels} ({runs[0].Examined}) | {Median(runs.Select(r => r.Wall)):0.00} ({runs.Min(r => r.Wall):0.00} – {runs.Max(r => r.Wall):0.00}) | {(d.Mark is { } m ? $"≤ {m}" : "")} | {processor:0.0} | {processor / 2:0.0} | {runs.Max(r => r.PeakMemory) / 1e9:0.00} |");
        }
        Line($"");
        Line($"## By stage");
        Line($"Seconds, median over the runs.");
        Line($"");
        string[] stages = [.. measured[0].Runs[0].Stages.Select(s => s.Name)];
        Line($"| stage | {string.Join(" | ", measured.Select(m => m.Document.Name))} |");
        Line($"|---|{string.Concat(measured.Select(_ => "---:|"))}");
        foreach (string stage in stages)
            Line($"| {stage} | {string.Join(" | ", measured.Select(m => Median(m.Runs.Select(r => r.Stages.FirstOrDefault(s => s.Name == stage).Seconds)).ToString("0.00", CultureInfo.InvariantCulture)))} |");
        Line($"");
        Line($"## By keypoints");
        Line($"The two stages that keypoints decide, alone, once, on: {curveOf} ({curve[0].Pairs} pairs of panels, each as it is and mirrored).");
        Line($"");
        Line($"| most keypoints of a panel | keypoints of a panel, mean | looking at panels, s | comparing panels, s |");
        Line($"|---:|---:|---:|---:|");
        foreach (KeypointCost c in curve) Line($"| {c.Limit} | {c.PerPanel:0} | {c.Extracting:0.00} | {c.Comparing:0.00} |");
        return text.ToString();
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}

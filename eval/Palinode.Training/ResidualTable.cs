using System.Globalization;
using System.Text;
using Palinode.Evidence;

namespace Palinode.Training;

/// <summary>Writes eval/results/pixels.md: how well the grain tells copies from second exposures, by what was done to the prints.</summary>
internal static class ResidualTable
{
    private static readonly (string Name, Func<ResidualTrial, bool> Holds)[] Conditions =
    [
        ("all", _ => true),
        ("no JPEG below 90", t => Coarsest(t) >= 90),
        ("JPEG 80–85", t => Coarsest(t) is 80 or 85),
        ("JPEG 60–75", t => Coarsest(t) <= 75),
        ("same scale", t => t.Scale == 1),
        ("B reduced, 0.7–1", t => t.Scale < 1),
        ("B enlarged, 1–1.4", t => t.Scale > 1),
        ("open pictures", t => t.Scene.StartsWith("open", StringComparison.Ordinal)),
        ("drawn scenes", t => t.Scene.StartsWith("drawn", StringComparison.Ordinal)),
    ];

    public static string Write(List<ResidualTrial> trials)
    {
        var text = new StringBuilder();
        Line($"# Grain: copies against second exposures");
        Line($"");
        Line($"{trials.Count / 3} scenes, each three times: one recording printed twice (**copy**), two recordings (**second exposure**), two scenes under the same map (**unrelated**). Noise of 1.5–6 grey levels, tone changed,");
        Line($"scale 0.7–1.4 in two of five, any JPEG quality from none to 60 on each side, the map off by up to 0.7 px. Made by `Palinode.Training pixels` on an AMD EPYC with 2 cores; method: docs/methods/pixels.md. All pairs are synthetic; thresholds were chosen on other seeds.");
        Line($"");
        Line($"## Correlation of residuals, copies against second exposures");
        Line($"");
        Line($"| prints | scenes | area under ROC | copies found at ≤ 1 % | at ≤ 5 % of second exposures | copy: 5 %, median | second exposure: median, 95 %, 99 % |");
        Line($"|---|---:|---:|---:|---:|---|---|");
        foreach ((string name, Func<ResidualTrial, bool> holds) in Conditions)
        {
            double[] copies = Of(trials, ResidualTruth.Copy, holds), second = Of(trials, ResidualTruth.SecondExposure, holds);
            if (copies.Length == 0) continue;
            Line($"| {name} | {copies.Length} | {Area(copies, second):0.000} | {Above(copies, At(second, 0.99)):0.00} | {Above(copies, At(second, 0.95)):0.00} | {At(copies, 0.05):0.00}, {At(copies, 0.5):0.00} | {At(second, 0.5):0.00}, {At(second, 0.95):0.00}, {At(second, 0.99):0.00} |");
        }
        Line($"");
        Line($"## Verdicts at the default thresholds");
        Line($"");
        Line($"| truth | pairs | same pixels | same scene | undetermined: resolution | JPEG | blur | alignment |");
        Line($"|---|---:|---:|---:|---:|---:|---:|---:|");
        foreach (ResidualTruth truth in Enum.GetValues<ResidualTruth>())
        {
            PixelEvidence[] of = [.. trials.Where(t => t.Truth == truth).Select(t => t.Measure.Evidence)];
            int Count(PixelVerdictKind kind, string? reason = null) => of.Count(e => e.Verdict == kind && (reason is null || e.Reason == reason));
            Line($"| {Named(truth)} | {of.Length} | {Count(PixelVerdictKind.SamePixels)} | {Count(PixelVerdictKind.SameScene)} | {Count(PixelVerdictKind.Undetermined, "resolution")} | {Count(PixelVerdictKind.Undetermined, "JPEG")} | {Count(PixelVerdictKind.Undetermined, "blur")} | {Count(PixelVerdictKind.Undetermined, "alignment")} |");
        }
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string Named(ResidualTruth truth) => truth switch { ResidualTruth.Copy => "copy", ResidualTruth.SecondExposure => "second exposure", _ => "unrelated" };

    /// <summary>The lower JPEG quality of the two prints; 100 where neither went through JPEG.</summary>
    private static int Coarsest(ResidualTrial t) => Math.Min(t.JpegA == 0 ? 100 : t.JpegA, t.JpegB == 0 ? 100 : t.JpegB);

    private static double[] Of(List<ResidualTrial> trials, ResidualTruth truth, Func<ResidualTrial, bool> holds) =>
        [.. trials.Where(t => t.Truth == truth && holds(t)).Select(t => t.Measure.Evidence.Correlation).Order()];

    private static double At(double[] sorted, double quantile) => sorted.Length == 0 ? 0 : sorted[(int)Math.Round(quantile * (sorted.Length - 1))];

    private static double Above(double[] values, double limit) => values.Length == 0 ? 0 : (double)values.Count(v => v > limit) / values.Length;

    private static double Area(double[] high, double[] low) => high.Sum(h => low.Count(l => l < h) + 0.5 * low.Count(l => l == h)) / ((double)high.Length * low.Length);
}

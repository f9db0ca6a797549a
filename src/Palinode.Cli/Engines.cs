using System.Text;
using Palinode.Engine;
using Palinode.Evidence;
using Palinode.Publishing.Reports;

namespace Palinode.Cli;

/// <summary>Joins the verbs to the projects that do the work; the only place that names both.</summary>
internal static class Engines
{
    public static ScreeningResult Screen(IReadOnlyList<ScreeningInput> inputs, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken stop) =>
        Screening.Run(inputs, options, progress, stop);

    public static ScreeningResult Compare(ComparisonRequest request, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken stop) =>
        Comparison.Run(request, options, progress, stop);

    public static FigureReadingResult Figures(ScreeningInput input, ScreeningOptions options, bool overlays, IProgress<ScreeningProgress>? progress, CancellationToken stop) =>
        FigureReading.Run(input, options, overlays, progress, stop);

    public static byte[] Report(FindingsFile findings, EvidenceIndex evidence, Func<string, byte[]> read) =>
        Encoding.UTF8.GetBytes(HtmlReport.Write(findings, evidence, read, new ReportOptions()));
}

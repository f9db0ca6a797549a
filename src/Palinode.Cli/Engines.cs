using Palinode.Engine;
using Palinode.Evidence;

namespace Palinode.Cli;

/// <summary>Joins the verbs to the projects that do the work; the only place that names both.</summary>
internal static class Engines
{
    public static ScreeningResult Screen(IReadOnlyList<ScreeningInput> inputs, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken stop) =>
        throw new InvalidOperationException("this build holds no engine");

    public static ScreeningResult Compare(ComparisonRequest request, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken stop) =>
        throw new InvalidOperationException("this build holds no engine");

    public static byte[] Report(FindingsFile findings, EvidenceIndex evidence, Func<string, byte[]> read) =>
        throw new InvalidOperationException("this build holds no report");
}

using System.Diagnostics;
using Palinode.Engine;
using Palinode.Engine.Features;
using Palinode.Engine.Ingest;
using Palinode.Engine.Pairing;
using Palinode.Engine.Verification;

namespace Palinode.Benchmarks.Documents;

/// <summary>What one limit of keypoints costs.</summary>
/// <param name="Limit">Most keypoints of a panel; strips of blots get 45 % of it, as by default.</param>
/// <param name="PerPanel">Keypoints of a panel, on average.</param>
/// <param name="Pairs">Pairs of panels compared.</param>
/// <param name="Extracting">Seconds for all panels.</param>
/// <param name="Comparing">Seconds for all pairs.</param>
internal sealed record KeypointCost(int Limit, double PerPanel, int Pairs, double Extracting, double Comparing)
{
    /// <summary>The two stages that keypoints decide, alone, on one document, inside this process.</summary>
    public static IReadOnlyList<KeypointCost> Measure(string document, IReadOnlyList<int> limits)
    {
        var run = new PipelineRun(new ScreeningOptions(), null, CancellationToken.None);
        IReadOnlyList<SourceDocument> documents = run.Read([new ScreeningInput(document, Path.GetFileName(document), InputRole.Suspect)]);
        PanelList panels = run.Label(documents, run.Split(documents));
        List<PanelPair> pairs = PairSelection.Choose(panels.All, panels.ForEach(_ => true), panels.Examined);
        // The first round, not told, is for the compiler.
        return [.. limits.Prepend(limits[0]).Select(limit => At(limit, panels, pairs)).Skip(1)];
    }

    private static KeypointCost At(int limit, PanelList panels, List<PanelPair> pairs)
    {
        var features = new FeatureOptions { MaxKeypoints = limit, MaxBlotKeypoints = (int)(0.45 * limit) };
        var run = new PipelineRun(new ScreeningOptions { Features = features }, null, CancellationToken.None);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<PreparedPanel?> prepared = run.Prepare(panels, 0);
        double extracting = Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        run.Verify(prepared, pairs);
        return new KeypointCost(limit, prepared.OfType<PreparedPanel>().Average(p => p.Upright.Features.Count), pairs.Count, extracting, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }
}

using System.Text.Json;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Training;

/// <summary>
/// Charts and dot plots of composed cases (../shared/eval/make_cases.py), cut by the engine. Their micrographs and strips are left out:
/// many come from the very articles that the model is tested on.
/// </summary>
internal static class ComposedPanels
{
    private const double LeastInside = 0.85;

    /// <param name="set">A folder of cases with layout.json, or null for none.</param>
    public static List<Example> Read(string? set)
    {
        List<Example> examples = [];
        foreach (string layout in set is null ? Array.Empty<string>() : [.. Directory.EnumerateFiles(set, "layout.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)])
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(layout));
            foreach (JsonProperty document in json.RootElement.EnumerateObject())
            {
                string path = Path.Combine(Path.GetDirectoryName(layout)!, document.Name);
                SourceDocument source = new DocumentReader().Read(path, document.Name, new IngestOptions());
                List<(int Page, Box Box, PanelKind Kind)> truth = [.. document.Value.GetProperty("figures").EnumerateArray().SelectMany(TruthOf)];
                foreach (Panel panel in new PanelSplitter { RulesOnly = true }.Split(source))
                {
                    PanelKind[] kinds = [.. truth.Where(t => t.Page == panel.Page && t.Box.Intersect(panel.Box).Area > LeastInside * panel.Box.Area).Select(t => t.Kind)];
                    // A scrap of a chart is no chart.
                    if (kinds.Length != 1 || Math.Min(panel.Pixels.Width, panel.Pixels.Height) < 60) continue;
                    examples.Add(new Example($"composed {kinds[0]}", true, false, kinds[0], panel.Class, PanelFeatures.Measure(panel.Pixels)));
                }
            }
        }
        return examples;
    }

    private static IEnumerable<(int Page, Box Box, PanelKind Kind)> TruthOf(JsonElement figure)
    {
        int page = figure.GetProperty("page").GetInt32();
        foreach (JsonElement panel in figure.GetProperty("panels").EnumerateArray())
        {
            PanelKind? kind = panel.GetProperty("kind").GetString() switch { "chart" => PanelKind.Plot, "facs" => PanelKind.FlowCytometry, _ => null };
            if (kind is null) continue;
            double[] b = [.. panel.GetProperty("box").EnumerateArray().Select(v => v.GetDouble())];
            yield return (page, new Box(b[0], b[1], b[2], b[3]), kind.Value);
        }
    }
}

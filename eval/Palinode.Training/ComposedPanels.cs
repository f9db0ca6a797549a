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

    /// <param name="set">A folder of cases with layout.json.</param>
    public static List<Example> Read(string set)
    {
        List<Example> examples = [];
        foreach (string layout in Directory.EnumerateFiles(set, "layout.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
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
                    examples.Add(Example.OfDrawing($"composed {kinds[0]}", kinds[0], PanelFeatures.Measure(panel.Pixels)));
                }
            }
        }
        return examples;
    }

    /// <summary>
    /// What becomes of the micrographs and strips of composed cases, by the rules alone and with the stored model: a check on screening, not
    /// on the model, which knows the pictures of many of them.
    /// </summary>
    public static string Tally(string set)
    {
        int recordings = 0, lostByRules = 0, lost = 0, drawn = 0, keptByRules = 0, kept = 0;
        foreach (string layout in Directory.EnumerateFiles(set, "layout.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(layout));
            foreach (JsonProperty document in json.RootElement.EnumerateObject())
            {
                SourceDocument source = new DocumentReader().Read(Path.Combine(Path.GetDirectoryName(layout)!, document.Name), document.Name, new IngestOptions());
                List<(int Page, Box Box)> pictures = [.. document.Value.GetProperty("figures").EnumerateArray().SelectMany(f => f.GetProperty("panels").EnumerateArray()
                    .Where(p => p.GetProperty("kind").GetString() is "micro" or "blot").SelectMany(p => p.GetProperty("pictures").EnumerateArray()).Select(p => (f.GetProperty("page").GetInt32(), BoxOf(p))))];
                IReadOnlyList<Panel> rules = new PanelSplitter { RulesOnly = true }.Split(source), settled = new PanelSplitter().Split(source);
                foreach ((Panel rule, Panel now) in rules.Zip(settled))
                {
                    bool recording = pictures.Any(p => p.Page == rule.Page && p.Box.OverlapWith(rule.Box) > 0.5);
                    bool before = rule.Class is PanelClass.Picture or PanelClass.Blot, after = now.Class is PanelClass.Picture or PanelClass.Blot;
                    if (recording) { recordings++; lostByRules += before ? 0 : 1; lost += after ? 0 : 1; }
                    else { drawn++; keptByRules += before ? 1 : 0; kept += after ? 1 : 0; }
                    if (before != after || recording && !after) Console.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(layout))}/{document.Name} p{rule.Page} {rule.Box} recording {recording}: {rule.Class} → {now.Class}; {now.Kind} {now.KindProbability:0.00}");
                }
            }
        }
        return $"{recordings} recordings: {lostByRules} called line art by the rules, {lost} with the model. {drawn} others: {keptByRules} called recordings by the rules, {kept} with the model.";
    }

    private static Box BoxOf(JsonElement element)
    {
        double[] b = [.. element.GetProperty("box").EnumerateArray().Select(v => v.GetDouble())];
        return new Box(b[0], b[1], b[2], b[3]);
    }

    private static IEnumerable<(int Page, Box Box, PanelKind Kind)> TruthOf(JsonElement figure)
    {
        int page = figure.GetProperty("page").GetInt32();
        foreach (JsonElement panel in figure.GetProperty("panels").EnumerateArray())
        {
            PanelKind? kind = panel.GetProperty("kind").GetString() switch { "chart" => PanelKind.Plot, "facs" => PanelKind.FlowCytometry, _ => null };
            if (kind is null) continue;
            yield return (page, BoxOf(panel), kind.Value);
        }
    }
}

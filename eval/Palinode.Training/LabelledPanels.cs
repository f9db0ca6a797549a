using System.Globalization;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Panels;
using Palinode.Evidence;
using Palinode.Samples.Drawing;

namespace Palinode.Training;

/// <summary>Panels of articles, cut by the engine, with the labels that people gave them (eval/classes/labels.csv).</summary>
internal static class LabelledPanels
{
    private const double SameBox = 0.7;

    private sealed record Label(string Document, int Page, Box Box, PanelKind Kind);

    /// <param name="labels">The CSV file.</param>
    /// <param name="documents">The articles; one that no label names is left out.</param>
    public static List<Example> Read(string labels, IEnumerable<string> documents)
    {
        ILookup<string, Label> known = File.ReadLines(labels).Skip(1).Select(Parse).ToLookup(l => l.Document);
        List<Example> examples = [];
        int unlabelled = 0;
        foreach (string path in documents.Order(StringComparer.Ordinal))
        {
            SourceDocument document = new DocumentReader().Read(path, Path.GetFileName(path), new IngestOptions());
            string id = document.Sha256[..16];
            foreach (Panel panel in known.Contains(id) ? new PanelSplitter { RulesOnly = true }.Split(document) : [])
            {
                Label? label = known[id].Where(l => l.Page == (panel.Page ?? 0)).MaxBy(l => l.Box.OverlapWith(panel.Box));
                if (label is null || label.Box.OverlapWith(panel.Box) < SameBox) { unlabelled++; continue; }
                // A panel knows its figure by the place: the same page, and the box inside.
                string? caption = document.Figures.Where(f => f.Page == panel.Page).MaxBy(f => f.Box.Intersect(panel.Box).Area)?.Caption;
                Example example = new(id, Origin.Article, label.Kind, panel.Class, CaptionHints.Find(caption), PanelFeatures.Measure(panel.Pixels));
                examples.Add(example);
                foreach (Raster altered in Alter(panel, Dice.For($"{id} {panel.Page} {panel.Box}")))
                    examples.Add(example with { Origin = Origin.Altered, Features = PanelFeatures.Measure(altered) });
            }
        }
        Console.WriteLine($"{examples.Count(e => e.Origin == Origin.Article)} labelled panels of {examples.Select(e => e.Group).Distinct().Count()} articles; {unlabelled} panels without a label");
        return examples;
    }

    /// <summary>The same panel as another journal might print it: smaller, of other contrast, through another JPEG.</summary>
    private static IEnumerable<Raster> Alter(Panel panel, Dice dice)
    {
        Raster p = panel.Pixels;
        if (Math.Min(p.Width, p.Height) < 12) yield break;
        double scale = Math.Min(1, 320.0 / Math.Max(p.Width, p.Height));
        for (int i = 0; i < 2; i++)
        {
            double s = scale * dice.Between(0.5, 1);
            Raster small = p.Resize(Math.Max(8, (int)(p.Width * s)), Math.Max(8, (int)(p.Height * s)));
            yield return new Wear { Contrast = dice.Between(0.8, 1.15), Gamma = dice.Between(0.75, 1.3), Jpeg = 45 + dice.Below(50) }.Apply(small, dice);
        }
    }

    private static Label Parse(string line)
    {
        string[] f = line.Split(',');
        double At(int i) => double.Parse(f[i], CultureInfo.InvariantCulture);
        return new Label(f[0], int.Parse(f[1], CultureInfo.InvariantCulture), new Box(At(2), At(3), At(4), At(5)), Enum.Parse<PanelKind>(f[6]));
    }
}

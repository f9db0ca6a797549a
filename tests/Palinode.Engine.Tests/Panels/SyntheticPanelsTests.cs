using Palinode.Engine.Panels;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Panels;

/// <summary>Recall of the true pictures of composed papers; thresholds lie slightly below what docs/methods/panels.md reports.</summary>
[TestFixture]
internal sealed class SyntheticPanelsTests
{
    [Test]
    public void Pictures_strips_and_dot_plots_of_composed_papers_are_found()
    {
        string set = SharedMaterial.Require("eval", "synthetic");
        PanelSplitter splitter = new(new PanelOptions());
        Dictionary<string, (int All, int Found, int Classed)> tally = new(StringComparer.Ordinal);
        int pictures = 0, unmatched = 0;
        // Every third case: all of them take half a minute and say the same.
        foreach (string folder in Directory.GetDirectories(set).Order(StringComparer.Ordinal).Where((_, i) => i % 3 == 0))
        {
            foreach (KnownFigure known in SyntheticFigures.Read(folder))
            {
                List<Panel> left = [.. splitter.Split(known.Figure, known.Name)];
                foreach (KnownPicture truth in known.Pictures)
                {
                    Panel? best = left.MaxBy(p => p.Box.OverlapWith(truth.Box));
                    // A chart's own border is its ink; the layout's includes the blank space around it.
                    bool found = best is not null && best.Box.OverlapWith(truth.Box) >= (truth.Kind == "chart" ? 0.5 : 0.7);
                    PanelClass wanted = truth.Kind switch { "micro" => PanelClass.Picture, "strip" => PanelClass.Blot, _ => PanelClass.Plot };
                    (int all, int hits, int classed) = tally.GetValueOrDefault(truth.Kind);
                    tally[truth.Kind] = (all + 1, hits + (found ? 1 : 0), classed + (found && best!.Class == wanted ? 1 : 0));
                    if (found) left.Remove(best!);
                    if (truth.Kind is "micro" or "strip") pictures++;
                }
                unmatched += left.Count(p => p.Class is PanelClass.Picture or PanelClass.Blot);
            }
        }
        foreach ((string kind, (int all, int found, int classed)) in tally.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            TestContext.Out.WriteLine($"{kind}: {found} of {all} found, {classed} of these in the right class");
            ((double)found / all).ShouldBeGreaterThan(0.97, kind);
            ((double)classed / found).ShouldBeGreaterThan(0.97, kind);
        }
        TestContext.Out.WriteLine($"{unmatched} pictures or strips that are none, beside {pictures}");
        ((double)unmatched / pictures).ShouldBeLessThan(0.02);
    }
}

using Palinode.Engine.Bands;
using Palinode.Engine.Findings;
using Palinode.Engine.Ingest;
using Palinode.Engine.Pairing;
using Palinode.Engine.Verification;
using Palinode.Evidence;

namespace Palinode.Engine;

/// <summary>
/// The same stages as <see cref="Screening"/> for two places only, so that any finding can be run again alone. Chance then counts over the few
/// pairs compared here, not over a whole article.
/// </summary>
public static class Comparison
{
    /// <exception cref="InputException">A document cannot be used, or the place is not in it.</exception>
    public static ScreeningResult Run(ComparisonRequest request, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken cancel)
    {
        var run = new PipelineRun(options, progress, cancel);
        bool sameDocument = request.A.Document.Name == request.B.Document.Name;
        ScreeningInput[] inputs = sameDocument ? [request.A.Document] : [request.A.Document, request.B.Document];
        IReadOnlyList<SourceDocument> documents = run.Read(inputs);
        PanelList panels = run.Label(documents, run.Split(documents));
        IReadOnlyList<int> inA = Chosen(panels, 0, request.A), inB = Chosen(panels, inputs.Length - 1, request.B);
        HashSet<int> wanted = [.. inA, .. inB];
        var part = new PanelList(panels.All, panels.DocumentOf, panels.FigureOf, panels.Labels, [.. panels.Examined.Select((e, i) => e && wanted.Contains(i))]);
        List<PanelPair> pairs = [.. inA.SelectMany(a => inB.Select(b => new PanelPair(Math.Min(a, b), Math.Max(a, b)))).Where(p => part.Examined[p.A] && part.Examined[p.B]).Distinct().Order(PanelPair.ByPlace)];
        IReadOnlyList<PreparedPanel?> prepared = run.Prepare(part, pairs.Count);
        IReadOnlyList<List<VerifiedMatch>> matches = run.Verify(prepared, pairs);
        HashSet<int> ofA = [.. inA];
        BandSearchResult bands = run.SearchBands(part, [.. Enumerable.Range(0, part.All.Count).Select(ofA.Contains)]);
        IReadOnlyList<PlacedFinding> findings = run.Prove(prepared, run.Assemble(panels, prepared, new Likenesses(pairs, matches, run.SearchCopies(prepared, pairs), bands), f => Touches(f, request)));
        return run.Finish(inputs, documents, panels, findings, wanted);
    }

    /// <summary>The panels that one side names.</summary>
    private static List<int> Chosen(PanelList panels, int document, ComparisonSide side)
    {
        List<int> own = [.. Enumerable.Range(0, panels.All.Count).Where(i => panels.DocumentOf[i] == document)];
        if (own.Count == 0) throw new InputException($"{side.Document.Name}: no figure was found in it, so there is nothing to compare.");
        if (side.Box is { } box)
        {
            List<int> touched = [.. own.Where(i => (side.Page ?? 1) == (panels.All[i].Page ?? 1) && Covers(panels.All[i].Box, box))];
            return touched.Count > 0 ? touched : throw new InputException($"{side.Document.Name}: no panel lies at that place of page {side.Page ?? 1}; 'palinode screen' lists the panels in its coverage.");
        }
        if (side.Figure is not { } figure) return own;
        List<int> ofFigure = [.. own.Where(i => string.Equals(panels.All[i].Figure, figure, StringComparison.OrdinalIgnoreCase))];
        if (ofFigure.Count == 0)
        {
            string known = string.Join(", ", own.Select(i => panels.All[i].Figure).OfType<string>().Distinct());
            throw new InputException($"{side.Document.Name}: there is no Figure {figure}" + (known.Length > 0 ? $"; its figures are {known}." : "; no figure of it has a number, give a place as p4@0.1,0.2,0.4,0.5."));
        }
        if (side.Panel is not { } letter) return ofFigure;
        List<int> ofPanel = [.. ofFigure.Where(i => string.Equals(panels.Labels[i].Letter, letter, StringComparison.OrdinalIgnoreCase))];
        if (ofPanel.Count > 0) return ofPanel;
        string letters = string.Join(", ", ofFigure.Select(i => panels.Labels[i].Letter).OfType<string>().Distinct());
        throw new InputException($"{side.Document.Name}: panel {letter} of Figure {figure} was not made out" + (letters.Length > 0 ? $" (known: {letters})" : "") + "; give the place as p4@0.1,0.2,0.4,0.5.");
    }

    /// <summary>A place means a panel when it holds a fair part of it, or lies within it.</summary>
    private static bool Covers(Box panel, Box place) => panel.Intersect(place).Area > 0.3 * Math.Min(panel.Area, place.Area);

    /// <summary>Whether a finding lies at the two places asked for, in either order.</summary>
    private static bool Touches(Finding finding, ComparisonRequest request)
    {
        static bool At(Region region, ComparisonSide side) => side.Box is not { } box || Covers(region.Box, box);
        return At(finding.A, request.A) && At(finding.B, request.B) || At(finding.A, request.B) && At(finding.B, request.A);
    }
}

using System.Collections.Immutable;
using Palinode.Engine.Bands;
using Palinode.Engine.Copies;
using Palinode.Engine.Findings;
using Palinode.Engine.Labels;
using Palinode.Engine.Pairing;
using Palinode.Engine.Significance;
using Palinode.Engine.Verification;
using Palinode.Evidence;

namespace Palinode.Engine;

/// <summary>What two unrelated documents, or one without duplicates against itself, gave.</summary>
/// <param name="A">Name of the first document.</param>
/// <param name="B">Name of the second; the first's where it was compared with itself.</param>
/// <param name="PanelPairs">Pairs of panels compared.</param>
/// <param name="BandTests">Pairs of bands and of runs compared, by kind.</param>
/// <param name="Accidents">What would be reported, at all confidences.</param>
/// <param name="CopyScores">For each picture compared with itself, the score of its best copy, where it had any.</param>
/// <param name="BandScores">Scores of all pairs of bands that came to be judged; the rest scored lower.</param>
public sealed record CalibrationPair(string A, string B, long PanelPairs, TestCounts BandTests, ImmutableArray<AccidentalMatch> Accidents, ImmutableArray<BandScore> BandScores, ImmutableArray<double> CopyScores);

/// <summary>A finding where there is nothing to find.</summary>
/// <param name="Unit">What it would be.</param>
/// <param name="Significance">As stated: −log10 of the expected number of such accidents.</param>
public readonly record struct AccidentalMatch(Unit Unit, double Significance);

/// <summary>
/// Runs the comparison over documents that share nothing, every two of them as a run of its own, so that the stated chance can be held against
/// what happens. Each document is read and described once.
/// </summary>
public static class Calibration
{
    /// <param name="documents">Unrelated to each other, without duplicates within.</param>
    /// <param name="options">As for a screening.</param>
    /// <param name="within">Whether each document is compared with itself as well.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>First every document with itself, where asked for; then the pairs in order.</returns>
    /// <exception cref="InputException">A document cannot be read.</exception>
    public static IEnumerable<CalibrationPair> Run(IReadOnlyList<ScreeningInput> documents, ScreeningOptions options, bool within, CancellationToken cancel)
    {
        var run = new PipelineRun(options, null, cancel);
        IReadOnlyList<FigurePanels> figures = run.Split(run.Read(documents));
        List<int> documentOf = [.. figures.SelectMany(f => f.Panels.Select(_ => f.Document))];
        // Addresses play no part in chance, so they are not read.
        var panels = new PanelList([.. figures.SelectMany(f => f.Panels)], documentOf, [.. figures.SelectMany(f => f.Panels.Select(_ => f.Figure))], [.. documentOf.Select(_ => PanelLabels.None)]);
        IReadOnlyList<PreparedPanel?> prepared = run.Prepare(panels, 0);
        IReadOnlyList<BandStrip> strips = run.FindBands(panels);
        if (within)
            for (int i = 0; i < documents.Count; i++) yield return Compare(run, options, documents, panels, prepared, strips, i, i);
        for (int i = 0; i < documents.Count; i++)
            for (int j = i + 1; j < documents.Count; j++) yield return Compare(run, options, documents, panels, prepared, strips, i, j);
    }

    private static CalibrationPair Compare(PipelineRun run, ScreeningOptions options, IReadOnlyList<ScreeningInput> documents, PanelList panels, IReadOnlyList<PreparedPanel?> prepared, IReadOnlyList<BandStrip> strips, int i, int j)
    {
        bool itself = i == j;
        bool[] taken = [.. panels.Examined.Select((e, p) => e && (panels.DocumentOf[p] == i || panels.DocumentOf[p] == j))];
        bool[] suspect = [.. panels.DocumentOf.Select(d => d == i)];
        // Of two documents only what lies across: each document with itself is a run of its own.
        List<PanelPair> pairs = [.. PairSelection.Choose(panels.All, suspect, taken).Where(p => itself || panels.DocumentOf[p.A] != panels.DocumentOf[p.B])];
        IReadOnlyList<List<VerifiedMatch>> matches = run.Verify(prepared, pairs);
        IReadOnlyList<PanelCopies> copies = run.SearchCopies(prepared, pairs);
        BandSearchResult bands = run.SearchBands([.. strips.Where(s => taken[s.Panel])], suspect);
        bool Across(int a, int b) => itself || panels.DocumentOf[a] != panels.DocumentOf[b];
        TestCounts tests = itself ? bands.Tests : BandPairCounts.Across([.. strips.Where(s => taken[s.Panel])], s => suspect[s.Panel]);
        var counted = bands with { Matches = [.. bands.Matches.Where(m => Across(m.PanelA, m.PanelB))], Tests = tests };
        List<PlacedFinding> findings = new FindingAssembler(options.Findings, options.Null, options.Shares).Assemble(prepared, panels.Labels, new Likenesses(pairs, matches, copies, counted), _ => true, out _);
        return new CalibrationPair(documents[i].Name, documents[j].Name, pairs.Count, tests,
            [.. findings.Select(f => new AccidentalMatch(f.Finding.Unit, f.Finding.Significance))],
            [.. bands.Scores.Where(s => Across(s.PanelA, s.PanelB))], [.. copies.SelectMany(c => c.Matches.Take(1).Select(m => m.Score))]);
    }
}

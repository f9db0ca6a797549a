using System.Collections.Immutable;
using System.Diagnostics;
using Palinode.Engine.Bands;
using Palinode.Engine.Copies;
using Palinode.Engine.Features;
using Palinode.Engine.Findings;
using Palinode.Engine.Findings.Contexts;
using Palinode.Engine.Ingest;
using Palinode.Engine.Labels;
using Palinode.Engine.Pairing;
using Palinode.Engine.Panels;
using Palinode.Engine.Significance;
using Palinode.Engine.Verification;
using Palinode.Evidence;

namespace Palinode.Engine;

/// <summary>A figure of a run with its panels.</summary>
/// <param name="Document">Index of its document.</param>
/// <param name="Figure">The figure itself.</param>
/// <param name="Panels">In reading order.</param>
internal sealed record FigurePanels(int Document, SourceFigure Figure, IReadOnlyList<Panel> Panels);

/// <summary>All panels of a run, with the document and the figure that each belongs to.</summary>
/// <param name="all">In reading order, document by document.</param>
/// <param name="documentOf">For each panel, the index of its document.</param>
/// <param name="figureOf">For each panel, its figure.</param>
/// <param name="labels">For each panel, what was read of its address.</param>
/// <param name="examined">Which panels are to be examined; all that can be where it is not given.</param>
internal sealed class PanelList(IReadOnlyList<Panel> all, IReadOnlyList<int> documentOf, IReadOnlyList<SourceFigure> figureOf, IReadOnlyList<PanelLabels> labels, IReadOnlyList<bool>? examined = null)
{
    public IReadOnlyList<Panel> All { get; } = all;
    public IReadOnlyList<PanelLabels> Labels { get; } = labels;

    public IReadOnlyList<int> DocumentOf { get; } = documentOf;
    public IReadOnlyList<SourceFigure> FigureOf { get; } = figureOf;
    public IReadOnlyList<bool> Examined { get; } = examined ?? [.. all.Select(p => Coverage.WhyNot(p) is null)];

    /// <summary>For each panel, something that depends on its document.</summary>
    public IReadOnlyList<T> ForEach<T>(Func<int, T> ofDocument) => [.. DocumentOf.Select(ofDocument)];
}

/// <summary>
/// The stages, each over all its items at once: on several threads, stopped by the token, timed. Results are stored by place, never in order of
/// completion, so that the number of threads changes nothing but the time.
/// </summary>
internal sealed class PipelineRun(ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken cancel)
{
    private readonly List<(string Stage, double Seconds)> _timings = [];
    private readonly List<string> _remarks = [];

    public IReadOnlyList<SourceDocument> Read(IReadOnlyList<ScreeningInput> inputs)
    {
        var reader = new DocumentReader();
        return Stage("Reading", inputs.Count, i => reader.Read(inputs[i].Path, inputs[i].Name, inputs[i].Jats, options.Ingest, cancel));
    }

    public IReadOnlyList<FigurePanels> Split(IReadOnlyList<SourceDocument> documents)
    {
        List<(int Document, SourceFigure Figure)> figures = [.. documents.SelectMany((d, i) => d.Figures.Select(f => (i, f)))];
        var splitter = new PanelSplitter(options.Panels);
        return Stage("Splitting figures", figures.Count, i => new FigurePanels(figures[i].Document, figures[i].Figure, splitter.Split(figures[i].Figure, documents[figures[i].Document].Name)));
    }

    public PanelList Label(IReadOnlyList<SourceDocument> documents, IReadOnlyList<FigurePanels> figures)
    {
        FigureLabels[] labels = ReadLabels(documents, figures);
        return new PanelList(
            [.. figures.SelectMany(f => f.Panels)],
            [.. figures.SelectMany(f => f.Panels.Select(_ => f.Document))],
            [.. figures.SelectMany(f => f.Panels.Select(_ => f.Figure))],
            [.. labels.SelectMany(l => l.Panels)]);
    }

    public FigureLabels[] ReadLabels(IReadOnlyList<SourceDocument> documents, IReadOnlyList<FigurePanels> figures)
    {
        string[][] captions = [.. documents.Select(d => d.Figures.Select(f => f.Caption).OfType<string>().ToArray())];
        using var stage = new LabelStage(options.Labels, options.Panels);
        return Stage("Reading labels", figures.Count, i => stage.Read(figures[i].Figure, figures[i].Panels, captions[figures[i].Document]));
    }

    /// <param name="panels">All panels.</param>
    /// <param name="pairs">Pairs of panels that are to be compared.</param>
    public IReadOnlyList<PreparedPanel?> Prepare(PanelList panels, int pairs)
    {
        var extractor = new SiftExtractor(options.Features);
        return Stage("Looking at panels", panels.All.Count, i => panels.Examined[i] ? new PreparedPanel(panels.All[i], extractor.Extract(panels.All[i], pairs)) : null);
    }

    public IReadOnlyList<List<VerifiedMatch>> Verify(IReadOnlyList<PreparedPanel?> panels, IReadOnlyList<PanelPair> pairs)
    {
        var verifier = new PairVerifier(options.Matching, options.Similarity, options.Pixels);
        return Stage("Comparing panels", pairs.Count, i => verifier.Verify(panels[pairs[i].A]!, panels[pairs[i].B]!));
    }

    /// <summary>Copies within the pictures that are compared with themselves.</summary>
    public IReadOnlyList<PanelCopies> SearchCopies(IReadOnlyList<PreparedPanel?> panels, IReadOnlyList<PanelPair> pairs)
    {
        if (!options.Copies.Search) return [];
        int[] pictures = [.. pairs.Where(p => p.A == p.B && panels[p.A]!.Panel is { Class: PanelClass.Picture } panel && !panel.IsDrawn(options.Copies.DrawnFrom)).Select(p => p.A)];
        var search = new CopySearch(options.Copies);
        return Stage("Looking for copies within pictures", pictures.Length, i => new PanelCopies(pictures[i], search.Search(panels[pictures[i]]!.Gray, panels[pictures[i]]!.Panel.Overlay)));
    }

    /// <summary>Bands that appear twice in the strips of the panels that are examined.</summary>
    /// <param name="panels">All panels.</param>
    /// <param name="suspect">For each panel, whether it is to be compared with all others; the rest is not compared among itself.</param>
    public BandSearchResult SearchBands(PanelList panels, IReadOnlyList<bool> suspect) =>
        options.Bands.Search ? SearchBands(FindBands(panels), suspect) : new BandSearchResult([], new TestCounts());

    /// <summary>The strips of all blots that are examined, with their bands.</summary>
    public IReadOnlyList<BandStrip> FindBands(PanelList panels)
    {
        int[] blots = [.. Enumerable.Range(0, panels.All.Count).Where(i => panels.Examined[i] && panels.All[i].Class == PanelClass.Blot && !panels.All[i].IsDrawn(options.Bands.DrawnFrom))];
        var finder = new BandFinder(options.Bands);
        var stacks = new StripStacks([.. blots.Select(i => panels.All[i])], [.. blots.Select(i => panels.FigureOf[i])]);
        BandStrip?[] found = Stage("Finding bands", blots.Length, i => finder.Find(stacks.WithoutOverlap(i), blots[i]));
        return [.. found.Select((strip, i) => strip is null ? null : strip with { Stack = stacks.StackOf(i), OffsetY = strip.OffsetY + stacks.RowsShared(i) }).OfType<BandStrip>()];
    }

    public BandSearchResult SearchBands(IReadOnlyList<BandStrip> strips, IReadOnlyList<bool> suspect)
    {
        var search = new BandSearch(options.Bands, options.BandNull);
        return Stage("Comparing bands", 1, _ => search.Run(strips, s => suspect[s.Panel], options.Threads, cancel))[0];
    }

    public IReadOnlyList<PlacedFinding> Assemble(PanelList list, IReadOnlyList<PreparedPanel?> panels, Likenesses alike, Func<Finding, bool>? wanted = null)
    {
        List<PlacedFinding> findings = new FindingAssembler(options.Findings, options.Null, options.Shares).Assemble(panels, list.Labels, alike, wanted ?? (_ => true), out int dropped);
        if (dropped > 0) _remarks.Add($"{dropped} further findings, less significant than those listed, are left out.");
        return new FindingContext(options.Context).Describe([.. list.All.Select((p, i) => new ContextPanel(p, list.Labels[i], list.FigureOf[i]))], findings);
    }

    /// <summary>Outlines what both places of each finding share, and compares its grain.</summary>
    public IReadOnlyList<PlacedFinding> Prove(IReadOnlyList<PreparedPanel?> panels, IReadOnlyList<PlacedFinding> findings)
    {
        var proof = new PixelProof(options.SharedArea, options.Pixels, options.Residuals);
        return Stage("Comparing grain", findings.Count, i => proof.Prove(findings[i], panels[findings[i].PanelA]!, panels[findings[i].PanelB]!));
    }

    public ScreeningResult Finish(IReadOnlyList<ScreeningInput> inputs, IReadOnlyList<SourceDocument> documents, PanelList panels, IReadOnlyList<PlacedFinding> placed, IReadOnlySet<int>? covered = null)
    {
        foreach (SourceDocument document in documents) _remarks.AddRange(document.Remarks.Select(r => r.StartsWith(document.Name, StringComparison.Ordinal) ? r : $"{document.Name}: {r}"));
        PaintedEvidence evidence = Stage("Painting evidence", 1, _ => new EvidencePainter(options.Evidence).Paint(
            [.. placed.Select(p => new PaintJob(p.Finding, panels.All[p.PanelA], panels.All[p.PanelB], panels.FigureOf[p.PanelA], panels.FigureOf[p.PanelB], p.Residuals))], cancel))[0];
        ILookup<string, string> paths = evidence.Index.Pictures.ToLookup(p => p.Finding, p => p.Path);
        ImmutableArray<Finding> findings = [.. placed.Select(p => p.Finding.WithImages([.. paths[p.Finding.Id].Distinct()]))];
        var file = new FindingsFile
        {
            Engine = Stamp(),
            Inputs =
            [
                .. documents.Select((d, i) => new InputDocument
                {
                    Document = d.Name, Sha256 = d.Sha256, Jats = d.JatsSha256, Pages = d.Pages, Figures = d.Figures.Length, Role = inputs[i].Role == InputRole.Suspect ? "suspect" : "against",
                }),
            ],
            Findings = findings,
            Groups = new FindingGroups(options.Groups).Of(findings, [.. documents.Select(d => d.Name)]),
            Coverage = [.. Enumerable.Range(0, panels.All.Count).Where(i => covered?.Contains(i) ?? true).Select(i => Coverage.Of(panels.All[i], panels.Labels[i], options.Residuals))],
            Remarks = [.. _remarks],
        };
        return new ScreeningResult
        {
            Findings = file, Evidence = evidence.Index, Files = evidence.Files, Timings = _timings,
        };
    }

    public EngineStamp Stamp() => new() { Version = EngineVersion, Options = OptionList.Changed(options), Seed = options.Seed };

    public IReadOnlyList<(string Stage, double Seconds)> Timings => _timings;

    public static string EngineVersion { get; } = typeof(PipelineRun).Assembly.GetName().Version!.ToString(3);

    /// <summary>Runs one step per item and keeps the results in the items' order.</summary>
    private T[] Stage<T>(string name, int count, Func<int, T> step)
    {
        long start = Stopwatch.GetTimestamp();
        T[] results = new T[count];
        int done = 0;
        progress?.Report(new ScreeningProgress(name, 0, count));
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancel }, i =>
            {
                results[i] = step(i);
                progress?.Report(new ScreeningProgress(name, Interlocked.Increment(ref done), count));
            });
        }
        catch (AggregateException failure)
        {
            // Several items may fail at once; the one that comes first is told, whatever the threads did.
            cancel.ThrowIfCancellationRequested();
            Exception first = failure.InnerExceptions.OfType<InputException>().OrderBy(e => e.Message, StringComparer.Ordinal).FirstOrDefault() ?? failure.InnerExceptions[0];
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
        _timings.Add((name, Stopwatch.GetElapsedTime(start).TotalSeconds));
        return results;
    }
}

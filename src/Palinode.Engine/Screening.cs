using Palinode.Engine.Bands;
using Palinode.Engine.Copies;
using Palinode.Engine.Features;
using Palinode.Engine.Findings;
using Palinode.Engine.Findings.Contexts;
using Palinode.Engine.Ingest;
using Palinode.Engine.Labels;
using Palinode.Engine.Matching;
using Palinode.Engine.Pairing;
using Palinode.Engine.Panels;
using Palinode.Engine.Significance;
using Palinode.Engine.Verification;
using Palinode.Evidence;

namespace Palinode.Engine;

public enum InputRole { Suspect, Against }

/// <summary>A document to screen.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">How results call it: the path below the deepest folder that holds all inputs, with forward slashes.</param>
/// <param name="Role">Suspects are compared with themselves, each other and everything else; the others are not compared among themselves.</param>
public sealed record ScreeningInput(string Path, string Name, InputRole Role)
{
    /// <summary>For a PDF: the JATS XML of the same article, a file, or a folder or zip with the files of its figures. Null without one.</summary>
    public string? Jats { get; init; }
}

/// <summary>Everything that can be chosen for a run; equal options, inputs and version give equal findings.</summary>
public sealed record ScreeningOptions
{
    public IngestOptions Ingest { get; init; } = new();
    public PanelOptions Panels { get; init; } = new();
    public LabelOptions Labels { get; init; } = new();
    public FeatureOptions Features { get; init; } = new();
    public MatchOptions Matching { get; init; } = new();
    public SimilarityOptions Similarity { get; init; } = new();
    public PixelOptions Pixels { get; init; } = new();
    public SharedAreaOptions SharedArea { get; init; } = new();
    public ResidualOptions Residuals { get; init; } = new();
    public MeasuredNull Null { get; init; } = new();
    public CopyOptions Copies { get; init; } = new();
    public BandOptions Bands { get; init; } = new();
    public BandNull BandNull { get; init; } = new();
    public TestShares Shares { get; init; } = new();
    public FindingOptions Findings { get; init; } = new();
    public ContextOptions Context { get; init; } = new();
    public GroupOptions Groups { get; init; } = new();
    public EvidencePainterOptions Evidence { get; init; } = new();

    /// <summary>For every random choice of the run.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Worker threads; results do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>How far a run has come.</summary>
/// <param name="Stage">In a reader's words: "Reading", "Splitting figures", "Comparing panels".</param>
/// <param name="Done">Steps done in this stage.</param>
/// <param name="Total">Steps of this stage.</param>
public readonly record struct ScreeningProgress(string Stage, int Done, int Total);

/// <summary>What a run produced, in memory; the host writes it.</summary>
public sealed class ScreeningResult
{
    public required FindingsFile Findings { get; init; }
    public required EvidenceIndex Evidence { get; init; }

    /// <summary>Evidence pictures by path relative to findings.json.</summary>
    public required IReadOnlyDictionary<string, byte[]> Files { get; init; }

    /// <summary>Seconds by stage, in order; for run.json, never for findings.json.</summary>
    public required IReadOnlyList<(string Stage, double Seconds)> Timings { get; init; }
}

/// <summary>The whole pipeline on one page: documents → figures → panels → labels → features → pairs → matches → findings → evidence.</summary>
public static class Screening
{
    /// <param name="inputs">The documents, suspects and others, in the order in which findings name them.</param>
    /// <param name="options">Every choice; see <see cref="ScreeningOptions"/>.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancel">Stops the run within a second.</param>
    /// <exception cref="InputException">A document cannot be used; nothing was produced.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static ScreeningResult Run(IReadOnlyList<ScreeningInput> inputs, ScreeningOptions options, IProgress<ScreeningProgress>? progress, CancellationToken cancel)
    {
        var run = new PipelineRun(options, progress, cancel);
        IReadOnlyList<SourceDocument> documents = run.Read(inputs);
        PanelList panels = run.Label(documents, run.Split(documents));
        List<PanelPair> pairs = PairSelection.Choose(panels.All, panels.ForEach(d => inputs[d].Role == InputRole.Suspect), panels.Examined);
        IReadOnlyList<PreparedPanel?> prepared = run.Prepare(panels, pairs.Count);
        IReadOnlyList<List<VerifiedMatch>> matches = run.Verify(prepared, pairs);
        BandSearchResult bands = run.SearchBands(panels, panels.ForEach(d => inputs[d].Role == InputRole.Suspect));
        IReadOnlyList<PanelCopies> copies = run.SearchCopies(prepared, pairs);
        IReadOnlyList<PlacedFinding> findings = run.Prove(prepared, run.Assemble(panels, prepared, new Likenesses(pairs, matches, copies, bands)));
        return run.Finish(inputs, documents, panels, findings);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Cli.Results;

namespace Palinode.Cli.Evaluation;

/// <summary>The content of results.json: the same numbers as results.md, without any path.</summary>
internal sealed class EvaluationReport
{
    public string Schema { get; init; } = "palinode/evaluation/1";
    public required string Set { get; init; }
    public required string Version { get; init; }
    public required MachineRecord Machine { get; init; }
    public required int Threads { get; init; }

    /// <summary>Findings of high confidence only: the numbers to hold Palinode to.</summary>
    public required ScoreReport High { get; init; }

    /// <summary>All findings, whatever their confidence.</summary>
    public required ScoreReport All { get; init; }
    public required IReadOnlyList<CaseRun> Runs { get; init; }

    public static EvaluationReport Of(string set, MachineRecord machine, int threads, IReadOnlyList<ScoredCase> cases, IReadOnlyList<CaseRun> runs) => new()
    {
        Set = set,
        Version = ProgramVersion.Text,
        Machine = machine,
        Threads = threads,
        High = ScoreReport.Of(Scorer.Only(cases, "high")),
        All = ScoreReport.Of(cases),
        Runs = runs,
    };

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, EvaluationJson.Default.EvaluationReport), (byte)'\n'];
}

/// <summary>One score in the shape of results.json.</summary>
internal sealed class ScoreReport
{
    public required int Pairs { get; init; }
    public required int PairsHit { get; init; }
    public required double? Recall { get; init; }
    public required double? Precision { get; init; }
    public required int Findings { get; init; }
    public required IReadOnlyDictionary<string, int> Verdicts { get; init; }
    public required int FalseFindings { get; init; }
    public required int CompleteCases { get; init; }
    public required double? FalsePerCompleteCase { get; init; }
    public required int CleanCases { get; init; }
    public required int CleanCasesFlagged { get; init; }
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, Recall>> By { get; init; }
    public required IReadOnlyList<SweepRow> RecallAtLimits { get; init; }
    public required IReadOnlyList<CaseScore> Cases { get; init; }

    public static ScoreReport Of(IReadOnlyList<ScoredCase> cases)
    {
        Score score = Scorer.Evaluate(cases);
        return new ScoreReport
        {
            Pairs = score.All.Total,
            PairsHit = score.All.Hit,
            Recall = score.All.Share,
            Precision = score.Precision,
            Findings = score.Findings,
            Verdicts = score.Verdicts.OrderBy(v => v.Key).ToDictionary(v => v.Key.ToString().ToLowerInvariant(), v => v.Value),
            FalseFindings = score.FalseFindings,
            CompleteCases = score.CompleteCases,
            FalsePerCompleteCase = score.FalsePerCompleteCase,
            CleanCases = score.CleanCases,
            CleanCasesFlagged = score.CleanCasesFlagged,
            By = score.By,
            RecallAtLimits = Scorer.Sweep(cases),
            Cases = score.Cases,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(EvaluationReport))]
internal sealed partial class EvaluationJson : JsonSerializerContext;

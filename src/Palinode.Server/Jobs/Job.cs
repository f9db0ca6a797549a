using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Jobs;

internal enum JobState { Queued, Running, Done, Cancelled, Quarantined }

/// <summary>How far a running job has come, as the work itself told it.</summary>
/// <param name="Stage">In a reader's words: "Comparing panels"; null before the first report.</param>
internal readonly record struct JobProgress(string? Stage, int Done, int Total)
{
    /// <summary>"Comparing panels (12 of 40)"</summary>
    public override string ToString() => Stage is null ? "starting" : Total > 0 ? $"{Stage} ({Done} of {Total})" : Stage;
}

/// <param name="Documents">What is screened, by the hashes of the case's evidence.</param>
/// <param name="Attempts">How often it was claimed; with <paramref name="Worker"/> the name of the present claim.</param>
/// <param name="Failures">How often the work itself broke.</param>
/// <param name="Reason">Why it was cancelled, or why it is in quarantine or was tried again.</param>
internal sealed record Job(
    Guid Id, Guid Case, Guid Journal, ImmutableArray<Digest> Documents, JobState State, Guid RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset DueAt,
    int Attempts, int Failures, string? Worker, DateTimeOffset? HeartbeatAt, JobProgress Progress, string? Reason, DateTimeOffset? EndedAt)
{
    /// <summary>How the case's log calls it.</summary>
    public string Run => Id.ToString();

    public bool IsOpen => State is JobState.Queued or JobState.Running;
}

/// <summary>What stands in a job's row about the work.</summary>
/// <param name="Documents">SHA-256 in hexadecimal digits.</param>
internal sealed record ScreeningPayload(ImmutableArray<string> Documents)
{
    public string ToJson() => JsonSerializer.Serialize(this, PayloadJson.Default.ScreeningPayload);
    public static ScreeningPayload Parse(string json) => JsonSerializer.Deserialize(json, PayloadJson.Default.ScreeningPayload) ?? throw new JsonException("The payload of a job is empty.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScreeningPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext;

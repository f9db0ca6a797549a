using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>
/// Events as JSON, under names that never change. A form that has to change gets a new number, and the old one stays readable: what is in
/// the log stays in the log.
/// </summary>
public static class CaseEventJson
{
    private sealed record Form(string Name, JsonTypeInfo Info);

    private static readonly Form[] Forms =
    [
        new("concern-received/1", CaseJson.Default.ConcernReceived),
        new("journal-assigned/1", CaseJson.Default.JournalAssigned),
        new("article-identified/1", CaseJson.Default.ArticleIdentified),
        new("concern-acknowledged/1", CaseJson.Default.ConcernAcknowledged),
        new("case-triaged/1", CaseJson.Default.CaseTriaged),
        new("handler-assigned/1", CaseJson.Default.HandlerAssigned),
        new("conflict-declared/1", CaseJson.Default.ConflictDeclared),
        new("conflict-withdrawn/1", CaseJson.Default.ConflictWithdrawn),
        new("raiser-told/1", CaseJson.Default.RaiserTold),
        new("party-added/1", CaseJson.Default.PartyAdded),
        new("note-added/1", CaseJson.Default.NoteAdded),
        new("case-linked/1", CaseJson.Default.CaseLinked),
        new("case-unlinked/1", CaseJson.Default.CaseUnlinked),
        new("evidence-attached/1", CaseJson.Default.EvidenceAttached),
        new("screening-requested/1", CaseJson.Default.ScreeningRequested),
        new("screening-finished/1", CaseJson.Default.ScreeningFinished),
        new("screening-stopped/1", CaseJson.Default.ScreeningStopped),
        new("assessment-begun/1", CaseJson.Default.AssessmentBegun),
        new("assessment-recorded/1", CaseJson.Default.AssessmentRecorded),
        new("new-finding-raised/1", CaseJson.Default.NewFindingRaised),
        new("finding-accepted/1", CaseJson.Default.FindingAccepted),
        new("finding-dismissed/1", CaseJson.Default.FindingDismissed),
        new("claim-added/1", CaseJson.Default.ClaimAdded),
        new("claim-edited/1", CaseJson.Default.ClaimEdited),
        new("claim-withdrawn/1", CaseJson.Default.ClaimWithdrawn),
        new("work-cited/1", CaseJson.Default.WorkCited),
        new("expert-consulted/1", CaseJson.Default.ExpertConsulted),
        new("expert-answered/1", CaseJson.Default.ExpertAnswered),
        new("investigation-recorded/1", CaseJson.Default.InvestigationRecorded),
        new("query-drafted/1", CaseJson.Default.QueryDrafted),
        new("query-sent/1", CaseJson.Default.QuerySent),
        new("query-answered/1", CaseJson.Default.QueryAnswered),
        new("query-unanswered/1", CaseJson.Default.QueryUnanswered),
        new("response-assessed/1", CaseJson.Default.ResponseAssessed),
        new("original-data-requested/1", CaseJson.Default.OriginalDataRequested),
        new("original-data-received/1", CaseJson.Default.OriginalDataReceived),
        new("original-data-assessed/1", CaseJson.Default.OriginalDataAssessed),
        new("request-recorded/1", CaseJson.Default.RequestRecorded),
        new("institution-contacted/1", CaseJson.Default.InstitutionContacted),
        new("institution-answered/1", CaseJson.Default.InstitutionAnswered),
        new("institution-silent/1", CaseJson.Default.InstitutionSilent),
        new("deadline-set/1", CaseJson.Default.DeadlineSet),
        new("deadline-extended/1", CaseJson.Default.DeadlineExtended),
        new("deadline-met/1", CaseJson.Default.DeadlineMet),
        new("reminder-recorded/1", CaseJson.Default.ReminderRecorded),
        new("authors-told/1", CaseJson.Default.AuthorsTold),
        new("author-position-recorded/1", CaseJson.Default.AuthorPositionRecorded),
        new("decision-drafted/1", CaseJson.Default.DecisionDrafted),
        new("decision-approved/1", CaseJson.Default.DecisionApproved),
        new("decision-returned/1", CaseJson.Default.DecisionReturned),
        new("reasons-assigned/1", CaseJson.Default.ReasonsAssigned),
        new("appeal-lodged/1", CaseJson.Default.AppealLodged),
        new("appeal-decided/1", CaseJson.Default.AppealDecided),
        new("case-closed-without-action/1", CaseJson.Default.CaseClosedWithoutAction),
        new("monitoring-begun/1", CaseJson.Default.MonitoringBegun),
        new("case-closed/1", CaseJson.Default.CaseClosed),
        new("case-reopened/1", CaseJson.Default.CaseReopened),
        new("notice-drafted/1", CaseJson.Default.NoticeDrafted),
        new("notice-checked/1", CaseJson.Default.NoticeChecked),
        new("notice-approved/1", CaseJson.Default.NoticeApproved),
        new("notice-returned/1", CaseJson.Default.NoticeReturned),
        new("notice-published/1", CaseJson.Default.NoticePublished),
        new("original-marked/1", CaseJson.Default.OriginalMarked),
        new("propagation-confirmed/1", CaseJson.Default.PropagationConfirmed),
        new("propagation-finished/1", CaseJson.Default.PropagationFinished),
        new("legal-hold-placed/1", CaseJson.Default.LegalHoldPlaced),
        new("legal-hold-lifted/1", CaseJson.Default.LegalHoldLifted),
        new("retention-set/1", CaseJson.Default.RetentionSet),
        new("erasure-recorded/1", CaseJson.Default.ErasureRecorded),
    ];

    private static readonly ImmutableDictionary<string, JsonTypeInfo> Infos = Forms.ToImmutableDictionary(f => f.Name, f => f.Info, StringComparer.Ordinal);
    private static readonly ImmutableDictionary<Type, string> Names = Forms.ToImmutableDictionary(f => f.Info.Type, f => f.Name);

    /// <summary>All names of events: "concern-received/1".</summary>
    public static ImmutableArray<string> All { get; } = [.. Forms.Select(f => f.Name)];

    /// <summary>The name an event is stored under.</summary>
    public static string NameOf(CaseEvent happened) => NameOf(happened.GetType());

    public static string NameOf(Type type) => Names[type];

    /// <summary>One line of JSON; equal events give equal texts.</summary>
    public static string Write(CaseEvent happened) => JsonSerializer.Serialize(happened, Infos[NameOf(happened)]);

    /// <exception cref="InputException">No event has this name, or the JSON is not of its form.</exception>
    public static CaseEvent Read(string name, string json)
    {
        if (!Infos.TryGetValue(name, out JsonTypeInfo? info)) throw new InputException($"This version knows no event \"{name}\"; it was written by a newer one, or the log was changed.");
        try
        {
            return (CaseEvent?)JsonSerializer.Deserialize(json, info) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InputException($"The event \"{name}\" cannot be read: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ConcernReceived))]
[JsonSerializable(typeof(JournalAssigned))]
[JsonSerializable(typeof(ArticleIdentified))]
[JsonSerializable(typeof(ConcernAcknowledged))]
[JsonSerializable(typeof(CaseTriaged))]
[JsonSerializable(typeof(HandlerAssigned))]
[JsonSerializable(typeof(ConflictDeclared))]
[JsonSerializable(typeof(ConflictWithdrawn))]
[JsonSerializable(typeof(RaiserTold))]
[JsonSerializable(typeof(PartyAdded))]
[JsonSerializable(typeof(NoteAdded))]
[JsonSerializable(typeof(CaseLinked))]
[JsonSerializable(typeof(CaseUnlinked))]
[JsonSerializable(typeof(EvidenceAttached))]
[JsonSerializable(typeof(ScreeningRequested))]
[JsonSerializable(typeof(ScreeningFinished))]
[JsonSerializable(typeof(ScreeningStopped))]
[JsonSerializable(typeof(AssessmentBegun))]
[JsonSerializable(typeof(AssessmentRecorded))]
[JsonSerializable(typeof(NewFindingRaised))]
[JsonSerializable(typeof(FindingAccepted))]
[JsonSerializable(typeof(FindingDismissed))]
[JsonSerializable(typeof(ClaimAdded))]
[JsonSerializable(typeof(ClaimEdited))]
[JsonSerializable(typeof(ClaimWithdrawn))]
[JsonSerializable(typeof(WorkCited))]
[JsonSerializable(typeof(ExpertConsulted))]
[JsonSerializable(typeof(ExpertAnswered))]
[JsonSerializable(typeof(InvestigationRecorded))]
[JsonSerializable(typeof(QueryDrafted))]
[JsonSerializable(typeof(QuerySent))]
[JsonSerializable(typeof(QueryAnswered))]
[JsonSerializable(typeof(QueryUnanswered))]
[JsonSerializable(typeof(ResponseAssessed))]
[JsonSerializable(typeof(OriginalDataRequested))]
[JsonSerializable(typeof(OriginalDataReceived))]
[JsonSerializable(typeof(OriginalDataAssessed))]
[JsonSerializable(typeof(RequestRecorded))]
[JsonSerializable(typeof(InstitutionContacted))]
[JsonSerializable(typeof(InstitutionAnswered))]
[JsonSerializable(typeof(InstitutionSilent))]
[JsonSerializable(typeof(DeadlineSet))]
[JsonSerializable(typeof(DeadlineExtended))]
[JsonSerializable(typeof(DeadlineMet))]
[JsonSerializable(typeof(ReminderRecorded))]
[JsonSerializable(typeof(AuthorsTold))]
[JsonSerializable(typeof(AuthorPositionRecorded))]
[JsonSerializable(typeof(DecisionDrafted))]
[JsonSerializable(typeof(DecisionApproved))]
[JsonSerializable(typeof(DecisionReturned))]
[JsonSerializable(typeof(ReasonsAssigned))]
[JsonSerializable(typeof(AppealLodged))]
[JsonSerializable(typeof(AppealDecided))]
[JsonSerializable(typeof(CaseClosedWithoutAction))]
[JsonSerializable(typeof(MonitoringBegun))]
[JsonSerializable(typeof(CaseClosed))]
[JsonSerializable(typeof(CaseReopened))]
[JsonSerializable(typeof(NoticeDrafted))]
[JsonSerializable(typeof(NoticeChecked))]
[JsonSerializable(typeof(NoticeApproved))]
[JsonSerializable(typeof(NoticeReturned))]
[JsonSerializable(typeof(NoticePublished))]
[JsonSerializable(typeof(OriginalMarked))]
[JsonSerializable(typeof(PropagationConfirmed))]
[JsonSerializable(typeof(PropagationFinished))]
[JsonSerializable(typeof(LegalHoldPlaced))]
[JsonSerializable(typeof(LegalHoldLifted))]
[JsonSerializable(typeof(RetentionSet))]
[JsonSerializable(typeof(ErasureRecorded))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(StatedActor))]
[JsonSerializable(typeof(ActStatement))]
[JsonSerializable(typeof(Role))]
[JsonSerializable(typeof(ContentHash))]
[JsonSerializable(typeof(ClaimTarget))]
[JsonSerializable(typeof(ClaimSource))]
[JsonSerializable(typeof(NoticeClaim))]
[JsonSerializable(typeof(PolicyBasis))]
[JsonSerializable(typeof(Reason))]
[JsonSerializable(typeof(TextSpan))]
[JsonSerializable(typeof(CasePolicy))]
[JsonSerializable(typeof(RuleRoles))]
[JsonSerializable(typeof(OutcomeApprovals))]
[JsonSerializable(typeof(CaseRole))]
[JsonSerializable(typeof(PropagationTarget))]
internal sealed partial class CaseJson : JsonSerializerContext;

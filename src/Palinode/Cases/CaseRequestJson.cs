using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Requests as JSON, for the bodies of calls: the name of the rule says which one, the fields are those of its record.</summary>
public static class CaseRequestJson
{
    private static readonly ImmutableDictionary<string, JsonTypeInfo> Infos = new (CaseRule Rule, JsonTypeInfo Info)[]
    {
        (ReceiveConcern.Definition, CaseRequests.Default.ReceiveConcern),
        (AssignJournal.Definition, CaseRequests.Default.AssignJournal),
        (IdentifyArticle.Definition, CaseRequests.Default.IdentifyArticle),
        (AcknowledgeConcern.Definition, CaseRequests.Default.AcknowledgeConcern),
        (TriageConcern.Definition, CaseRequests.Default.TriageConcern),
        (AssignHandler.Definition, CaseRequests.Default.AssignHandler),
        (DeclareConflict.Definition, CaseRequests.Default.DeclareConflict),
        (WithdrawConflict.Definition, CaseRequests.Default.WithdrawConflict),
        (AddParty.Definition, CaseRequests.Default.AddParty),
        (AddNote.Definition, CaseRequests.Default.AddNote),
        (LinkCase.Definition, CaseRequests.Default.LinkCase),
        (UnlinkCase.Definition, CaseRequests.Default.UnlinkCase),
        (AttachEvidence.Definition, CaseRequests.Default.AttachEvidence),
        (RequestScreening.Definition, CaseRequests.Default.RequestScreening),
        (FinishScreening.Definition, CaseRequests.Default.FinishScreening),
        (StopScreening.Definition, CaseRequests.Default.StopScreening),
        (BeginAssessment.Definition, CaseRequests.Default.BeginAssessment),
        (RecordAssessment.Definition, CaseRequests.Default.RecordAssessment),
        (RaiseNewFinding.Definition, CaseRequests.Default.RaiseNewFinding),
        (CiteWork.Definition, CaseRequests.Default.CiteWork),
        (AcceptFinding.Definition, CaseRequests.Default.AcceptFinding),
        (DismissFinding.Definition, CaseRequests.Default.DismissFinding),
        (AddClaim.Definition, CaseRequests.Default.AddClaim),
        (EditClaim.Definition, CaseRequests.Default.EditClaim),
        (WithdrawClaim.Definition, CaseRequests.Default.WithdrawClaim),
        (ConsultExpert.Definition, CaseRequests.Default.ConsultExpert),
        (RecordOpinion.Definition, CaseRequests.Default.RecordOpinion),
        (RecordInvestigation.Definition, CaseRequests.Default.RecordInvestigation),
        (DraftQuery.Definition, CaseRequests.Default.DraftQuery),
        (SendQuery.Definition, CaseRequests.Default.SendQuery),
        (RecordAnswer.Definition, CaseRequests.Default.RecordAnswer),
        (RecordNoAnswer.Definition, CaseRequests.Default.RecordNoAnswer),
        (AssessResponse.Definition, CaseRequests.Default.AssessResponse),
        (RequestOriginalData.Definition, CaseRequests.Default.RequestOriginalData),
        (ReceiveOriginalData.Definition, CaseRequests.Default.ReceiveOriginalData),
        (AssessOriginalData.Definition, CaseRequests.Default.AssessOriginalData),
        (RecordRequest.Definition, CaseRequests.Default.RecordRequest),
        (ContactInstitution.Definition, CaseRequests.Default.ContactInstitution),
        (RecordInstitutionAnswer.Definition, CaseRequests.Default.RecordInstitutionAnswer),
        (RecordInstitutionSilence.Definition, CaseRequests.Default.RecordInstitutionSilence),
        (SetDeadline.Definition, CaseRequests.Default.SetDeadline),
        (ExtendDeadline.Definition, CaseRequests.Default.ExtendDeadline),
        (MeetDeadline.Definition, CaseRequests.Default.MeetDeadline),
        (RecordReminder.Definition, CaseRequests.Default.RecordReminder),
        (DraftDecision.Definition, CaseRequests.Default.DraftDecision),
        (ApproveDecision.Definition, CaseRequests.Default.ApproveDecision),
        (ReturnDecision.Definition, CaseRequests.Default.ReturnDecision),
        (TellAuthors.Definition, CaseRequests.Default.TellAuthors),
        (RecordAuthorPosition.Definition, CaseRequests.Default.RecordAuthorPosition),
        (AssignReasons.Definition, CaseRequests.Default.AssignReasons),
        (LodgeAppeal.Definition, CaseRequests.Default.LodgeAppeal),
        (DecideAppeal.Definition, CaseRequests.Default.DecideAppeal),
        (DraftNotice.Definition, CaseRequests.Default.DraftNotice),
        (CheckNotice.Definition, CaseRequests.Default.CheckNotice),
        (ApproveNotice.Definition, CaseRequests.Default.ApproveNotice),
        (ReturnNotice.Definition, CaseRequests.Default.ReturnNotice),
        (PublishNotice.Definition, CaseRequests.Default.PublishNotice),
        (MarkOriginal.Definition, CaseRequests.Default.MarkOriginal),
        (ConfirmPropagation.Definition, CaseRequests.Default.ConfirmPropagation),
        (FinishPropagation.Definition, CaseRequests.Default.FinishPropagation),
        (BeginMonitoring.Definition, CaseRequests.Default.BeginMonitoring),
        (TellRaiser.Definition, CaseRequests.Default.TellRaiser),
        (CloseWithoutAction.Definition, CaseRequests.Default.CloseWithoutAction),
        (CloseCase.Definition, CaseRequests.Default.CloseCase),
        (ReopenCase.Definition, CaseRequests.Default.ReopenCase),
        (PlaceHold.Definition, CaseRequests.Default.PlaceHold),
        (LiftHold.Definition, CaseRequests.Default.LiftHold),
        (SetRetention.Definition, CaseRequests.Default.SetRetention),
        (RecordErasure.Definition, CaseRequests.Default.RecordErasure),
    }.ToImmutableDictionary(r => r.Rule.Name, r => r.Info, StringComparer.Ordinal);

    public static string Write(CaseRequest request) => JsonSerializer.Serialize(request, Infos[request.Rule.Name]);

    /// <param name="rule">"approve-decision"</param>
    /// <param name="json">An object; what a request can do without may be left away.</param>
    /// <exception cref="InputException">There is no such rule, or the JSON is not of its form.</exception>
    public static CaseRequest Read(string rule, string json)
    {
        if (!Infos.TryGetValue(rule, out JsonTypeInfo? info)) throw new InputException($"There is no request \"{rule}\".");
        try
        {
            return (CaseRequest?)JsonSerializer.Deserialize(json, info) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InputException($"The request \"{rule}\" cannot be read: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReceiveConcern))]
[JsonSerializable(typeof(AssignJournal))]
[JsonSerializable(typeof(IdentifyArticle))]
[JsonSerializable(typeof(AcknowledgeConcern))]
[JsonSerializable(typeof(TriageConcern))]
[JsonSerializable(typeof(AssignHandler))]
[JsonSerializable(typeof(DeclareConflict))]
[JsonSerializable(typeof(WithdrawConflict))]
[JsonSerializable(typeof(AddParty))]
[JsonSerializable(typeof(AddNote))]
[JsonSerializable(typeof(LinkCase))]
[JsonSerializable(typeof(UnlinkCase))]
[JsonSerializable(typeof(AttachEvidence))]
[JsonSerializable(typeof(RequestScreening))]
[JsonSerializable(typeof(FinishScreening))]
[JsonSerializable(typeof(StopScreening))]
[JsonSerializable(typeof(BeginAssessment))]
[JsonSerializable(typeof(RecordAssessment))]
[JsonSerializable(typeof(RaiseNewFinding))]
[JsonSerializable(typeof(CiteWork))]
[JsonSerializable(typeof(AcceptFinding))]
[JsonSerializable(typeof(DismissFinding))]
[JsonSerializable(typeof(AddClaim))]
[JsonSerializable(typeof(EditClaim))]
[JsonSerializable(typeof(WithdrawClaim))]
[JsonSerializable(typeof(ConsultExpert))]
[JsonSerializable(typeof(RecordOpinion))]
[JsonSerializable(typeof(RecordInvestigation))]
[JsonSerializable(typeof(DraftQuery))]
[JsonSerializable(typeof(SendQuery))]
[JsonSerializable(typeof(RecordAnswer))]
[JsonSerializable(typeof(RecordNoAnswer))]
[JsonSerializable(typeof(AssessResponse))]
[JsonSerializable(typeof(RequestOriginalData))]
[JsonSerializable(typeof(ReceiveOriginalData))]
[JsonSerializable(typeof(AssessOriginalData))]
[JsonSerializable(typeof(RecordRequest))]
[JsonSerializable(typeof(ContactInstitution))]
[JsonSerializable(typeof(RecordInstitutionAnswer))]
[JsonSerializable(typeof(RecordInstitutionSilence))]
[JsonSerializable(typeof(SetDeadline))]
[JsonSerializable(typeof(ExtendDeadline))]
[JsonSerializable(typeof(MeetDeadline))]
[JsonSerializable(typeof(RecordReminder))]
[JsonSerializable(typeof(DraftDecision))]
[JsonSerializable(typeof(ApproveDecision))]
[JsonSerializable(typeof(ReturnDecision))]
[JsonSerializable(typeof(TellAuthors))]
[JsonSerializable(typeof(RecordAuthorPosition))]
[JsonSerializable(typeof(AssignReasons))]
[JsonSerializable(typeof(LodgeAppeal))]
[JsonSerializable(typeof(DecideAppeal))]
[JsonSerializable(typeof(DraftNotice))]
[JsonSerializable(typeof(CheckNotice))]
[JsonSerializable(typeof(ApproveNotice))]
[JsonSerializable(typeof(ReturnNotice))]
[JsonSerializable(typeof(PublishNotice))]
[JsonSerializable(typeof(MarkOriginal))]
[JsonSerializable(typeof(ConfirmPropagation))]
[JsonSerializable(typeof(FinishPropagation))]
[JsonSerializable(typeof(BeginMonitoring))]
[JsonSerializable(typeof(TellRaiser))]
[JsonSerializable(typeof(CloseWithoutAction))]
[JsonSerializable(typeof(CloseCase))]
[JsonSerializable(typeof(ReopenCase))]
[JsonSerializable(typeof(PlaceHold))]
[JsonSerializable(typeof(LiftHold))]
[JsonSerializable(typeof(SetRetention))]
[JsonSerializable(typeof(RecordErasure))]
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
[JsonSerializable(typeof(Stated<string>))]
[JsonSerializable(typeof(Stated<bool>))]
[JsonSerializable(typeof(NoticeAuthor))]
[JsonSerializable(typeof(Affiliation))]
[JsonSerializable(typeof(NoticeDate))]
[JsonSerializable(typeof(Concern))]
[JsonSerializable(typeof(Investigation))]
[JsonSerializable(typeof(Request))]
[JsonSerializable(typeof(Approval))]
[JsonSerializable(typeof(AuthorsResponse))]
[JsonSerializable(typeof(LinkedNotice))]
[JsonSerializable(typeof(Remark))]
[JsonSerializable(typeof(NoticeReference))]
[JsonSerializable(typeof(Passage))]
[JsonSerializable(typeof(Actor))]
[JsonSerializable(typeof(TextSpan))]
internal sealed partial class CaseRequests : JsonSerializerContext;

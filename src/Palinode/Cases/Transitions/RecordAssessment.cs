namespace Palinode.Cases;

/// <summary>Says how far it goes. That it is beyond doubt how it came about, only an approver says, and on a decided case.</summary>
public sealed record RecordAssessment(ConcernLevel Level, DuplicationType? Duplication = null, bool? ConclusionsAffected = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-assessment", "Recording the assessment", [CaseRole.Investigator, CaseRole.Editor, CaseRole.Approver],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (Level == ConcernLevel.Clear && !(s.Actor.Has(CaseRole.Approver) && CaseStates.Decided.Contains(s.Case.State))) return Refuse(RefusalCode.First, "That level speaks of intent: an approver sets it once the case is decided.");
        return Allow([new AssessmentRecorded(Level, Duplication, ConclusionsAffected), .. s.Met(DeadlineKind.Assessment, null)]);
    }
}

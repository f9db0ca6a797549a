namespace Palinode.Cases;

/// <summary>Records that authors, an institution, somebody else asks for a retraction, an inquiry, a correction. Authors who ask for a retraction themselves shorten the way to a decision.</summary>
public sealed record RecordRequest(RequestStatement Statement) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-request", "Recording a request", [CaseRole.Intake, CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Open);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Statement.By.Concat(Statement.Of).Any(a => a.Party is not null && s.Case.Party(a.Party) is null) ? Refuse(RefusalCode.Unknown, "Add who asks as a party of the case.") : Allow(new RequestRecorded(Statement));
}

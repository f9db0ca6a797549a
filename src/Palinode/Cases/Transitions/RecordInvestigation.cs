namespace Palinode.Cases;

/// <summary>Says who looked into what, and what came of it, as a notice may tell it.</summary>
public sealed record RecordInvestigation(InvestigationStatement Statement) : CaseRequest
{
    public static CaseRule Definition { get; } = new("record-investigation", "Recording an investigation", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Words.Loaded(Statement.About) ?? Allow(new InvestigationRecorded(Statement));
}

namespace Palinode.Cases;

/// <summary>A closed case is assessed again.</summary>
public sealed record ReopenCase(ReopeningReason Reason) : CaseRequest
{
    public static CaseRule Definition { get; } = new("reopen-case", "Reopening a case", [CaseRole.Editor, CaseRole.Approver],
        CaseStates.Closed, [CaseState.Assessing]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        Allow(new CaseReopened(Reason));
}

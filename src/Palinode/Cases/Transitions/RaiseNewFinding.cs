namespace Palinode.Cases;

/// <summary>Something else turned up: a decision that is not published falls, and the case is assessed again.</summary>
public sealed record RaiseNewFinding(SealedText? Text = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("raise-new-finding", "Raising a new finding", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.FromInquiry, [CaseState.Assessing]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.PendingAppeal is not null ? Refuse(RefusalCode.First, "Decide the appeal.") : Allow(new NewFindingRaised(Text));
}

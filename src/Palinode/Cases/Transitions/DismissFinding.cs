namespace Palinode.Cases;

/// <summary>Says that a finding is no claim, and why.</summary>
public sealed record DismissFinding(string Run, string Finding, DismissalReason Reason) : CaseRequest
{
    public static CaseRule Definition { get; } = new("dismiss-finding", "Dismissing a finding", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Findings.FirstOrDefault(f => f.Run == Run && f.Finding == Finding) is not { } finding) return Refuse(RefusalCode.Unknown, "No screening of this case has that finding.");
        return finding.Status == FindingStatus.Dismissed ? Refuse(RefusalCode.Already, "The finding is dismissed already.") : Allow(new FindingDismissed(Run, Finding, Reason));
    }
}

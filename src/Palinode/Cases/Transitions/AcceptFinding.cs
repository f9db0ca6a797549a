using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Makes a claim of a finding, in the person's words.</summary>
public sealed record AcceptFinding(string Run, string Finding, NoticeClaim Statement) : CaseRequest
{
    public static CaseRule Definition { get; } = new("accept-finding", "Accepting a finding", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Findings.FirstOrDefault(f => f.Run == Run && f.Finding == Finding) is not { } finding) return Refuse(RefusalCode.Unknown, "No screening of this case has that finding.");
        if (finding.Status == FindingStatus.Accepted) return Refuse(RefusalCode.Already, "The finding is a claim already; edit that.");
        return ClaimText.Objection(s.Case, Statement) is { } refusal ? new Ruling(refusal) : Allow(new FindingAccepted(Run, Finding, $"c{s.Case.ClaimsMade + 1}", ClaimText.WithoutPlaces(Statement)));
    }
}

using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Says a claim in other words. Once a decision is proposed, what it rests on stays as it is.</summary>
public sealed record EditClaim(string Claim, NoticeClaim Statement) : CaseRequest
{
    public static CaseRule Definition { get; } = new("edit-claim", "Editing a claim", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Claims.FirstOrDefault(c => c.Claim == Claim) is not { } before) return Refuse(RefusalCode.Unknown, "There is no such claim.");
        if (before.Statement == ClaimText.WithoutPlaces(Statement)) return Refuse(RefusalCode.Already, "The claim says that already.");
        return ClaimText.Objection(s.Case, Statement) is { } refusal ? new Ruling(refusal) : Allow(new ClaimEdited(Claim, ClaimText.WithoutPlaces(Statement)));
    }
}

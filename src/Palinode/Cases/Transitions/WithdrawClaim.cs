namespace Palinode.Cases;

/// <summary>Takes a claim away; the finding it came from is open again.</summary>
public sealed record WithdrawClaim(string Claim) : CaseRequest
{
    public static CaseRule Definition { get; } = new("withdraw-claim", "Withdrawing a claim", [CaseRole.Investigator, CaseRole.Editor],
        CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s) =>
        s.Case.Claims.Any(c => c.Claim == Claim) ? Allow(new ClaimWithdrawn(Claim)) : Refuse(RefusalCode.Unknown, "There is no such claim.");
}

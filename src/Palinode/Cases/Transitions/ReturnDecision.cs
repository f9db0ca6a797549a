namespace Palinode.Cases;

/// <summary>Sends a proposed decision back to where it was drafted.</summary>
public sealed record ReturnDecision(string Decision, SealedText? Remarks = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("return-decision", "Returning a decision", [CaseRole.Approver],
        [.. CaseStates.Inquiry, CaseState.DecisionDrafted], CaseStates.Inquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not null) return Refuse(RefusalCode.First, "Decide the appeal.");
        if (s.Case.Decisions.FirstOrDefault(d => d.Decision == Decision) is not { Status: DecisionStatus.Drafted } decision) return Refuse(RefusalCode.Unknown, "No such decision waits for approval.");
        return decision.DraftedBy == s.Actor.Id ? Refuse(RefusalCode.FourEyes, "You drafted the decision: somebody else returns it.") : Allow(new DecisionReturned(Decision, Remarks));
    }
}

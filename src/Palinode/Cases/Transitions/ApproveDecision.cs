namespace Palinode.Cases;

/// <summary>Four eyes: whoever drafted the decision does not approve it, and nobody approves twice.</summary>
public sealed record ApproveDecision(string Decision, ApprovalStatement? Statement = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("approve-decision", "Approving a decision", [CaseRole.Approver],
        [.. CaseStates.Inquiry, CaseState.DecisionDrafted], [CaseState.Approved]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not null) return Refuse(RefusalCode.First, "Decide the appeal.");
        if (s.Case.Decisions.FirstOrDefault(d => d.Decision == Decision) is not { Status: DecisionStatus.Drafted } decision) return Refuse(RefusalCode.Unknown, "No such decision waits for approval.");
        if (decision.DraftedBy == s.Actor.Id) return Refuse(RefusalCode.FourEyes, "You drafted the decision: somebody else approves it.");
        if (decision.ApprovedBy.Contains(s.Actor.Id)) return Refuse(RefusalCode.FourEyes, "You approved the decision already: it waits for somebody else.");
        bool complete = decision.ApprovedBy.Count + 1 >= s.Policy.ApprovalsFor(decision.Outcome);
        DecisionApproved approved = new(Decision, complete, Statement);
        return complete && decision.Outcome != CaseOutcome.NoAction ? Allow(approved, s.Deadline(DeadlineKind.Notice, Decision)) : Allow(approved);
    }
}

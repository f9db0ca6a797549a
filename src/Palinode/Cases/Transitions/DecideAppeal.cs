namespace Palinode.Cases;

/// <summary>By somebody who neither drafted nor approved what is appealed.</summary>
public sealed record DecideAppeal(string Appeal, AppealResult Result, SealedText? Reasons = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("decide-appeal", "Deciding an appeal", [CaseRole.Approver],
        [CaseState.Assessing], [CaseState.Assessing, .. CaseStates.Decided]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not { } pending || pending.Appeal != Appeal) return Refuse(RefusalCode.Unknown, "No such appeal is open.");
        if (s.Case.Decisions.FirstOrDefault(d => d.Decision == pending.Against) is { } decision && (decision.DraftedBy == s.Actor.Id || decision.ApprovedBy.Contains(s.Actor.Id))) return Refuse(RefusalCode.FourEyes, "You had a hand in the decision: somebody else decides the appeal.");
        return Allow([new AppealDecided(Appeal, Result, Reasons), .. s.Met(DeadlineKind.Appeal, Appeal)]);
    }
}

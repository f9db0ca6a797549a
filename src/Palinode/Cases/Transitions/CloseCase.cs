namespace Palinode.Cases;

/// <summary>The decision is carried out, and the raiser knows it. What it is kept for is set.</summary>
public sealed record CloseCase() : CaseRequest
{
    public static CaseRule Definition { get; } = new("close-case", "Closing a case", [CaseRole.Editor, CaseRole.Approver],
        [CaseState.AuthorsNotified, CaseState.Propagated, CaseState.Monitoring], [CaseState.Closed]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Decision is not { Status: DecisionStatus.Approved } decision) return Refuse(RefusalCode.First, "A case closes with a decision.");
        if (decision.Outcome != CaseOutcome.NoAction && s.Case.State == CaseState.AuthorsNotified) return Refuse(RefusalCode.First, "The decision asks for a notice.");
        if (s.Case.CanReachRaiser && !s.Case.RaiserKnowsOutcome) return Refuse(RefusalCode.First, "Tell the raiser the outcome.");
        return Allow(new CaseClosed(decision.Outcome), new RetentionSet(s.Today.AddYears(s.Policy.RetentionYears)));
    }
}

namespace Palinode.Cases;

/// <summary>There is nothing to follow up, and the raiser knows it.</summary>
public sealed record CloseWithoutAction(NoCaseReason Reason) : CaseRequest
{
    public static CaseRule Definition { get; } = new("close-without-action", "Closing without a case", [CaseRole.Intake, CaseRole.Editor],
        [CaseState.Triaged, CaseState.Assessing], [CaseState.ClosedNoCase]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.PendingAppeal is not null) return Refuse(RefusalCode.First, "Decide the appeal.");
        if (s.Case.Notices.Any(n => n.Status == NoticeStatus.Published)) return Refuse(RefusalCode.Value, "A notice is out: the case ends with a decision.");
        return s.Case.CanReachRaiser && !s.Case.RaiserKnowsOutcome ? Refuse(RefusalCode.First, "Tell the raiser the outcome.") : Allow(new CaseClosedWithoutAction(Reason), new RetentionSet(s.Today.AddYears(s.Policy.RetentionYears)));
    }
}

namespace Palinode.Cases;

/// <summary>Ticks one off the list of who has to know.</summary>
/// <param name="Notice">"n1"</param>
/// <param name="Target">Who knows.</param>
/// <param name="NotApplicable">There is nothing to tell.</param>
public sealed record ConfirmPropagation(string Notice, PropagationTarget Target, bool NotApplicable = false) : CaseRequest
{
    public static CaseRule Definition { get; } = new("confirm-propagation", "Confirming who knows of a notice", [CaseRole.Editor, CaseRole.Intake, CaseRole.Service],
        CaseStates.FromInquiry);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Notice(Notice) is not { Status: NoticeStatus.Published } notice) return Refuse(RefusalCode.First, "Publish the notice.");
        if (notice.Propagated.Contains(Target)) return Refuse(RefusalCode.Already, "That is confirmed already.");
        if (Target == PropagationTarget.Raiser && s.Case.CanReachRaiser && (NotApplicable || !s.Case.RaiserKnowsOutcome)) return Refuse(RefusalCode.First, "Tell the raiser the outcome.");
        return Allow(new PropagationConfirmed(Notice, Target, NotApplicable));
    }
}

using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Sets the reasons of a decided case. Codes that speak of motive or charge take an approver, and somebody other than the drafter of the decision.</summary>
public sealed record AssignReasons(string Decision, Sequence<Reason> Reasons) : CaseRequest
{
    public static CaseRule Definition { get; } = new("assign-reasons", "Assigning reasons", [CaseRole.Editor, CaseRole.Approver],
        [CaseState.Approved, CaseState.AuthorsNotified, CaseState.NoticeDrafted]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Decision is not { Status: DecisionStatus.Approved } decision || decision.Decision != Decision) return Refuse(RefusalCode.First, "Reasons are assigned to the decision that was approved.");
        if (Reasons.SelectMany(r => r.Codes).FirstOrDefault(CaseWords.SpeaksOfMotive) is { } code)
        {
            if (!s.Actor.Has(CaseRole.Approver)) return Refuse(RefusalCode.Role, $"\"{code}\" speaks of motive or charges; an approver assigns it.");
            if (decision.DraftedBy == s.Actor.Id) return Refuse(RefusalCode.FourEyes, "You drafted the decision: somebody else assigns such a reason.");
        }
        else if (Words.Loaded(Reasons.Select(r => r.Words)) is { } refusal)
        {
            return refusal;
        }
        return Allow(new ReasonsAssigned(Decision, Reasons));
    }
}

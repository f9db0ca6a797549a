using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Four eyes: whoever wrote any of it does not approve it. What the check calls an error stands only where an approver says so, and a word that speaks of motive never.</summary>
/// <param name="Notice">"n1"</param>
/// <param name="Digest">Of the text that is approved: another text is not.</param>
/// <param name="Accepted">Errors of the check that may stand.</param>
public sealed record ApproveNotice(string Notice, ContentHash Digest, Sequence<string> Accepted = default) : CaseRequest
{
    public static CaseRule Definition { get; } = new("approve-notice", "Approving a notice", [CaseRole.Approver],
        CaseStates.FromInquiry, [CaseState.NoticeApproved]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Notice(Notice) is not { Status: NoticeStatus.Drafted } notice || NoticeSteps.Decided(s.Case, notice.Decision) is not { } decision) return Refuse(RefusalCode.Unknown, "No such notice waits for approval.");
        if (!NoticeSteps.InTime(s.Case, decision, CaseState.NoticeDrafted)) return Refuse(RefusalCode.State, "The case has gone back; the notice waits.");
        if (notice.Digest != Digest) return Refuse(RefusalCode.Value, "The text was changed since; look at the new one.");
        if (notice.DraftedBy.Contains(s.Actor.Id) || notice.ApprovedBy.Contains(s.Actor.Id)) return Refuse(RefusalCode.FourEyes, "You wrote or approved it already: somebody else approves it.");
        if (!notice.Checked) return Refuse(RefusalCode.First, "Check the notice.");
        string[] open = [.. notice.Errors.Except(Accepted).Except(notice.Accepted)];
        if (open.Length > 0) return Refuse(RefusalCode.First, $"The check found {string.Join(", ", open)}: mend it, or say that it may stand.");
        if (notice.Errors.FirstOrDefault(NoticeSteps.NeverStands) is { } never) return Refuse(RefusalCode.Words, $"{never} cannot stand in a notice.");
        return Allow(new NoticeApproved(Notice, Digest, notice.ApprovedBy.Count + 1 >= s.Policy.NoticeApprovals, [.. Accepted.Intersect(notice.Errors)]));
    }
}

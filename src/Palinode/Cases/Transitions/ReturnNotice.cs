namespace Palinode.Cases;

/// <summary>Sends a notice back before it is published.</summary>
public sealed record ReturnNotice(string Notice, SealedText? Remarks = null) : CaseRequest
{
    public static CaseRule Definition { get; } = new("return-notice", "Returning a notice", [CaseRole.Approver, CaseRole.Editor],
        CaseStates.FromInquiry, [CaseState.AuthorsNotified]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Notice(Notice) is not { Status: NoticeStatus.Drafted or NoticeStatus.Approved } notice || NoticeSteps.Decided(s.Case, notice.Decision) is not { } decision) return Refuse(RefusalCode.Unknown, "No such notice is under way.");
        return NoticeSteps.InTime(s.Case, decision, CaseState.NoticeDrafted) || NoticeSteps.InTime(s.Case, decision, CaseState.NoticeApproved) ? Allow(new NoticeReturned(Notice, Remarks)) : Refuse(RefusalCode.State, "The case has gone back; the notice waits.");
    }
}

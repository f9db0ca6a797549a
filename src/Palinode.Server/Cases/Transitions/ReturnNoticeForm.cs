using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Before it is published.</summary>
internal static class ReturnNoticeForm
{
    public static Transition Page { get; } = Transition.For(ReturnNotice.Definition, "Return a notice", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Drafted, NoticeStatus.Approved)),
        Ask.SealedOrNone("remarks", "Remarks"),
        (notice, remarks) => new ReturnNotice(notice, remarks))) with
    {
        NeedsReason = true,
        When = c => c.Notices.Any(n => n.Status is NoticeStatus.Drafted or NoticeStatus.Approved),
    };
}

using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The approval is for one text, named by its digest.</summary>
internal static class ApproveNoticeForm
{
    public static Transition Page { get; } = Transition.For(ApproveNotice.Definition, "Approve a notice", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Drafted)),
        Ask.Many("accepted", "Errors of the check that may stand", s => s.Case.Notices.Where(n => n.Status == NoticeStatus.Drafted).SelectMany(n => n.Errors).Distinct().Select(e => new Pages.Offer(e, e))),
        Ask.Line("digest", "Digest of the text that you read", "The approval is for this text and for no other.", s => s.Case.Notices.LastOrDefault(n => n.Status == NoticeStatus.Drafted)?.Digest.Hex),
        Approve)) with
    {
        When = c => c.Notices.Any(n => n.Status == NoticeStatus.Drafted),
    };

    private static ApproveNotice Approve(string notice, Sequence<string> accepted, string digest) => new(notice, new ContentHash(digest), accepted);
}

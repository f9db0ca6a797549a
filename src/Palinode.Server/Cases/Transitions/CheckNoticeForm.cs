using Palinode.Cases;
using Palinode.Notices;
using Palinode.Publishing.Notices;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Runs the rules of notices over the very text that was drafted.</summary>
internal static class CheckNoticeForm
{
    public static Transition Page { get; } = Transition.For(CheckNotice.Definition, "Check a notice", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Drafted)), CheckAsync)) with
    {
        Lead = "What is missing, what contradicts, which words charge. An approval comes after it.",
        When = c => c.Notices.Any(n => n.Status == NoticeStatus.Drafted),
    };

    private static async ValueTask<CheckNotice> CheckAsync(Sheet sheet, string notice, CancellationToken stop)
    {
        NoticeCase? draft = await sheet.Cabinet.Notices.FindAsync(sheet.Transaction, sheet.CaseId, sheet.Case.Notice(notice)!.Digest, stop);
        if (draft is null) sheet.Wrong("notice", "The text of this notice is not there any more; draft it again.");
        return draft is null ? new CheckNotice(notice, new Notice { Kind = NoticeKind.NotStated }) : new CheckNotice(notice, draft.Notice, NoticeDrafts.TextOf(draft, stop));
    }
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The article carries the label of its notice.</summary>
internal static class MarkOriginalForm
{
    public static Transition Page { get; } = Transition.For(MarkOriginal.Definition, "Mark the original", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Published)),
        Ask.Content("content", "The marked PDF", "Or the page that stays after a removal."),
        (notice, content) => new MarkOriginal(notice, content))) with
    {
        When = c => c.Notices.Any(n => n.Status == NoticeStatus.Published && !n.OriginalMarked),
    };
}

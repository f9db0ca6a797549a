using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Records that the approved text is out, under its DOI.</summary>
internal static class PublishNoticeForm
{
    public static Transition Page { get; } = Transition.For(PublishNotice.Definition, "Publish a notice", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Approved)),
        Ask.Line("doi", "DOI of the notice", "Small letters, without resolver.", s => s.Case.Notices.LastOrDefault(n => n.Status == NoticeStatus.Approved)?.Doi),
        Ask.Day("date", "Day it is out", start: s => s.Today),
        Ask.Line("digest", "Digest of what is published", "The text that was approved.", s => s.Case.Notices.LastOrDefault(n => n.Status == NoticeStatus.Approved)?.Digest.Hex),
        (notice, doi, date, digest) => new PublishNotice(notice, new ContentHash(digest), doi, date))) with
    {
        When = c => c.Notices.Any(n => n.Status == NoticeStatus.Approved),
    };
}

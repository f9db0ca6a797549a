using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Makes everything that goes out of the approved text, and records that it is out, under its DOI; see <see cref="Notices.NoticePublishing"/>.</summary>
internal static class PublishNoticeForm
{
    public static Transition Page { get; } = Transition.For(PublishNotice.Definition, "Publish a notice", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Approved)),
        Ask.Line("doi", "DOI of the notice", "Small letters, without resolver.", s => s.Case.Notices.LastOrDefault(n => n.Status == NoticeStatus.Approved)?.Doi),
        Ask.Day("date", "Day it is out", start: s => s.Today),
        Ask.Line("digest", "Digest of what is published", "The text that was approved.", s => s.Case.Notices.LastOrDefault(n => n.Status == NoticeStatus.Approved)?.Digest.Hex),
        Ask.Tick("breakSignature", "Mark the article although it is signed", "A digital signature of the article does not hold for the marked file."),
        (notice, doi, date, digest, _) => new PublishNotice(notice, new ContentHash(digest), doi, date))) with
    {
        Lead = "The notice is written in all its forms, checked, and put into the folder of what goes out, with the marked article; only then the case says so.",
        When = c => c.Notices.Any(n => n.Status == NoticeStatus.Approved),
    };
}

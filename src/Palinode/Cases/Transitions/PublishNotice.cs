namespace Palinode.Cases;

/// <summary>Records that the approved text is out, under its DOI.</summary>
/// <param name="Notice">"n1"</param>
/// <param name="Digest">Of what is published: the text that was approved.</param>
/// <param name="Doi">Its own, small letters.</param>
/// <param name="Date">The day it is out.</param>
public sealed record PublishNotice(string Notice, ContentHash Digest, string Doi, DateOnly Date) : CaseRequest
{
    public static CaseRule Definition { get; } = new("publish-notice", "Publishing a notice", [CaseRole.Editor, CaseRole.Approver],
        CaseStates.FromInquiry, [CaseState.Published]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (s.Case.Notice(Notice) is not { Status: NoticeStatus.Approved } notice || NoticeSteps.Decided(s.Case, notice.Decision) is not { } decision) return Refuse(RefusalCode.First, "No such notice is approved.");
        if (!NoticeSteps.InTime(s.Case, decision, CaseState.NoticeApproved)) return Refuse(RefusalCode.State, "The case has gone back; the notice waits.");
        if (notice.Digest != Digest) return Refuse(RefusalCode.Value, "That is another text than the one that was approved.");
        if (Articles.Doi.Find(Doi) != Doi) return Refuse(RefusalCode.Value, "A notice needs a DOI of its own: small letters, without resolver.");
        if (notice.Doi is not null && notice.Doi != Doi) return Refuse(RefusalCode.Value, "The approved text states another DOI.");
        if (Doi == s.Case.Article?.Doi) return Refuse(RefusalCode.Value, "That is the article's DOI.");
        return Allow([new NoticePublished(Notice, Digest, Doi, Date), .. s.Met(DeadlineKind.Notice, notice.Decision)]);
    }
}

using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>Writes the notice of an approved decision, or writes it anew; a new text has no check and no approvals.</summary>
/// <param name="Decision">"d1"</param>
/// <param name="Notice">As <see cref="NoticeDraft"/> composes it; its wording may be changed, its claims may not.</param>
/// <param name="Digest">Of notice and publication data, which approvals name.</param>
public sealed record DraftNotice(string Decision, Notice Notice, ContentHash Digest) : CaseRequest
{
    public static CaseRule Definition { get; } = new("draft-notice", "Drafting a notice", [CaseRole.Editor],
        CaseStates.FromInquiry, [CaseState.NoticeDrafted]);

    private protected override CaseRule Own => Definition;

    private protected override Ruling Consider(Situation s)
    {
        if (NoticeSteps.Decided(s.Case, Decision) is not { } decision) return Refuse(RefusalCode.First, "A notice follows an approved decision.");
        if (decision.Outcome == CaseOutcome.NoAction) return Refuse(RefusalCode.Value, "A decision to do nothing has no notice.");
        CaseNotice? before = s.Case.Notices.LastOrDefault(n => n.Decision == Decision && n.Status != NoticeStatus.Withdrawn);
        if (before?.Status is NoticeStatus.Approved or NoticeStatus.Published) return Refuse(RefusalCode.Already, "The notice is approved; return it before it is changed.");
        if (!decision.Interim && s.Case.State is not (CaseState.AuthorsNotified or CaseState.NoticeDrafted)) return Refuse(RefusalCode.First, "The authors learn the decision and its wording before the notice is drafted.");
        if (Notice.Kind != decision.Outcome.NoticeKind()) return Refuse(RefusalCode.Value, $"The decision asks for a notice of another kind: {CaseWords.Of(decision.Outcome)}.");
        if (NoticeDraft.OtherThanAccepted(s.Case, Notice) is { } difference) return Refuse(RefusalCode.Value, difference);
        string id = before?.Notice ?? $"n{s.Case.Notices.Count + 1}";
        return Allow(new NoticeDrafted(id, Decision, Notice.Kind, Digest, NoticeDraft.FactsOf(Notice), [.. s.Case.Claims.Select(c => c.Claim)], Notice.Doi?.Value));
    }
}

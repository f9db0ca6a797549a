using Palinode.Notices;

namespace Palinode.Cases;

/// <param name="Doi">Small letters, without resolver.</param>
/// <param name="Title">As printed.</param>
public sealed record CaseArticle(string? Doi, string? Title);

/// <param name="Channel">How it came.</param>
/// <param name="Anonymous">The raiser gave no name.</param>
/// <param name="MayStateRole">A notice may say what they are.</param>
/// <param name="Raiser">Seen by intake only, see <see cref="Case.WithoutRaiser"/>.</param>
public sealed record CaseConcern(ConcernChannel Channel, bool Anonymous, bool MayStateRole, RaiserId? Raiser);

/// <param name="Party">Id.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Place">Of an author in the byline.</param>
public sealed record CaseParty(string Party, PartyKind Kind, int? Place)
{
    public bool IsAuthor => Kind is PartyKind.Author or PartyKind.CorrespondingAuthor;
}

public sealed record CaseEvidence(string Evidence, ContentHash Content, EvidenceKind Kind, string Label, string? From);

public enum ScreeningStatus { Requested, Finished, Stopped }

public sealed record CaseScreening(string Run, ScreeningStatus Status, ContentHash? Results);

public enum FindingStatus { Open, Accepted, Dismissed }

/// <param name="Run">The screening.</param>
/// <param name="Finding">"F1"</param>
/// <param name="Status">What a person made of it.</param>
/// <param name="Claim">Id of the claim it became.</param>
public sealed record CaseFinding(string Run, string Finding, FindingStatus Status, string? Claim = null);

/// <param name="Claim">"c1"</param>
/// <param name="Statement">As it stands now.</param>
/// <param name="Run">The screening it comes from; absent for one that a person saw.</param>
/// <param name="Finding">In that screening.</param>
public sealed record CaseClaim(string Claim, NoticeClaim Statement, string? Run = null, string? Finding = null);

public enum ConsultationStatus { Asked, Answered }

public sealed record CaseConsultation(string Consultation, string Expert, ConsultationStatus Status);

public enum QueryStatus { Drafted, Sent, Answered, Unanswered }

public sealed record CaseQuery(string Query, string Author, QueryStatus Status, DateOnly? SentOn = null);

/// <summary>Something an author did or was told, in the order it was recorded.</summary>
/// <param name="Party">Who.</param>
/// <param name="ForAll">They spoke for all authors.</param>
/// <param name="Statement">What a notice may say of it.</param>
public sealed record AuthorConduct(string Party, bool ForAll, ActStatement Statement);

public enum OriginalDataStatus { Requested, Received, Supports, NotSatisfactory, NotAvailable }

public sealed record OriginalDataItem(string Item, string Figure, string? Panel, string Author, OriginalDataStatus Status, Sequence<string> Evidence);

public enum InstitutionStatus { Contacted, Underway, Cleared, Finding, Silent }

public sealed record CaseInstitution(string Institution, InstitutionStatus Status);

/// <param name="Deadline">"t1"</param>
/// <param name="Kind">For what.</param>
/// <param name="SetOn">The day it was set.</param>
/// <param name="Due">The last day in time.</param>
/// <param name="About">What it belongs to.</param>
/// <param name="Met">Nothing is waited for any more.</param>
/// <param name="Reminders">Days on which somebody was reminded.</param>
public sealed record CaseDeadline(string Deadline, DeadlineKind Kind, DateOnly SetOn, DateOnly Due, string? About, bool Met, Sequence<DateOnly> Reminders)
{
    /// <summary>The day after the last one in time, or later.</summary>
    public bool IsOverdue(DateOnly today) => !Met && today > Due;
}

public enum DecisionStatus { Drafted, Approved, Returned, Withdrawn }

/// <param name="Decision">"d1"</param>
/// <param name="Outcome">What it does to the article.</param>
/// <param name="Interim">The inquiry goes on.</param>
/// <param name="Statement">What a notice may say of it.</param>
/// <param name="Round">Counted from 1; a case that is assessed again has another round.</param>
/// <param name="DraftedBy">Account.</param>
/// <param name="DraftedOn">Day.</param>
/// <param name="From">The state it was drafted in, to which its return leads back.</param>
/// <param name="Status">How far it is.</param>
public sealed record CaseDecision(string Decision, CaseOutcome Outcome, bool Interim, DecisionStatement Statement, int Round, string DraftedBy, DateOnly DraftedOn, CaseState From, DecisionStatus Status)
{
    /// <summary>Accounts that approved, in order.</summary>
    public Sequence<string> ApprovedBy { get; init; }

    /// <summary>What a notice may say of the approvals.</summary>
    public Sequence<ApprovalStatement> Approvals { get; init; }

    /// <summary>The day of the last approval that was needed.</summary>
    public DateOnly? ApprovedOn { get; init; }

    /// <summary>Reasons that were set after the decision.</summary>
    public Sequence<Reason> Assigned { get; init; }
}

public enum NoticeStatus { Drafted, Approved, Published, Returned, Withdrawn }

/// <param name="Notice">"n1"</param>
/// <param name="Decision">"d1"</param>
/// <param name="Kind">Of the notice.</param>
/// <param name="Digest">Of the text that stands now.</param>
/// <param name="Facts">Of the facts alone.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Doi">Its own.</param>
public sealed record CaseNotice(string Notice, string Decision, NoticeKind Kind, ContentHash Digest, ContentHash Facts, NoticeStatus Status, string? Doi)
{
    /// <summary>Everybody who had a hand in its text.</summary>
    public Sequence<string> DraftedBy { get; init; }
    public Sequence<string> ApprovedBy { get; init; }

    /// <summary>The text that stands now was checked.</summary>
    public bool Checked { get; init; }
    public Sequence<string> Errors { get; init; }

    /// <summary>Errors that an approver let stand.</summary>
    public Sequence<string> Accepted { get; init; }
    public DateOnly? PublishedOn { get; init; }
    public bool OriginalMarked { get; init; }
    public Sequence<PropagationTarget> Propagated { get; init; }
}

public enum AppealStatus { Lodged, Dismissed, Upheld }

/// <param name="Appeal">"a1"</param>
/// <param name="Party">Who appeals; absent where it is the raiser.</param>
/// <param name="Against">The decision.</param>
/// <param name="From">The state it was lodged in, to which a dismissal leads back.</param>
/// <param name="Status">How far it is.</param>
public sealed record CaseAppeal(string Appeal, string? Party, string? Against, CaseState From, AppealStatus Status);

public sealed record CaseLink(string Other, CaseLinkKind Kind);

public sealed record LegalHold(string Hold, bool Lifted);

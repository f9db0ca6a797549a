using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>How far a case has come.</summary>
[JsonConverter(typeof(CamelCase<CaseState>))]
public enum CaseState
{
    /// <summary>A concern is here; nobody has answered yet.</summary>
    Received,

    /// <summary>The raiser was thanked, conflicts of interest were looked for.</summary>
    Acknowledged,

    /// <summary>It is clear what the concern is about.</summary>
    Triaged,

    /// <summary>The evidence is looked at.</summary>
    Assessing,

    /// <summary>The corresponding author was asked.</summary>
    AuthorsQueried,

    /// <summary>The other authors were asked.</summary>
    CoAuthorsQueried,

    /// <summary>An author answered; nobody has judged the answer yet.</summary>
    ResponseReceived,

    /// <summary>The answer explains what was asked, an honest error included.</summary>
    Satisfactory,

    /// <summary>The answer does not explain it, or admits it.</summary>
    Unsatisfactory,

    /// <summary>The institution was asked to look into it.</summary>
    InstitutionContacted,

    /// <summary>The institution found nothing to correct.</summary>
    Cleared,

    /// <summary>The institution confirmed what was reported.</summary>
    InstitutionFinding,

    /// <summary>The institution does not answer.</summary>
    NoReply,

    /// <summary>A decision is proposed.</summary>
    DecisionDrafted,

    /// <summary>The decision has the approvals that the journal asks for.</summary>
    Approved,

    /// <summary>The authors know the decision and its wording.</summary>
    AuthorsNotified,

    /// <summary>The notice is written.</summary>
    NoticeDrafted,

    /// <summary>The notice may be published.</summary>
    NoticeApproved,

    /// <summary>The notice is out.</summary>
    Published,

    /// <summary>Registers, indexes and people know.</summary>
    Propagated,

    /// <summary>Waiting whether anything else turns up.</summary>
    Monitoring,

    Closed,

    /// <summary>There was nothing to follow up.</summary>
    ClosedNoCase,
}

/// <summary>What a decision does to the article.</summary>
[JsonConverter(typeof(CamelCase<CaseOutcome>))]
public enum CaseOutcome { NoAction, Correction, ExpressionOfConcern, Retraction, PartialRetraction, Removal, RetractAndReplace }

/// <summary>States that rules speak of together.</summary>
public static class CaseStates
{
    /// <summary>From the first look at the evidence to the last word before a decision.</summary>
    public static Sequence<CaseState> Inquiry { get; } =
    [
        CaseState.Assessing, CaseState.AuthorsQueried, CaseState.CoAuthorsQueried, CaseState.ResponseReceived, CaseState.Satisfactory, CaseState.Unsatisfactory,
        CaseState.InstitutionContacted, CaseState.Cleared, CaseState.InstitutionFinding, CaseState.NoReply,
    ];

    /// <summary>Everything before a decision is proposed.</summary>
    public static Sequence<CaseState> BeforeDecision { get; } = [CaseState.Received, CaseState.Acknowledged, CaseState.Triaged, .. Inquiry];

    /// <summary>A decision stands.</summary>
    public static Sequence<CaseState> Decided { get; } =
    [
        CaseState.Approved, CaseState.AuthorsNotified, CaseState.NoticeDrafted, CaseState.NoticeApproved, CaseState.Published, CaseState.Propagated, CaseState.Monitoring,
    ];

    public static Sequence<CaseState> Open { get; } = [.. BeforeDecision, CaseState.DecisionDrafted, .. Decided];
    public static Sequence<CaseState> Closed { get; } = [CaseState.Closed, CaseState.ClosedNoCase];
    public static Sequence<CaseState> Any { get; } = [.. Open, .. Closed];

    /// <summary>Open, and past triage: there is something to write a notice about.</summary>
    public static Sequence<CaseState> FromInquiry { get; } = [.. Inquiry, CaseState.DecisionDrafted, .. Decided];

    /// <summary>The notice that carries out a decision of this outcome.</summary>
    public static NoticeKind NoticeKind(this CaseOutcome outcome) => outcome switch
    {
        CaseOutcome.Correction => Notices.NoticeKind.Correction,
        CaseOutcome.ExpressionOfConcern => Notices.NoticeKind.ExpressionOfConcern,
        CaseOutcome.Retraction => Notices.NoticeKind.Retraction,
        CaseOutcome.PartialRetraction => Notices.NoticeKind.PartialRetraction,
        CaseOutcome.Removal => Notices.NoticeKind.Removal,
        CaseOutcome.RetractAndReplace => Notices.NoticeKind.RetractAndReplace,
        _ => Notices.NoticeKind.NotStated,
    };
}

using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <param name="Decision">"d1"</param>
/// <param name="Outcome">What it does to the article.</param>
/// <param name="Interim">The inquiry goes on; only an expression of concern.</param>
/// <param name="Statement">What a notice may say of it.</param>
/// <param name="WithoutInstitution">Why no institution's answer was waited for.</param>
public sealed record DecisionDrafted(string Decision, CaseOutcome Outcome, bool Interim, DecisionStatement Statement, string? WithoutInstitution = null) : CaseEvent;

/// <param name="Decision">"d1"</param>
/// <param name="Complete">It is the last approval that was needed.</param>
/// <param name="Statement">What a notice may say of it.</param>
public sealed record DecisionApproved(string Decision, bool Complete, ApprovalStatement? Statement = null) : CaseEvent;

public sealed record DecisionReturned(string Decision, SealedText? Remarks = null) : CaseEvent;

/// <summary>Reasons for the notice of a decided case, set by a person; the only place for codes that speak of motive or charge.</summary>
public sealed record ReasonsAssigned(string Decision, Sequence<Reason> Reasons) : CaseEvent;

/// <param name="Appeal">"a1"</param>
/// <param name="Party">Who appeals; absent where it is the raiser.</param>
/// <param name="Text">The grounds.</param>
public sealed record AppealLodged(string Appeal, string? Party = null, SealedText? Text = null) : CaseEvent;

[JsonConverter(typeof(CamelCase<AppealResult>))]
public enum AppealResult
{
    /// <summary>The decision stands.</summary>
    Dismissed,

    /// <summary>The decision falls, and the case is assessed again.</summary>
    Upheld,
}

public sealed record AppealDecided(string Appeal, AppealResult Result, SealedText? Reasons = null) : CaseEvent;

[JsonConverter(typeof(CamelCase<NoCaseReason>))]
public enum NoCaseReason { NotFounded, OutsideScope, NotEnoughToGoOn, Duplicate, Explained }

public sealed record CaseClosedWithoutAction(NoCaseReason Reason) : CaseEvent;

public sealed record MonitoringBegun : CaseEvent;

public sealed record CaseClosed(CaseOutcome Outcome) : CaseEvent;

[JsonConverter(typeof(CamelCase<ReopeningReason>))]
public enum ReopeningReason { Appeal, NewFinding, LinkedCase, InstitutionAnswer, Error }

public sealed record CaseReopened(ReopeningReason Reason) : CaseEvent;

using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

[JsonConverter(typeof(CamelCase<EvidenceKind>))]
public enum EvidenceKind { Article, Supplement, OriginalBlot, OriginalImage, RawData, Letter, Report, Picture, Other }

/// <param name="Evidence">"e1"</param>
/// <param name="Content">Of the file as it came.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Given by the person who attaches it, never the file's name.</param>
/// <param name="From">The party it came from.</param>
public sealed record EvidenceAttached(string Evidence, ContentHash Content, EvidenceKind Kind, string Label, string? From = null) : CaseEvent;

/// <param name="Run">Id of the job.</param>
/// <param name="Documents">What is screened.</param>
public sealed record ScreeningRequested(string Run, Sequence<ContentHash> Documents) : CaseEvent;

/// <param name="Run">Id of the job.</param>
/// <param name="Results">Of findings.json.</param>
/// <param name="Findings">"F1", …</param>
public sealed record ScreeningFinished(string Run, ContentHash Results, Sequence<string> Findings) : CaseEvent;

[JsonConverter(typeof(CamelCase<ScreeningStop>))]
public enum ScreeningStop { Cancelled, Failed, Quarantined }

public sealed record ScreeningStopped(string Run, ScreeningStop Reason) : CaseEvent;

public sealed record AssessmentBegun : CaseEvent;

/// <summary>The three tiers of the STM recommendations.</summary>
[JsonConverter(typeof(CamelCase<ConcernLevel>))]
public enum ConcernLevel
{
    /// <summary>Some panels; the conclusions do not hang on them.</summary>
    Minor,

    /// <summary>Key claims are touched; how it came about is unclear.</summary>
    Major,

    /// <summary>How it came about is beyond doubt; only a person says so, on a decided case.</summary>
    Clear,
}

/// <summary>Three kinds of duplication (Bik and others, 2016).</summary>
[JsonConverter(typeof(CamelCase<DuplicationType>))]
public enum DuplicationType { Simple, WithRepositioning, WithAlteration }

public sealed record AssessmentRecorded(ConcernLevel Level, DuplicationType? Duplication = null, bool? ConclusionsAffected = null) : CaseEvent;

/// <summary>Something else turned up, and the case is assessed again.</summary>
/// <param name="Text">What it is.</param>
public sealed record NewFindingRaised(SealedText? Text = null) : CaseEvent;

/// <param name="Run">The screening.</param>
/// <param name="Finding">"F1"</param>
/// <param name="Claim">"c1"</param>
/// <param name="Statement">What is said of it.</param>
public sealed record FindingAccepted(string Run, string Finding, string Claim, NoticeClaim Statement) : CaseEvent;

/// <summary>Why a finding is no claim.</summary>
[JsonConverter(typeof(CamelCase<DismissalReason>))]
public enum DismissalReason { DeclaredReuse, SameSpecimen, ExpectedByDesign, NotAlike, Explained, OutsideTheConcern, Other }

public sealed record FindingDismissed(string Run, string Finding, DismissalReason Reason) : CaseEvent;

/// <summary>A claim that no screening found: seen by a person, or a sum of others.</summary>
public sealed record ClaimAdded(string Claim, NoticeClaim Statement) : CaseEvent;

public sealed record ClaimEdited(string Claim, NoticeClaim Statement) : CaseEvent;

public sealed record ClaimWithdrawn(string Claim) : CaseEvent;

/// <summary>Another work that claims refer to. Who wrote it is looked up when a notice is drafted.</summary>
/// <param name="Reference">What claims name it by: "1", "a".</param>
/// <param name="Doi">Small letters, without resolver.</param>
/// <param name="Title">As printed.</param>
/// <param name="Retracted">It is retracted itself.</param>
public sealed record WorkCited(string Reference, string? Doi = null, string? Title = null, bool Retracted = false) : CaseEvent;

/// <param name="Consultation">"x1"</param>
/// <param name="Expert">A party.</param>
/// <param name="Question">The letter.</param>
public sealed record ExpertConsulted(string Consultation, string Expert, SealedText? Question = null) : CaseEvent;

public sealed record ExpertAnswered(string Consultation, SealedText? Opinion = null) : CaseEvent;

/// <param name="Statement">What a notice may say of it.</param>
public sealed record InvestigationRecorded(InvestigationStatement Statement) : CaseEvent;

using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>How a concern came.</summary>
[JsonConverter(typeof(CamelCase<ConcernChannel>))]
public enum ConcernChannel { PublicForm, Mail, InternalCheck, PublicComment, OtherJournal, Institution, Authors, Other }

/// <param name="Channel">How it came.</param>
/// <param name="Anonymous">The raiser gave no name; without an id they cannot be reached either.</param>
/// <param name="MayStateRole">The raiser agrees that a notice says "a reader", "a reviewer".</param>
/// <param name="Raiser">Seen by intake only.</param>
/// <param name="Identity">Commitment to the identity that is kept elsewhere.</param>
/// <param name="Text">What they wrote.</param>
public sealed record ConcernReceived(ConcernChannel Channel, bool Anonymous, bool MayStateRole, RaiserId? Raiser = null, ContentHash? Identity = null, SealedText? Text = null) : CaseEvent;

public sealed record JournalAssigned(string Journal) : CaseEvent;

/// <param name="Doi">Small letters, without resolver.</param>
/// <param name="Title">As printed.</param>
public sealed record ArticleIdentified(string? Doi = null, string? Title = null) : CaseEvent;

/// <param name="Letter">Absent where nobody can be reached.</param>
public sealed record ConcernAcknowledged(SealedText? Letter = null) : CaseEvent;

/// <param name="Concern">What a notice may say of it; absent where it says nothing.</param>
public sealed record CaseTriaged(ConcernStatement? Concern = null) : CaseEvent;

/// <summary>Who works on the case.</summary>
public sealed record HandlerAssigned(string Person) : CaseEvent;

[JsonConverter(typeof(CamelCase<ConflictKind>))]
public enum ConflictKind { CoAuthor, SameInstitution, Personal, Financial, Professional, Other }

/// <summary>This person takes no further part.</summary>
public sealed record ConflictDeclared(string Person, ConflictKind Kind) : CaseEvent;

/// <summary>The declaration was a mistake, or no longer holds.</summary>
public sealed record ConflictWithdrawn(string Person) : CaseEvent;

[JsonConverter(typeof(CamelCase<RaiserNews>))]
public enum RaiserNews { Progress, Outcome }

public sealed record RaiserTold(RaiserNews News, SealedText? Letter = null) : CaseEvent;

/// <summary>What somebody is in a case.</summary>
[JsonConverter(typeof(CamelCase<PartyKind>))]
public enum PartyKind { CorrespondingAuthor, Author, Institution, Editor, Expert, Journal, Publisher, Office, Legal, Other }

/// <param name="Party">Random; the name is kept elsewhere.</param>
/// <param name="Kind">What they are.</param>
/// <param name="Place">Of an author in the byline, from 1.</param>
/// <param name="Identity">Commitment to name and address.</param>
public sealed record PartyAdded(string Party, PartyKind Kind, int? Place = null, ContentHash? Identity = null) : CaseEvent;

/// <param name="Text">What was noted.</param>
public sealed record NoteAdded(SealedText Text) : CaseEvent;

[JsonConverter(typeof(CamelCase<CaseLinkKind>))]
public enum CaseLinkKind
{
    /// <summary>Another case that bears on this one.</summary>
    Related,

    /// <summary>This case is one of a batch that the other leads.</summary>
    PartOf,

    /// <summary>The other is one of the batch that this case leads.</summary>
    Leads,

    /// <summary>The same concern, received twice.</summary>
    Duplicate,
}

public sealed record CaseLinked(string Other, CaseLinkKind Kind) : CaseEvent;

public sealed record CaseUnlinked(string Other) : CaseEvent;

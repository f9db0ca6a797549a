using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <param name="Notice">"n1"; a new text of the same notice keeps it.</param>
/// <param name="Decision">"d1"</param>
/// <param name="Kind">Of the notice.</param>
/// <param name="Digest">Of notice and publication data: what approvals are for.</param>
/// <param name="Facts">SHA-256 of the notice's facts alone.</param>
/// <param name="Claims">Ids of the claims it holds.</param>
/// <param name="Doi">Its own, where it states one.</param>
public sealed record NoticeDrafted(string Notice, string Decision, NoticeKind Kind, ContentHash Digest, ContentHash Facts, Sequence<string> Claims, string? Doi = null) : CaseEvent;

/// <param name="Notice">"n1"</param>
/// <param name="Digest">Of what was checked.</param>
/// <param name="Errors">Rules that are broken.</param>
/// <param name="Warnings">Rules that ask for a second look.</param>
public sealed record NoticeChecked(string Notice, ContentHash Digest, Sequence<string> Errors, Sequence<string> Warnings) : CaseEvent;

/// <param name="Notice">"n1"</param>
/// <param name="Digest">Of what is approved.</param>
/// <param name="Complete">It is the last approval that was needed.</param>
/// <param name="Accepted">Errors of the check that the approver lets stand.</param>
public sealed record NoticeApproved(string Notice, ContentHash Digest, bool Complete, Sequence<string> Accepted) : CaseEvent;

public sealed record NoticeReturned(string Notice, SealedText? Remarks = null) : CaseEvent;

public sealed record NoticePublished(string Notice, ContentHash Digest, string Doi, DateOnly Date) : CaseEvent;

/// <param name="Notice">"n1"</param>
/// <param name="Content">Of the marked PDF, or of the page that stays after a removal.</param>
public sealed record OriginalMarked(string Notice, ContentHash Content) : CaseEvent;

/// <summary>Who has to know of a notice.</summary>
[JsonConverter(typeof(CamelCase<PropagationTarget>))]
public enum PropagationTarget { Crossref, PubMed, Indexes, Website, Repositories, Raiser, Authors, Institution }

/// <param name="Notice">"n1"</param>
/// <param name="Target">Who knows.</param>
/// <param name="NotApplicable">There is nothing to tell: no repository holds it, the raiser cannot be reached.</param>
public sealed record PropagationConfirmed(string Notice, PropagationTarget Target, bool NotApplicable) : CaseEvent;

public sealed record PropagationFinished(string Notice) : CaseEvent;

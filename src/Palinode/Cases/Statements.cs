using Palinode.Notices;

namespace Palinode.Cases;

// What a case says for the record, word for word as a notice may print it: no names of people, only what they are in the case.
// Names are put in when a notice is drafted, from where they are kept and can be erased.

/// <param name="Role">What a notice calls them.</param>
/// <param name="Party">Id of the party whose name a notice may print; absent where none is to be named.</param>
public sealed record StatedActor(Role Role, string? Party = null);

/// <summary>A concern as a notice may tell it.</summary>
/// <param name="About">In neutral words.</param>
/// <param name="RaisedBy">The raiser's role alone, and only with their consent.</param>
/// <param name="ToldTo">Who was told.</param>
/// <param name="When">Before or after the article appeared.</param>
/// <param name="Certainty">How sure the concern is.</param>
/// <param name="Figures">Figures it names.</param>
public sealed record ConcernStatement(string? About = null, Sequence<Role> RaisedBy = default, Sequence<StatedActor> ToldTo = default, Occasion When = Occasion.NotStated,
    Certainty Certainty = Certainty.Stated, Sequence<ClaimTarget> Figures = default);

/// <param name="Outcome">What came of it.</param>
/// <param name="By">Who looked.</param>
/// <param name="About">Into what, in neutral words.</param>
/// <param name="When">On what occasion.</param>
public sealed record InvestigationStatement(InvestigationOutcome Outcome, Sequence<StatedActor> By = default, string? About = null, Occasion When = Occasion.NotStated);

/// <param name="For">What is asked for.</param>
/// <param name="By">Who asks.</param>
/// <param name="Of">Who is asked.</param>
/// <param name="Quote">The reason in the asker's own words; for print, so without names of others.</param>
public sealed record RequestStatement(RequestFor For, Sequence<StatedActor> By = default, Sequence<StatedActor> Of = default, string? Quote = null);

/// <summary>A decision as a notice may tell it.</summary>
/// <param name="By">Who decides.</param>
/// <param name="AgreedBy">Who agrees.</param>
/// <param name="Intended">It is announced, not carried out in words.</param>
/// <param name="Ground">"given these findings"</param>
/// <param name="Policies">What it rests on.</param>
/// <param name="Reasons">With codes that say nothing of motive; those come by <see cref="ReasonsAssigned"/>.</param>
public sealed record DecisionStatement(Sequence<StatedActor> By = default, Sequence<StatedActor> AgreedBy = default, bool Intended = false, string? Ground = null,
    Sequence<PolicyBasis> Policies = default, Sequence<Reason> Reasons = default);

/// <param name="By">The office a notice names as the one that approved.</param>
/// <param name="Organisation">Of that office.</param>
public sealed record ApprovalStatement(StatedActor By, string? Organisation = null);

/// <param name="Act">What an author did or was told.</param>
/// <param name="What">What it was about, in neutral words.</param>
public sealed record ActStatement(AuthorsAct Act, string? What = null);

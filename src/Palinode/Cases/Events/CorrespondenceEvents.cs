using System.Text.Json.Serialization;
using Palinode.Notices;

namespace Palinode.Cases;

/// <param name="Query">"q1"</param>
/// <param name="Author">A party.</param>
/// <param name="Letter">Its text.</param>
public sealed record QueryDrafted(string Query, string Author, SealedText Letter) : CaseEvent;

[JsonConverter(typeof(CamelCase<LetterWay>))]
public enum LetterWay { Sent, SavedForSending, Other }

public sealed record QuerySent(string Query, LetterWay Way) : CaseEvent;

/// <param name="Query">"q1"</param>
/// <param name="ForAll">The author speaks for all authors.</param>
/// <param name="Acts">What the answer does, as a notice may tell it.</param>
/// <param name="Answer">Its text.</param>
public sealed record QueryAnswered(string Query, bool ForAll, Sequence<ActStatement> Acts, SealedText? Answer = null) : CaseEvent;

/// <summary>Time ran out, or the author cannot be reached.</summary>
public sealed record QueryUnanswered(string Query, bool ForAll, Sequence<ActStatement> Acts) : CaseEvent;

[JsonConverter(typeof(CamelCase<ResponseJudgement>))]
public enum ResponseJudgement { Satisfactory, HonestError, Unsatisfactory, Admitted }

public sealed record ResponseAssessed(ResponseJudgement Judgement) : CaseEvent;

/// <param name="Item">"o1"</param>
/// <param name="Figure">"3"</param>
/// <param name="Author">Who is asked.</param>
/// <param name="Panel">"B"; absent for the whole figure.</param>
public sealed record OriginalDataRequested(string Item, string Figure, string Author, string? Panel = null) : CaseEvent;

/// <param name="Item">"o1"</param>
/// <param name="Evidence">What was attached of it.</param>
public sealed record OriginalDataReceived(string Item, Sequence<string> Evidence) : CaseEvent;

[JsonConverter(typeof(CamelCase<OriginalDataJudgement>))]
public enum OriginalDataJudgement { Supports, NotSatisfactory, NotAvailable }

public sealed record OriginalDataAssessed(string Item, OriginalDataJudgement Judgement) : CaseEvent;

/// <summary>Somebody asked for something: a retraction above all.</summary>
/// <param name="Statement">What a notice may say of it.</param>
public sealed record RequestRecorded(RequestStatement Statement) : CaseEvent;

/// <param name="Institution">A party.</param>
/// <param name="BeforeAuthors">It is asked before the authors are, so that evidence is kept.</param>
/// <param name="Letter">Its text.</param>
public sealed record InstitutionContacted(string Institution, bool BeforeAuthors, SealedText? Letter = null) : CaseEvent;

[JsonConverter(typeof(CamelCase<InstitutionResult>))]
public enum InstitutionResult { Cleared, Finding, Underway }

/// <param name="Institution">A party.</param>
/// <param name="Result">What it says.</param>
/// <param name="Statement">What a notice may say of it; absent where it says nothing.</param>
/// <param name="Letter">Its text.</param>
public sealed record InstitutionAnswered(string Institution, InstitutionResult Result, InvestigationStatement? Statement = null, SealedText? Letter = null) : CaseEvent;

public sealed record InstitutionSilent(string Institution) : CaseEvent;

[JsonConverter(typeof(CamelCase<DeadlineKind>))]
public enum DeadlineKind { Acknowledgement, Assessment, AuthorAnswer, OriginalData, ExpertAnswer, InstitutionAnswer, Notice, Appeal, Other }

/// <param name="Deadline">"t1"</param>
/// <param name="Kind">For what.</param>
/// <param name="Due">The last day in time.</param>
/// <param name="About">Id of the query, item, party or decision it belongs to.</param>
public sealed record DeadlineSet(string Deadline, DeadlineKind Kind, DateOnly Due, string? About = null) : CaseEvent;

public sealed record DeadlineExtended(string Deadline, DateOnly Due) : CaseEvent;

/// <summary>It is met, or nothing hangs on it any more.</summary>
public sealed record DeadlineMet(string Deadline) : CaseEvent;

public sealed record ReminderRecorded(string Deadline, SealedText? Letter = null) : CaseEvent;

/// <param name="Parties">Authors who were told the decision and the wording.</param>
/// <param name="Acts">What a notice may say of it.</param>
/// <param name="Letter">Its text.</param>
public sealed record AuthorsTold(Sequence<string> Parties, Sequence<ActStatement> Acts, SealedText? Letter = null) : CaseEvent;

/// <summary>What an author says to the decision: agrees, disagrees, does not say.</summary>
public sealed record AuthorPositionRecorded(string Author, ActStatement Position) : CaseEvent;

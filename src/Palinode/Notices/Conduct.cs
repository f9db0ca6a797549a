using System.Text.Json.Serialization;

namespace Palinode.Notices;

/// <summary>Who acts in a notice.</summary>
[JsonConverter(typeof(CamelCase<Role>))]
public enum Role
{
    /// <summary>"The decision was made": by whom is not said.</summary>
    NotStated,

    /// <summary>"an editorial decision": whose is not said.</summary>
    Editorial,
    Author, Authors, CorrespondingAuthor, FirstAuthor,
    Editor, Editors, EditorInChief, EditorsInChief, EditorialBoard, EditorialOffice, ChiefExecutiveEditor,
    Journal, Publisher, IntegrityOffice, Institution, GovernmentOffice, Reader, Reviewer, Expert,
}

/// <param name="Role">What the text calls them.</param>
/// <param name="Name">As printed, where named.</param>
/// <param name="Span">Where they are named.</param>
public sealed record Actor(Role Role, string? Name = null, TextSpan? Span = null);

[JsonConverter(typeof(CamelCase<Occasion>))]
public enum Occasion { NotStated, AfterPublication, BeforePublication, AfterRequest }

/// <summary>A concern as it was raised.</summary>
public sealed record Concern
{
    /// <summary>Empty where the text leaves it open.</summary>
    public Sequence<Actor> RaisedBy { get; init; }

    /// <summary>Who was told.</summary>
    public Sequence<Actor> ToldTo { get; init; }
    public Occasion When { get; init; }

    /// <summary>What it was about, as printed.</summary>
    public string? About { get; init; }

    /// <summary>Figures named in it.</summary>
    public Sequence<ClaimTarget> Figures { get; init; }
    public Certainty Certainty { get; init; }
    public TextSpan? Span { get; init; }
}

[JsonConverter(typeof(CamelCase<InvestigationOutcome>))]
public enum InvestigationOutcome
{
    NotStated,
    Completed,

    /// <summary>What was reported is confirmed.</summary>
    Confirmed,

    /// <summary>Validity could not be confirmed.</summary>
    CouldNotConfirm,

    /// <summary>Nothing was found.</summary>
    NotConfirmed,
    Ongoing,
}

public sealed record Investigation
{
    public Sequence<Actor> By { get; init; }
    public Occasion When { get; init; }

    /// <summary>What was looked into, as printed.</summary>
    public string? About { get; init; }
    public InvestigationOutcome Outcome { get; init; }
    public TextSpan? Span { get; init; }
}

/// <summary>What somebody asked for.</summary>
[JsonConverter(typeof(CamelCase<RequestFor>))]
public enum RequestFor { NotStated, Retraction, Correction, Replacement, Data, Explanation, Inquiry, Agreement }

public sealed record Request
{
    public required RequestFor For { get; init; }

    /// <summary>Who asks.</summary>
    public Sequence<Actor> By { get; init; }

    /// <summary>Who is asked, where said.</summary>
    public Sequence<Actor> Of { get; init; }

    /// <summary>The reason in the asker's own words, where quoted.</summary>
    public string? Quote { get; init; }
    public TextSpan? Span { get; init; }
}

/// <summary>What was decided. The span is the first statement of it.</summary>
public sealed record Decision
{
    public required NoticeKind Action { get; init; }

    /// <summary>Who decides; empty where the text leaves it open ("the decision was made").</summary>
    public Sequence<Actor> By { get; init; }

    /// <summary>Who agrees with it.</summary>
    public Sequence<Actor> AgreedBy { get; init; }

    /// <summary>"wish to retract": announced, not yet carried out in words.</summary>
    public bool Intended { get; init; }

    /// <summary>What the text gives as its ground: "given these findings".</summary>
    public Stated<string>? Ground { get; init; }

    /// <summary>All statements of it.</summary>
    public Sequence<TextSpan> Statements { get; init; }
    public TextSpan? Span { get; init; }
}

/// <param name="By">Who approved.</param>
/// <param name="Organisation">"Example Press, Switzerland"; absent where not named.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Approval(Actor By, string? Organisation = null, TextSpan? Span = null);

/// <summary>What authors do in a notice.</summary>
[JsonConverter(typeof(CamelCase<AuthorsAct>))]
public enum AuthorsAct
{
    Contacted, Notified, HadChanceToRespond, CouldNotBeReached, Deceased,
    Responded, DidNotRespond,
    Explained, CouldNotExplain,
    ProvidedData, CouldNotProvideData, DataNotSatisfactory, NoLongerHaveData,
    Acknowledged, Disputed,
    Agreed, Disagreed, DidNotSayWhetherTheyAgree,
    Apologised, Regretted,
}

/// <summary>One thing the authors did, said or were told.</summary>
public sealed record AuthorsResponse
{
    public required AuthorsAct Act { get; init; }

    /// <summary>All authors unless the text names fewer.</summary>
    public Actor Who { get; init => field = value ?? new Actor(Role.Authors); } = new(Role.Authors);

    /// <summary>What the act is about, as printed: "several files", "the duplicated images".</summary>
    public string? What { get; init; }
    public TextSpan? Span { get; init; }
}

[JsonConverter(typeof(CamelCase<PolicyKind>))]
public enum PolicyKind { Own, Cope, Other }

/// <param name="Kind">The publisher's own, COPE's, or another body's.</param>
/// <param name="Name">As printed: "COPE guidelines on retraction".</param>
/// <param name="Url">Where linked.</param>
/// <param name="Span">Where it stands.</param>
public sealed record PolicyBasis(PolicyKind Kind, string Name, string? Url = null, TextSpan? Span = null);

/// <summary>
/// A reason that the notice states. The codes are Retraction Watch's and follow from the words; codes that speak of intent are
/// given only where the notice itself says so, never computed.
/// </summary>
public sealed record Reason
{
    /// <summary>As printed.</summary>
    public required string Words { get; init; }

    /// <summary>Retraction Watch's spelling, without the leading plus sign.</summary>
    public Sequence<string> Codes { get; init; }
    public TextSpan? Span { get; init; }
}

/// <summary>What becomes of the original.</summary>
public sealed record OriginalStatus
{
    public bool RemainsOnline { get; init; }
    public bool Removed { get; init; }
    public bool Replaced { get; init; }

    /// <summary>The word it is marked with: "Retracted"; absent where no mark is announced.</summary>
    public string? Watermark { get; init; }
    public bool OnEveryPage { get; init; }

    /// <summary>Why it stays: "to maintain the scholarly record".</summary>
    public string? Purpose { get; init; }
    public TextSpan? Span { get; init; }
}

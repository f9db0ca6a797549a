using System.Text.Json.Serialization;

namespace Palinode.Notices;

/// <summary>What a notice does to its article.</summary>
[JsonConverter(typeof(CamelCase<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>The text does not say.</summary>
    NotStated,
    Retraction,
    PartialRetraction,
    ExpressionOfConcern,
    Correction,
    Removal,
    RetractAndReplace,

    /// <summary>What a reader writes about an article; it changes nothing in the record.</summary>
    ReaderComment,
}

/// <summary>
/// A notice: what it is, what it is about, what it says was found, who asked, who decided, what the authors said, and on what rules it rests.
/// The same model is read from texts and written from cases. Values are as printed unless a property says otherwise; what a text does not say is absent.
/// </summary>
public sealed record Notice
{
    public required NoticeKind Kind { get; init; }

    /// <summary>Where the text calls itself by its kind: "RETRACTION", "[Retraction]", "Retraction:".</summary>
    public Sequence<Stated<string>> Labels { get; init; }
    public NoticeTitle? Title { get; init; }

    /// <summary>The notice's own DOI: small letters, without resolver.</summary>
    public Stated<string>? Doi { get; init; }

    /// <summary>The journal that speaks, where it names itself: "the Editor of the Journal of Examples".</summary>
    public Stated<string>? Journal { get; init; }

    /// <summary>How the notice is to be cited, where it says so.</summary>
    public ArticleCitation? Citation { get; init; }

    /// <summary>The persons or bodies that sign the notice, or the article's authors where a journal repeats them there.</summary>
    public Sequence<NoticeAuthor> Byline { get; init; }
    public Sequence<Affiliation> Affiliations { get; init; }

    /// <summary>The article the notice is about.</summary>
    public ArticleCitation? Article { get; init; }
    public Sequence<NoticeDate> Dates { get; init; }

    /// <summary>"open access", "free to read", where it is said.</summary>
    public Stated<bool>? FreeToRead { get; init; }
    public Licence? Licence { get; init; }
    public Copyright? Copyright { get; init; }
    public Correspondence? Correspondence { get; init; }

    /// <summary>Concerns as they were raised, before any finding.</summary>
    public Sequence<Concern> Concerns { get; init; }
    public Sequence<Investigation> Investigations { get; init; }

    /// <summary>What is said of figures, in the order of the text.</summary>
    public Sequence<NoticeClaim> Claims { get; init; }

    /// <summary>Who asked for what: a retraction, original data, an inquiry.</summary>
    public Sequence<Request> Requests { get; init; }
    public Decision? Decision { get; init; }
    public Sequence<Approval> Approvals { get; init; }

    /// <summary>What the authors did, said or were told, one by one.</summary>
    public Sequence<AuthorsResponse> Authors { get; init; }
    public Sequence<PolicyBasis> Policies { get; init; }
    public Sequence<Reason> Reasons { get; init; }
    public OriginalStatus? OriginalStatus { get; init; }

    /// <summary>Other notices that this one follows, updates or replaces.</summary>
    public Sequence<LinkedNotice> LinkedNotices { get; init; }

    /// <summary>Apologies, principles and other statements that are understood but fit none of the above.</summary>
    public Sequence<Remark> Remarks { get; init; }
    public Sequence<NoticeReference> References { get; init; }

    /// <summary>Understood to hold no fact about the article: advertisements, page furniture.</summary>
    public Sequence<Passage> NoFacts { get; init; }

    /// <summary>What could not be understood. Nothing in it was guessed at.</summary>
    public Sequence<Passage> NotUnderstood { get; init; }
}

/// <summary>How a title says what it is the title of.</summary>
[JsonConverter(typeof(CamelCase<TitleStyle>))]
public enum TitleStyle
{
    /// <summary>The bare title of the article, or a title of its own.</summary>
    Plain,

    /// <summary>"Retraction: Title"</summary>
    Prefix,

    /// <summary>"Title [Retraction]"</summary>
    Suffix,

    /// <summary>"Retraction Note to: Title", "Corrigendum to “Title”"</summary>
    NoteTo,
}

/// <param name="Text">As printed, label included, without markup.</param>
/// <param name="Style">Where the label stands.</param>
/// <param name="ArticleTitle">The part that is the article's title; absent where none is named.</param>
/// <param name="Span">Where it stands.</param>
public sealed record NoticeTitle(string Text, TitleStyle Style, string? ArticleTitle, TextSpan? Span = null);

/// <summary>One who signs a notice.</summary>
public sealed record NoticeAuthor
{
    /// <summary>As printed, without marks.</summary>
    public required string Name { get; init; }

    /// <summary>An office, a journal, a group; not a person.</summary>
    public bool Corporate { get; init; }

    /// <summary>Marked with an asterisk or named under "correspondence".</summary>
    public bool Corresponding { get; init; }

    /// <summary>Marks of the affiliations: "1".</summary>
    public Sequence<string> Affiliations { get; init; }
    public TextSpan? Span { get; init; }
}

/// <param name="Mark">"1"; absent where there is only one without a mark.</param>
/// <param name="Text">As printed.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Affiliation(string? Mark, string Text, TextSpan? Span = null);

/// <summary>A part of the text.</summary>
public sealed record Passage(string Text, TextSpan? Span = null);

/// <summary>What is said beside the facts.</summary>
[JsonConverter(typeof(CamelCase<RemarkKind>))]
public enum RemarkKind
{
    /// <summary>To the readers.</summary>
    Apology,

    /// <summary>Why notices are written at all.</summary>
    Principle,

    /// <summary>How correspondence was kept.</summary>
    Record,

    /// <summary>Thanks to those who brought the matter up.</summary>
    Thanks,

    /// <summary>The conclusions of the article are said to stand.</summary>
    Unaffected,
}

public sealed record Remark(RemarkKind Kind, Sequence<Actor> By = default, TextSpan? Span = null);

/// <summary>How a notice stands to an earlier one.</summary>
[JsonConverter(typeof(CamelCase<NoticeLink>))]
public enum NoticeLink { Follows, Replaces, Updates }

public sealed record LinkedNotice(NoticeKind Kind, NoticeLink Link, string? Doi = null, TextSpan? Span = null);

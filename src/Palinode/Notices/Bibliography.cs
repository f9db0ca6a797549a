using System.Text.Json.Serialization;

namespace Palinode.Notices;

/// <summary>A cited work. Everything is as printed, without markup, apart from the DOI (small letters, no resolver).</summary>
public sealed record ArticleCitation
{
    /// <summary>In order: "Zhang X", "Example Editorial Office".</summary>
    public Sequence<string> Authors { get; init; }

    /// <summary>Whether "et al." follows the authors.</summary>
    public bool MoreAuthors { get; init; }
    public string? Title { get; init; }
    public string? Journal { get; init; }
    public int? Year { get; init; }
    public string? Volume { get; init; }
    public string? Issue { get; init; }

    /// <summary>As printed: "97361–70".</summary>
    public string? Pages { get; init; }

    /// <summary>First page in full.</summary>
    public string? FirstPage { get; init; }

    /// <summary>Last page in full: "97370" where "97361–70" is printed.</summary>
    public string? LastPage { get; init; }

    /// <summary>"607001", "e0123456".</summary>
    public string? ArticleNumber { get; init; }
    public string? Doi { get; init; }
    public string? Pmid { get; init; }

    /// <summary>"Original Research Article".</summary>
    public string? ArticleType { get; init; }
    public TextSpan? Span { get; init; }
}

/// <summary>A work that a notice refers to.</summary>
public sealed record NoticeReference
{
    /// <summary>What sources of claims name it by: the printed number, or "a", "b" … in order where references stand in the text.</summary>
    public required string Id { get; init; }

    /// <summary>Whether the id is printed.</summary>
    public bool Numbered { get; init; }

    /// <summary>The work is marked as retracted itself: "RETRACTED:".</summary>
    public bool Retracted { get; init; }
    public required ArticleCitation Work { get; init; }

    /// <summary>Named link words behind it: "PubMed".</summary>
    public Sequence<string> Links { get; init; }
    public TextSpan? Span { get; init; }
}

[JsonConverter(typeof(CamelCase<NoticeEvent>))]
public enum NoticeEvent
{
    Received,
    Accepted,
    Published,
    Decided,

    /// <summary>The matter was first brought up.</summary>
    FirstAlert,

    /// <summary>The article itself appeared.</summary>
    ArticlePublished,
}

/// <param name="Event">What happened.</param>
/// <param name="Year">Four digits.</param>
/// <param name="Month">1 to 12, where given.</param>
/// <param name="Day">1 to 31, where given.</param>
/// <param name="Span">Where it stands.</param>
public sealed record NoticeDate(NoticeEvent Event, int Year, int? Month = null, int? Day = null, TextSpan? Span = null);

/// <param name="Name">"CC BY 4.0", "CC BY"; as short as the text gives it.</param>
/// <param name="Url">Of the licence's text.</param>
/// <param name="Terms">As printed, where the notice spells them out.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Licence(string Name, string? Url = null, string? Terms = null, TextSpan? Span = null);

/// <param name="Year">Four digits.</param>
/// <param name="Holder">"Example et al."</param>
/// <param name="Span">Where it stands.</param>
public sealed record Copyright(int Year, string Holder, TextSpan? Span = null);

/// <param name="Name">Of the person or office.</param>
/// <param name="Email">Its address.</param>
/// <param name="Span">Where it stands.</param>
public sealed record Correspondence(string? Name, string? Email, TextSpan? Span = null);

using System.Collections.Immutable;

namespace Palinode.Articles;

/// <summary>Where a fact about an article was read.</summary>
public enum FactOrigin
{
    /// <summary>The publisher's XML.</summary>
    Jats,

    /// <summary>The information dictionary of a PDF.</summary>
    DocumentInfo,

    /// <summary>The text of a PDF's first page.</summary>
    FirstPage,

    /// <summary>The text of a PDF's last pages.</summary>
    LastPages,
}

/// <summary>Something known about an article, and where it was read.</summary>
public sealed record Fact<T>(T Value, FactOrigin Origin);

/// <summary>What is known about an article. Nothing is inferred: what was not found is absent.</summary>
public sealed class ArticleMetadata
{
    public Fact<string>? Title { get; init; }

    /// <summary>In order of the byline.</summary>
    public ImmutableArray<Fact<ArticleAuthor>> Authors { get; init; } = [];
    public Fact<string>? Journal { get; init; }

    /// <summary>"1234-5678"; of several the electronic edition's.</summary>
    public Fact<string>? Issn { get; init; }
    public Fact<string>? Volume { get; init; }
    public Fact<string>? Issue { get; init; }

    /// <summary>"348–354", or the first page alone.</summary>
    public Fact<string>? Pages { get; init; }

    /// <summary>The number of an article that has no pages in an issue: "e1003873".</summary>
    public Fact<string>? ArticleNumber { get; init; }

    /// <summary>Small letters, without resolver; see <see cref="Articles.Doi"/>.</summary>
    public Fact<string>? Doi { get; init; }
    public ImmutableArray<Fact<ArticleDate>> Dates { get; init; } = [];

    /// <summary>The address of the licence's text.</summary>
    public Fact<string>? Licence { get; init; }

    /// <summary>From XML all, in order; from a PDF those with a DOI.</summary>
    public ImmutableArray<Fact<ArticleReference>> References { get; init; } = [];
}

/// <summary>An author, person or group.</summary>
public sealed class ArticleAuthor
{
    /// <summary>As printed in the byline: "Ann B. Example".</summary>
    public required string Name { get; init; }

    /// <summary>Known only where the source tells the parts of a name apart.</summary>
    public string? Surname { get; init; }
    public string? GivenNames { get; init; }

    /// <summary>"0000-0002-1825-0097".</summary>
    public string? Orcid { get; init; }
    public ImmutableArray<string> Affiliations { get; init; } = [];
}

/// <summary>What happened on a date.</summary>
public enum ArticleEvent { Received, Revised, Accepted, Published, Issued }

/// <param name="Event">Published is the first appearance online; issued the volume's or issue's date.</param>
/// <param name="Year">Four digits.</param>
/// <param name="Month">1 to 12; null where only the year is given.</param>
/// <param name="Day">1 to 31; null where it is not given.</param>
public sealed record ArticleDate(ArticleEvent Event, int Year, int? Month = null, int? Day = null);

/// <param name="Label">"12"; null where references are not numbered.</param>
/// <param name="Title">Of the cited work.</param>
/// <param name="Year">Four digits.</param>
/// <param name="Doi">Small letters, without resolver.</param>
public sealed record ArticleReference(string? Label, string? Title, int? Year, string? Doi);

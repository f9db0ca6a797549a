using System.Collections.Immutable;
using System.Globalization;
using Palinode.Notices;
using Palinode.Publishing.Notices.Templates;

namespace Palinode.Publishing.Notices;

/// <summary>Cited works as values of templates and as printed entries.</summary>
internal sealed class CitationWording(Phrases phrases)
{
    /// <summary>One printed entry, in the phrase "reference", "reference.inline" or "article".</summary>
    public RichText Print(string phrase, ArticleCitation work, bool retracted) => phrases.Say(phrase, [.. Parts(work, retracted)]);

    public static GroupValue Values(ArticleCitation work) => new([.. Parts(work, retracted: false)]);

    public static string? Pages(ArticleCitation work) =>
        work.Pages ?? work.ArticleNumber ?? (work.FirstPage is null ? null : work.LastPage is null || work.LastPage == work.FirstPage ? work.FirstPage : $"{work.FirstPage}–{work.LastPage}");

    private static IEnumerable<(string, TemplateValue)> Parts(ArticleCitation work, bool retracted) =>
    [
        ("authors", string.Join(", ", work.Authors)),
        ("more", work.MoreAuthors),
        ("retracted", retracted),
        ("title", WithoutPoint(work.Title)),
        ("journal", RichText.Italics(WithoutPoint(work.Journal))),
        ("year", work.Year?.ToString(CultureInfo.InvariantCulture)),
        ("volume", work.Volume),
        ("issue", work.Issue),
        ("pages", Pages(work)),
        ("doi", work.Doi is null ? RichText.Empty : RichText.Doi(work.Doi)),
        ("bareDoi", work.Doi is null ? RichText.Empty : new RichText([new Link(work.Doi, $"https://doi.org/{work.Doi}", work.Doi)])),
        ("pmid", work.Pmid),
        ("type", work.ArticleType),
    ];

    public ImmutableArray<PrintedReference> References(Notice notice, ReferenceForm form) =>
        [.. notice.References.Select((r, i) => new PrintedReference(r.Id, form == ReferenceForm.Numbered ? Label(notice, r, i) : null, Print("reference", r.Work, r.Retracted),
            [.. r.Links.Select(l => r.Work.Pmid is { } pmid && l == "PubMed" ? new RichText([new Link(l, $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/")]) : (RichText)l)]))];

    /// <summary>The printed number where there is one; otherwise the place in the list.</summary>
    public static string Label(Notice notice, NoticeReference reference, int index) =>
        notice.References.All(r => r.Numbered) ? reference.Id : (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>The layout sets the point.</summary>
    private static string? WithoutPoint(string? text) => text?.TrimEnd().TrimEnd('.');
}

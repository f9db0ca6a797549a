using System.Globalization;
using System.Xml.Linq;
using Palinode.Notices;
using static Palinode.Publishing.Notices.XmlOutput;

namespace Palinode.Publishing.Notices;

/// <summary>The notice as a deposit at Crossref (schema 5.5.0): its own record, and the update of the article in Crossmark.</summary>
internal static class CrossrefDeposit
{
    private static readonly XNamespace Cr = "http://www.crossref.org/schema/5.5.0";
    private static readonly XNamespace Ai = "http://www.crossref.org/AccessIndicators.xsd";

    /// <param name="s">What is written.</param>
    /// <param name="now">The deposit's time stamp, which must grow from deposit to deposit; null takes the day the notice appears.</param>
    public static byte[] Write(NoticeSources s, DateTimeOffset? now)
    {
        Publication p = s.Case.Publication!;
        NoticeDate published = s.Published!;
        string stamp = now?.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)
            ?? string.Create(CultureInfo.InvariantCulture, $"{published.Year:0000}{published.Month ?? 1:00}{published.Day ?? 1:00}000000");
        XElement batch = new(Cr + "doi_batch", new XAttribute("xmlns", Cr.NamespaceName), new XAttribute("version", "5.5.0"),
            new XElement(Cr + "head",
                new XElement(Cr + "doi_batch_id", $"{(s.IsDraft ? "draft" : "notice")}-{s.Case.Digest[..16]}"),
                new XElement(Cr + "timestamp", stamp),
                new XElement(Cr + "depositor", new XElement(Cr + "depositor_name", p.DepositorName ?? p.Publisher), new XElement(Cr + "email_address", p.DepositorEmail)),
                new XElement(Cr + "registrant", p.Publisher)),
            new XElement(Cr + "body", new XElement(Cr + "journal",
                new XElement(Cr + "journal_metadata", new XAttribute("language", s.Language), new XElement(Cr + "full_title", p.Journal), Optional("abbrev_title", p.JournalAbbreviation),
                    new XElement(Cr + "issn", new XAttribute("media_type", "electronic"), p.Issn)),
                Issue(p, published),
                Article(s, p, published))));
        return Bytes(new XDocument(DraftComment(s), batch), indent: true);
    }

    private static XElement? Issue(Publication p, NoticeDate published) => p.Volume is null && p.Issue is null ? null : new XElement(Cr + "journal_issue",
        new XElement(Cr + "publication_date", new XAttribute("media_type", "online"), DateParts(published)),
        p.Volume is null ? null : new XElement(Cr + "journal_volume", new XElement(Cr + "volume", p.Volume)), Optional("issue", p.Issue));

    private static XElement Article(NoticeSources s, Publication p, NoticeDate published) => new(Cr + "journal_article", new XAttribute("publication_type", "full_text"), new XAttribute("language", s.Language),
        new XElement(Cr + "titles", new XElement(Cr + "title", Title(s))),
        s.Notice.Byline.IsEmpty ? null : new XElement(Cr + "contributors", s.Notice.Byline.Select(Contributor)),
        new XElement(Cr + "publication_date", new XAttribute("media_type", "online"), DateParts(published)),
        s.Date(NoticeEvent.Accepted) is { Month: not null, Day: not null } accepted ? new XElement(Cr + "acceptance_date", new XAttribute("media_type", "online"), DateParts(accepted)) : null,
        p.FirstPage is null ? null : new XElement(Cr + "pages", new XElement(Cr + "first_page", p.FirstPage), Optional("last_page", p.LastPage)),
        p.ArticleNumber is null ? null : new XElement(Cr + "publisher_item", new XElement(Cr + "item_number", new XAttribute("item_number_type", "article_number"), p.ArticleNumber)),
        Crossmark(s, p, published),
        new XElement(Cr + "doi_data", new XElement(Cr + "doi", s.Notice.Doi!.Value), new XElement(Cr + "resource", p.Resource)),
        s.Notice.References.IsEmpty ? null : new XElement(Cr + "citation_list", s.Notice.References.Select(Citation)));

    private static XElement Contributor(NoticeAuthor author, int index)
    {
        XAttribute sequence = new("sequence", index == 0 ? "first" : "additional"), role = new("contributor_role", "author");
        if (author.Corporate) return new XElement(Cr + "organization", sequence, role, author.Name);
        PersonName name = PersonName.Of(author.Name);
        return new XElement(Cr + "person_name", sequence, role, Optional("given_name", name.Given), new XElement(Cr + "surname", name.Surname));
    }

    private static XElement Crossmark(NoticeSources s, Publication p, NoticeDate published)
    {
        // An update needs a day; of a notice dated by its month, the first.
        string day = string.Create(CultureInfo.InvariantCulture, $"{published.Year:0000}-{published.Month ?? 1:00}-{published.Day ?? 1:00}");
        List<XElement> assertions = [];
        foreach (NoticeDate date in s.Notice.Dates.Where(d => d.Event is NoticeEvent.Received or NoticeEvent.Accepted or NoticeEvent.Published or NoticeEvent.Decided).DistinctBy(d => d.Event))
        {
            string name = ClaimWording.CamelCase(date.Event);
            assertions.Add(new XElement(Cr + "assertion", new XAttribute("name", name), new XAttribute("label", char.ToUpperInvariant(name[0]) + name[1..]),
                new XAttribute("group_name", "publication_history"), new XAttribute("group_label", "Publication History"), new XAttribute("order", assertions.Count), Iso(date)));
        }
        List<XElement> access = [];
        if (s.Notice.FreeToRead is { Value: true }) access.Add(new XElement(Ai + "free_to_read", new XAttribute("start_date", day)));
        if (s.Notice.Licence?.Url is { } url) access.Add(new XElement(Ai + "license_ref", url));
        XElement? program = access.Count == 0 ? null : new XElement(Ai + "program", new XAttribute(XNamespace.Xmlns + "ai", Ai), new XAttribute("name", "AccessIndicators"), access);
        return new XElement(Cr + "crossmark",
            new XElement(Cr + "crossmark_version", "2.0"),
            new XElement(Cr + "crossmark_policy", p.CrossmarkPolicy),
            new XElement(Cr + "updates", new XElement(Cr + "update", new XAttribute("type", s.Kind.UpdateType), new XAttribute("date", day), s.Notice.Article!.Doi)),
            assertions.Count == 0 && program is null ? null : new XElement(Cr + "custom_metadata", assertions, program));
    }

    private static XElement Citation(NoticeReference r, int index) => new(Cr + "citation", new XAttribute("key", $"ref{index + 1}"),
        Optional("journal_title", r.Work.Journal), Optional("author", r.Work.Authors is [var first, ..] ? PersonName.Of(first).Surname : null), Optional("volume", r.Work.Volume), Optional("issue", r.Work.Issue),
        Optional("first_page", r.Work.FirstPage), r.Work.Year is { } year ? new XElement(Cr + "cYear", Number(year)) : null, Optional("doi", r.Work.Doi), Optional("article_title", r.Work.Title));

    private static IEnumerable<XElement> DateParts(NoticeDate d)
    {
        if (d.Month is { } month) yield return new XElement(Cr + "month", Two(month));
        if (d.Month is not null && d.Day is { } day) yield return new XElement(Cr + "day", Two(day));
        yield return new XElement(Cr + "year", Number(d.Year));
    }

    private static XElement? Optional(string name, string? text) => string.IsNullOrEmpty(text) ? null : new XElement(Cr + name, text);
}

using System.Collections.Immutable;
using System.Xml.Linq;
using Palinode.Notices;
using static Palinode.Publishing.Notices.XmlOutput;

namespace Palinode.Publishing.Notices;

/// <summary>The notice as JATS 1.3 (Journal Publishing), with the style's text as its body.</summary>
internal static class JatsNotice
{
    internal static readonly XNamespace Xlink = "http://www.w3.org/1999/xlink";
    internal static readonly XNamespace Ali = "http://www.niso.org/schemas/ali/1.0/";

    public static byte[] Write(NoticeSources sources)
    {
        Publication publication = sources.Case.Publication!;
        XElement article = new("article",
            new XAttribute(XNamespace.Xmlns + "xlink", Xlink), new XAttribute(XNamespace.Xmlns + "ali", Ali),
            new XAttribute("article-type", sources.Kind.ArticleType), new XAttribute("dtd-version", "1.3"), new XAttribute(XNamespace.Xml + "lang", sources.Language),
            new XElement("front", Journal(publication), Meta(sources, publication)),
            new XElement("body", sources.Body.Blocks.Select(b => Block(b, sources))),
            Back(sources));
        XDocumentType type = new("article", "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN", "JATS-journalpublishing1-3.dtd", null!);
        // Running text must not gain blanks: no indentation.
        return Bytes(new XDocument(type, DraftComment(sources), article), indent: false);
    }

    private static XElement Journal(Publication p) => new("journal-meta",
        new XElement("journal-id", new XAttribute("journal-id-type", p.JournalAbbreviation is null ? "publisher-id" : "nlm-ta"), p.JournalAbbreviation ?? p.Journal),
        new XElement("journal-title-group", new XElement("journal-title", p.Journal)),
        new XElement("issn", new XAttribute("pub-type", "epub"), p.Issn),
        new XElement("publisher", new XElement("publisher-name", p.Publisher)));

    private static XElement Meta(NoticeSources s, Publication p)
    {
        Notice notice = s.Notice;
        NoticeDate published = s.Published!;
        return new XElement("article-meta",
            new XElement("article-id", new XAttribute("pub-id-type", "doi"), notice.Doi!.Value),
            new XElement("article-categories", new XElement("subj-group", new XAttribute("subj-group-type", "heading"), new XElement("subject", s.Body.Label))),
            new XElement("title-group", new XElement("article-title", Title(s))),
            Contributors(notice),
            notice.Affiliations.Select((a, i) => new XElement("aff", new XAttribute("id", $"aff{i + 1}"), a.Mark is null ? null : new XElement("label", a.Mark), a.Text)),
            notice.Correspondence is { } post ? new XElement("author-notes", new XElement("corresp", new XAttribute("id", "cor1"), post.Name, post.Email is null ? null : new object[] { post.Name is null ? "" : ", ", new XElement("email", post.Email) })) : null,
            new XElement("pub-date", new XAttribute("publication-format", "electronic"), new XAttribute("date-type", "pub"), DateParts(published)),
            Optional("volume", p.Volume), Optional("issue", p.Issue), Optional("fpage", p.FirstPage), Optional("lpage", p.LastPage), Optional("elocation-id", p.ArticleNumber),
            History(notice),
            Permissions(notice),
            new XElement("related-article", new XAttribute("id", "ra1"), new XAttribute("related-article-type", s.Kind.RelatedType), new XAttribute("ext-link-type", "doi"), new XAttribute(Xlink + "href", notice.Article!.Doi!),
                Attribute("vol", notice.Article.Volume), Attribute("issue", notice.Article.Issue), Attribute("page", notice.Article.FirstPage ?? notice.Article.Pages), Attribute("elocation-id", notice.Article.ArticleNumber)),
            Reasons(s));
    }

    private static XElement? Contributors(Notice notice)
    {
        if (notice.Byline.IsEmpty) return null;
        return new XElement("contrib-group", notice.Byline.Select(a => new XElement("contrib", new XAttribute("contrib-type", "author"),
            a.Corresponding ? new XAttribute("corresp", "yes") : null,
            a.Corporate ? new XElement("collab", a.Name) : Name(a.Name),
            a.Affiliations.Select(m => notice.Affiliations.Select((x, i) => (x, i)).FirstOrDefault(x => x.x.Mark == m) is { x: not null } found
                ? new XElement("xref", new XAttribute("ref-type", "aff"), new XAttribute("rid", $"aff{found.i + 1}"), m) : null),
            a.Corresponding && notice.Correspondence is not null ? new XElement("xref", new XAttribute("ref-type", "corresp"), new XAttribute("rid", "cor1"), "*") : null)));
    }

    private static XElement Name(string printed)
    {
        PersonName name = PersonName.Of(printed);
        return new XElement("name", new XElement("surname", name.Surname), Optional("given-names", name.Given));
    }

    private static XElement? History(Notice notice)
    {
        (NoticeEvent Event, string Type)[] kept = [(NoticeEvent.FirstAlert, "first-alert"), (NoticeEvent.Received, "received"), (NoticeEvent.Decided, "decided"), (NoticeEvent.Accepted, "accepted")];
        XElement[] dates = [.. kept.SelectMany(k => notice.Dates.Where(d => d.Event == k.Event).Select(d => new XElement("date", new XAttribute("date-type", k.Type), DateParts(d))))];
        return dates.Length == 0 ? null : new XElement("history", dates);
    }

    /// <summary>Attribute and elements of a date, day first as JATS wants them.</summary>
    internal static object[] DateParts(NoticeDate d) =>
    [
        new XAttribute("iso-8601-date", Iso(d)),
        .. d.Month is not null && d.Day is { } day ? [new XElement("day", Two(day))] : (object[])[],
        .. d.Month is { } month ? [new XElement("month", Two(month))] : (object[])[],
        new XElement("year", Number(d.Year)),
    ];

    private static XElement? Permissions(Notice notice)
    {
        if (notice.Copyright is null && notice.Licence is null && notice.FreeToRead is not { Value: true }) return null;
        return new XElement("permissions",
            notice.Copyright is { } c ? new object[] { new XElement("copyright-statement", $"© {Number(c.Year)} {c.Holder}"), new XElement("copyright-year", Number(c.Year)), new XElement("copyright-holder", c.Holder) } : null,
            notice.FreeToRead is { Value: true } ? new XElement(Ali + "free_to_read") : null,
            notice.Licence is { } licence ? new XElement("license", licence.Url is { } url ? new XElement(Ali + "license_ref", url) : null, new XElement("license-p", licence.Name, licence.Terms is null ? null : $", {licence.Terms}")) : null);
    }

    private static XElement? Reasons(NoticeSources s)
    {
        List<XElement> entries = [.. s.Notice.Reasons.SelectMany(r => r.Codes).Distinct(StringComparer.Ordinal).Select(code => Custom("retraction-reason", code))];
        if (s.IsDraft) entries.Insert(0, Custom("status", DraftMark.Text));
        return entries.Count == 0 ? null : new XElement("custom-meta-group", entries);
    }

    private static XElement Custom(string name, string value) => new("custom-meta", new XElement("meta-name", name), new XElement("meta-value", value));

    private static XElement Block(Block block, NoticeSources s) => block switch
    {
        Paragraph p => new XElement("p", Inlines(p.Text, s)),
        Bullets b => new XElement("list", new XAttribute("list-type", "bullet"), b.Items.Select(i => new XElement("list-item", new XElement("p", Inlines(i, s))))),
        _ => throw new InvalidOperationException($"{block.GetType().Name} has no form in JATS."),
    };

    private static IEnumerable<object> Inlines(RichText text, NoticeSources s) => text.Parts.Select(part => (object)(part switch
    {
        Italic => new XElement("italic", part.Text),
        Superscript => new XElement("sup", part.Text),
        Link link => new XElement("ext-link", new XAttribute("ext-link-type", "uri"), new XAttribute(Xlink + "href", link.Address), part.Text),
        ReferenceMark mark => new XElement("xref", new XAttribute("ref-type", "bibr"), new XAttribute("rid", Id(s.Body.References, mark.Reference)), part.Text),
        _ => new XText(part.Text),
    }));

    private static string Id(ImmutableArray<PrintedReference> references, string id) => $"r{references.Select(r => r.Id).ToList().IndexOf(id) + 1}";

    private static XElement? Back(NoticeSources s) => s.Notice.References.IsEmpty ? null : new XElement("back", new XElement("ref-list", s.Notice.References.Select((r, i) =>
        new XElement("ref", new XAttribute("id", $"r{i + 1}"), s.Body.References[i].Label is { } label ? new XElement("label", label) : null, Citation(r)))));

    private static XElement Citation(NoticeReference r)
    {
        ArticleCitation w = r.Work;
        return new XElement("element-citation", new XAttribute("publication-type", "journal"),
            w.Authors.IsEmpty ? null : new XElement("person-group", new XAttribute("person-group-type", "author"), w.Authors.Select(Name), w.MoreAuthors ? new XElement("etal") : null),
            w.Year is { } year ? new XElement("year", new XAttribute("iso-8601-date", Number(year)), Number(year)) : null,
            w.Title is null ? null : new XElement("article-title", r.Retracted ? $"RETRACTED: {w.Title}" : w.Title),
            Optional("source", w.Journal), Optional("volume", w.Volume), Optional("issue", w.Issue),
            Optional("fpage", w.FirstPage ?? (w.LastPage is null ? w.Pages : null)), Optional("lpage", w.LastPage == w.FirstPage ? null : w.LastPage), Optional("elocation-id", w.ArticleNumber),
            w.Doi is null ? null : new XElement("pub-id", new XAttribute("pub-id-type", "doi"), w.Doi),
            w.Pmid is null ? null : new XElement("pub-id", new XAttribute("pub-id-type", "pmid"), w.Pmid));
    }

    private static XElement? Optional(string name, string? text) => string.IsNullOrEmpty(text) ? null : new XElement(name, text);
    private static XAttribute? Attribute(string name, string? value) => string.IsNullOrEmpty(value) ? null : new XAttribute(name, value);
}

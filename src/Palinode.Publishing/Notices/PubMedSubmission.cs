using System.Globalization;
using System.Xml.Linq;
using Palinode.Notices;
using static Palinode.Publishing.Notices.XmlOutput;

namespace Palinode.Publishing.Notices;

/// <summary>The notice as publishers send it to PubMed: its type, and the article it is about in the object list.</summary>
internal static class PubMedSubmission
{
    public static byte[] Write(NoticeSources s)
    {
        Publication p = s.Case.Publication!;
        Notice notice = s.Notice;
        XElement article = new("Article",
            new XElement("Journal", new XElement("PublisherName", p.Publisher), new XElement("JournalTitle", p.JournalAbbreviation ?? p.Journal), new XElement("Issn", p.Issn),
                new XElement("Volume", p.Volume), Optional("Issue", p.Issue), new XElement("PubDate", new XAttribute("PubStatus", "epublish"), DateParts(s.Published!))),
            new XElement("ArticleTitle", Title(s)),
            Optional("FirstPage", p.FirstPage ?? p.ArticleNumber), Optional("LastPage", p.LastPage),
            new XElement("ELocationID", new XAttribute("EIdType", "doi"), notice.Doi!.Value),
            new XElement("Language", s.Language.ToUpperInvariant()),
            notice.Byline.IsEmpty ? null : new XElement("AuthorList", notice.Byline.Select(a => Author(a, notice))),
            new XElement("PublicationType", s.Kind.PublicationType),
            new XElement("ArticleIdList", new XElement("ArticleId", new XAttribute("IdType", "doi"), notice.Doi.Value)),
            History(notice),
            notice.Copyright is { } c ? new XElement("CopyrightInformation", $"© {Number(c.Year)} {c.Holder}") : null,
            new XElement("ObjectList", new XElement("Object", new XAttribute("Type", s.Kind.ObjectType), Parameter("type", "doi"), Parameter("id", notice.Article!.Doi!))));
        XDocumentType type = new("ArticleSet", "-//NLM//DTD PubMed 2.8//EN", "https://dtd.nlm.nih.gov/ncbi/pubmed/in/PubMed.dtd", null!);
        return Bytes(new XDocument(type, DraftComment(s), new XElement("ArticleSet", article)), indent: true);
    }

    private static XElement Author(NoticeAuthor author, Notice notice)
    {
        if (author.Corporate) return new XElement("Author", new XElement("CollectiveName", author.Name));
        PersonName name = PersonName.Of(author.Name);
        return new XElement("Author", name.Given is null ? new XElement("FirstName", new XAttribute("EmptyYN", "Y")) : new XElement("FirstName", name.Given), new XElement("LastName", name.Surname),
            author.Affiliations.Select(m => notice.Affiliations.FirstOrDefault(a => a.Mark == m)).OfType<Affiliation>().Select(a => new XElement("AffiliationInfo", new XElement("Affiliation", a.Text))));
    }

    private static XElement? History(Notice notice)
    {
        XElement[] dates = [.. notice.Dates.Where(d => d.Event is NoticeEvent.Received or NoticeEvent.Accepted).Select(d => new XElement("PubDate", new XAttribute("PubStatus", d.Event == NoticeEvent.Received ? "received" : "accepted"), DateParts(d)))];
        return dates.Length == 0 ? null : new XElement("History", dates);
    }

    private static IEnumerable<XElement> DateParts(NoticeDate d)
    {
        yield return new XElement("Year", Number(d.Year));
        if (d.Month is { } month) yield return new XElement("Month", CultureInfo.InvariantCulture.DateTimeFormat.GetAbbreviatedMonthName(month));
        if (d.Month is not null && d.Day is { } day) yield return new XElement("Day", Number(day));
    }

    private static XElement Parameter(string name, string value) => new("Param", new XAttribute("Name", name), value);
    private static XElement? Optional(string name, string? text) => string.IsNullOrEmpty(text) ? null : new XElement(name, text);
}

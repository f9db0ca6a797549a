using System.Globalization;
using System.Xml.Linq;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>What can be said of the form of a JATS file without its DTD.</summary>
internal sealed class JatsStructure(XDocument document, FindingList findings)
{
    public void Check()
    {
        JatsArticle article = new(document);
        if (article.Front is null || article.Meta is null)
        {
            findings.Error("jats/structure", article.Root, "there is no <front> with <article-meta>, where everything about the article stands");
            return;
        }
        if (JatsArticle.Child(article.Front, "journal-meta") is not { } journal) findings.Error("jats/structure", article.Front, "there is no <journal-meta>; name the journal, its ISSN and its publisher");
        else if (!journal.Elements().Any(e => e.Name.LocalName == "issn")) findings.Warning("jats/issn", journal, "no ISSN is given for the journal");
        if (string.IsNullOrWhiteSpace(article.Title)) findings.Error("jats/structure", article.Meta, "there is no <article-title>");
        if (article.Type is null) findings.Error("jats/structure", article.Root, "<article> has no article-type");
        Order(article.Meta);
        Ids();
        Dates(article.Meta);
    }

    private void Order(XElement meta)
    {
        int furthest = -1;
        string before = "";
        foreach (XElement child in meta.Elements())
        {
            string name = child.Name.LocalName;
            int rank = JatsMetaOrder.Rank(name);
            if (rank < 0) findings.Error("jats/structure", child, $"<{name}> does not belong into <article-meta>");
            else if (rank < furthest) findings.Error("jats/structure", child, $"<{name}> stands behind <{before}>, but belongs in front of it");
            else (furthest, before) = (rank, name);
        }
    }

    private void Ids()
    {
        Dictionary<string, XElement> ids = new(StringComparer.Ordinal);
        foreach (XElement element in document.Descendants())
            if ((string?)element.Attribute("id") is { Length: > 0 } id && !ids.TryAdd(id, element))
                findings.Error("jats/id", element, $"the id \"{id}\" is given twice");
        foreach (XElement xref in document.Descendants().Where(e => e.Name.LocalName == "xref"))
            foreach (string id in ((string?)xref.Attribute("rid") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                if (!ids.ContainsKey(id)) findings.Error("jats/id", xref, $"the link to \"{id}\" leads nowhere");
    }

    private void Dates(XElement meta)
    {
        foreach (XElement date in meta.Descendants().Where(e => e.Name.LocalName is "pub-date" or "date"))
        {
            int? year = Number(date, "year"), month = Number(date, "month"), day = Number(date, "day");
            if (month is < 1 or > 12 || day is < 1 or > 31 || (year is { } y && month is { } m && day is { } d && (y is < 1 or > 9999 || d > DateTime.DaysInMonth(y, m))))
            {
                findings.Error("jats/date", date, $"{year}-{month}-{day} is no date");
                continue;
            }
            if ((string?)date.Attribute("iso-8601-date") is not { } iso || year is null) continue;
            string expected = string.Create(CultureInfo.InvariantCulture, $"{year:0000}{(month is null ? "" : $"-{month:00}")}{(month is null || day is null ? "" : $"-{day:00}")}");
            if (!iso.StartsWith(expected, StringComparison.Ordinal) && !expected.StartsWith(iso, StringComparison.Ordinal))
                findings.Error("jats/date", date, $"iso-8601-date says {iso}, the elements below it say {expected}");
        }
    }

    private static int? Number(XElement date, string part) =>
        int.TryParse(JatsArticle.Child(date, part)?.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int n) ? n : null;
}

using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Palinode.Articles;

namespace Palinode.Notices.Reading;

/// <summary>
/// Reads JATS. Elements answer for kind, title, DOI, dates, licence, copyright and the article that is linked; the running text is read like any
/// other and answers for the rest. Elements win where both speak. Spans count in the text that is put together from the elements.
/// </summary>
internal static class JatsNotice
{
    public static bool Looks(string start) => start.TrimStart('\uFEFF', ' ', '\r', '\n', '\t').StartsWith('<') && (start.Contains("<article ", StringComparison.Ordinal) || start.Contains("<article>", StringComparison.Ordinal)) && !start.Contains("<html", StringComparison.OrdinalIgnoreCase) && (start.Contains("<front", StringComparison.Ordinal) || start.Contains("JATS", StringComparison.Ordinal) || start.Contains("NLM//DTD", StringComparison.Ordinal) || start.Contains("article-type", StringComparison.Ordinal));

    /// <exception cref="InputException">The XML is not well formed, or no article.</exception>
    public static NoticeDocument Read(string xml)
    {
        XElement root = Load(xml);
        XElement meta = root.Element("front")?.Element("article-meta") ?? throw new InputException("this XML is no article: front/article-meta is missing");
        string title = Flat(meta.Element("title-group")?.Element("article-title"));
        string text = Compose(root, title);
        Notice read = NoticeReader.Read(text);
        XElement? related = meta.Elements("related-article").Concat(root.Descendants("related-article")).FirstOrDefault(r => KindOfLink((string?)r.Attribute("related-article-type")) is not null);
        NoticeKind kind = KindOf((string?)root.Attribute("article-type")) ?? KindOfLink((string?)related?.Attribute("related-article-type")) ?? read.Kind;
        // JATS has one word for what was retracted, removed, or retracted and replaced; the title says more.
        if (kind == NoticeKind.Retraction && read.Kind is NoticeKind.Removal or NoticeKind.RetractAndReplace) kind = read.Kind;
        string? doi = Doi.Find(meta.Elements("article-id").FirstOrDefault(i => (string?)i.Attribute("pub-id-type") == "doi")?.Value);
        XElement? licence = meta.Element("permissions")?.Element("license");
        string? url = licence?.Attributes().FirstOrDefault(a => a.Name.LocalName == "href")?.Value ?? licence?.Elements().FirstOrDefault(e => e.Name.LocalName == "license_ref")?.Value;
        string? year = meta.Element("permissions")?.Element("copyright-year")?.Value, holder = meta.Element("permissions")?.Element("copyright-holder")?.Value;
        Notice notice = read with
        {
            Kind = kind,
            Doi = doi is null ? read.Doi : new Stated<string>(doi),
            Title = read.Title ?? (title.Length > 0 ? new NoticeTitle(title, TitleStyle.Plain, null, null) : null),
            Journal = read.Journal ?? (Flat(root.Descendants("journal-title").FirstOrDefault()) is { Length: > 0 } journal ? new Stated<string>(journal) : null),
            Article = Linked(related, read.Article),
            Dates = Dates(meta) is { Count: > 0 } dates ? [.. dates] : read.Dates,
            FreeToRead = read.FreeToRead ?? (meta.Descendants().Any(e => e.Name.LocalName == "free_to_read") || (string?)licence?.Attribute("license-type") == "open-access" ? new Stated<bool>(true) : null),
            Licence = read.Licence ?? (url is not null ? new Licence(LicenceName(url), url.Trim()) : null),
            Copyright = read.Copyright ?? (int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out int y) && holder is not null ? new Copyright(y, holder.Trim()) : null),
            References = read.References.IsEmpty ? [.. References(root)] : read.References,
        };
        return new NoticeDocument(TextForm.Jats, text, notice);
    }

    private static XElement Load(string xml)
    {
        try
        {
            XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersFromEntities = 100_000 };
            using (XmlReader first = XmlReader.Create(new StringReader(xml), settings)) XmlNesting.Check(first);
            using XmlReader reader = XmlReader.Create(new StringReader(xml), settings);
            XElement root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            return root.Name.LocalName == "article" ? root : root.Descendants("article").FirstOrDefault() ?? throw new InputException("this XML is no JATS article");
        }
        catch (XmlException e)
        {
            throw new InputException($"the XML is not well formed: {e.Message}", e);
        }
    }

    private static string Compose(XElement root, string title)
    {
        StringBuilder text = new();
        void block(string words)
        {
            if (words.Length > 0) text.Append(words).Append("\n\n");
        }
        block(title);
        foreach (XElement p in root.Elements("body").Concat(root.Elements("front").Descendants("abstract")).SelectMany(b => b.Descendants()).Where(e => e.Name.LocalName is "p" or "title" && !e.Ancestors().Any(a => a.Name.LocalName is "p" or "fig" or "table-wrap" or "supplementary-material")))
        {
            string bullet = p.Ancestors("list-item").Any() ? "• " : "";
            block(bullet + Flat(p));
        }
        XElement[] references = [.. root.Descendants("ref")];
        if (references.Length > 0) block("REFERENCES");
        foreach (XElement reference in references)
            block($"{Flat(reference.Element("label")).Trim('.', '[', ']')}. {Citation(reference)}");
        return text.ToString();
    }

    /// <summary>A citation in the order in which journals print it; mixed citations are printed already.</summary>
    private static string Citation(XElement reference)
    {
        XElement? cited = reference.Elements().FirstOrDefault(e => e.Name.LocalName.EndsWith("citation", StringComparison.Ordinal));
        if (cited is null) return "";
        if (cited.Name.LocalName == "mixed-citation" || cited.Element("year") is null) return Flat(cited);
        string authors = string.Join(", ", cited.Descendants("name").Select(n => $"{n.Element("surname")?.Value} {n.Element("given-names")?.Value.Replace(".", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)}".Trim()));
        string pages = cited.Element("fpage")?.Value is { } first ? first + (cited.Element("lpage")?.Value is { } last && last != first ? $"-{last}" : "") : cited.Element("elocation-id")?.Value ?? "";
        string doi = cited.Elements("pub-id").FirstOrDefault(i => (string?)i.Attribute("pub-id-type") == "doi")?.Value is { } d ? $" https://doi.org/{d}" : "";
        return $"{authors}. {Flat(cited.Element("article-title")).TrimEnd('.')}. {Flat(cited.Element("source")).TrimEnd('.')}. {cited.Element("year")?.Value};{cited.Element("volume")?.Value}:{pages}.{doi}";
    }

    /// <summary>References that could not be read from their text keep what their elements say.</summary>
    private static IEnumerable<NoticeReference> References(XElement root)
    {
        int n = 0;
        foreach (XElement reference in root.Descendants("ref"))
        {
            n++;
            string label = Flat(reference.Element("label")).Trim('.', '[', ']');
            yield return new NoticeReference
            {
                Id = label.Length > 0 ? label : n.ToString(CultureInfo.InvariantCulture), Numbered = label.Length > 0,
                Work = new ArticleCitation { Title = Flat(reference.Descendants("article-title").FirstOrDefault()) is { Length: > 0 } t ? t : null, Doi = Doi.Find(reference.ToString()) },
            };
        }
    }

    private static ArticleCitation? Linked(XElement? related, ArticleCitation? read)
    {
        if (related is null) return read;
        string target = related.Attributes().FirstOrDefault(a => a.Name.LocalName == "href")?.Value ?? "";
        ArticleCitation article = read ?? new ArticleCitation();
        return article with { Doi = Doi.Find(target) ?? article.Doi, Volume = article.Volume ?? Value(related, "vol"), Issue = article.Issue ?? Value(related, "issue") };
    }

    private static string? Value(XElement element, string attribute) => (string?)element.Attribute(attribute) is { Length: > 0 } value ? value : null;

    private static List<NoticeDate> Dates(XElement meta)
    {
        List<NoticeDate> dates = [];
        XElement[] published = [.. meta.Elements("pub-date")];
        XElement? first = published.OrderBy(d => Rank(d)).FirstOrDefault();
        if (first is not null) add(NoticeEvent.Published, first);
        foreach (XElement date in meta.Elements("history").Elements("date"))
        {
            if ((string?)date.Attribute("date-type") == "received") add(NoticeEvent.Received, date);
            if ((string?)date.Attribute("date-type") == "accepted") add(NoticeEvent.Accepted, date);
        }
        return dates;
        void add(NoticeEvent what, XElement d)
        {
            if (Int(d.Element("year")) is { } year) dates.Add(new NoticeDate(what, year, Int(d.Element("month")), Int(d.Element("day"))));
        }
    }

    /// <summary>The electronic publication before others, full dates before years.</summary>
    private static int Rank(XElement date)
    {
        string type = $"{(string?)date.Attribute("pub-type")} {(string?)date.Attribute("date-type")} {(string?)date.Attribute("publication-format")}";
        int rank = type.Contains("collection", StringComparison.Ordinal) ? 20 : type.Contains("epub", StringComparison.Ordinal) || type.Contains("electronic", StringComparison.Ordinal) ? 0 : 10;
        return rank + (date.Element("day") is null ? 2 : 0) + (date.Element("month") is null ? 2 : 0);
    }

    private static int? Int(XElement? element) => int.TryParse(element?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : null;

    private static NoticeKind? KindOf(string? type) => type switch
    {
        "retraction" => NoticeKind.Retraction,
        "partial-retraction" => NoticeKind.PartialRetraction,
        "expression-of-concern" => NoticeKind.ExpressionOfConcern,
        "correction" or "corrigendum" or "erratum" or "addendum" => NoticeKind.Correction,
        "removal" or "withdrawal" => NoticeKind.Removal,
        _ => null,
    };

    private static NoticeKind? KindOfLink(string? type) => type switch
    {
        "retracted-article" or "retraction-of" => NoticeKind.Retraction,
        "partial-retraction" => NoticeKind.PartialRetraction,
        "object-of-concern" => NoticeKind.ExpressionOfConcern,
        "corrected-article" or "addended-article" => NoticeKind.Correction,
        "removed-article" => NoticeKind.Removal,
        _ => null,
    };

    private static string LicenceName(string url)
    {
        string[] parts = [.. url.TrimEnd('/').Split('/')];
        int at = Array.IndexOf(parts, "licenses");
        return at >= 0 && at + 1 < parts.Length ? $"CC {parts[at + 1].ToUpperInvariant()}{(at + 2 < parts.Length ? " " + parts[at + 2] : "")}" : url.Trim();
    }

    private static string Flat(XElement? element) => element is null ? "" : string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

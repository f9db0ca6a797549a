using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Palinode.Articles;

namespace Palinode.Engine.Ingest.Metadata;

/// <summary>Reads an article's metadata from its JATS XML. Elements are sought by their local names: some publishers put them in a namespace.</summary>
internal static class JatsMetadata
{
    private static readonly XName Href = XNamespace.Get("http://www.w3.org/1999/xlink") + "href";

    /// <summary>Footnote marks and formulas' sources within a title are no words of it.</summary>
    private static readonly string[] NoWords = ["xref", "fn", "label", "institution-id", "tex-math", "object-id", "email"];

    public static ArticleMetadata Read(XDocument article)
    {
        XElement? front = Child(article.Root, "front"), meta = Child(front, "article-meta"), journal = Child(front, "journal-meta");
        return new ArticleMetadata
        {
            Title = Fact(Words(Child(Child(meta, "title-group"), "article-title"))),
            Authors = [.. Authors(meta).Select(a => new Fact<ArticleAuthor>(a, FactOrigin.Jats))],
            Journal = Fact(Words(All(journal, "journal-title").FirstOrDefault())),
            Issn = Fact(Words(Children(journal, "issn").OrderByDescending(IsElectronic).FirstOrDefault())),
            Volume = Fact(Words(Child(meta, "volume"))),
            Issue = Fact(Words(Child(meta, "issue"))),
            Pages = Fact(Pages(Words(Child(meta, "fpage")), Words(Child(meta, "lpage")))),
            ArticleNumber = Fact(Words(Child(meta, "elocation-id"))),
            Doi = Fact(Doi.Find(Children(meta, "article-id").FirstOrDefault(id => Attribute(id, "pub-id-type") is "doi")?.Value)),
            Dates = [.. Dates(meta).Distinct().OrderBy(d => d.Event).Select(d => new Fact<ArticleDate>(d, FactOrigin.Jats))],
            Licence = Fact(Licence(Child(meta, "permissions"))),
            References = [.. All(Child(article.Root, "back"), "ref").Select(r => new Fact<ArticleReference>(Reference(r), FactOrigin.Jats))],
        };
    }

    private static IEnumerable<ArticleAuthor> Authors(XElement? meta)
    {
        Dictionary<string, XElement> affiliations = [];
        foreach (XElement aff in All(meta, "aff"))
            if (Attribute(aff, "id") is { } id) affiliations.TryAdd(id, aff);
        XElement[] shared = [.. All(meta, "aff")];
        bool linked = All(meta, "xref").Any(x => Attribute(x, "ref-type") is "aff");
        foreach (XElement contributor in Children(meta, "contrib-group").SelectMany(g => Children(g, "contrib")))
        {
            if (Attribute(contributor, "contrib-type") is not (null or "author")) continue;
            if (Name(contributor) is not var (name, surname, given)) continue;
            IEnumerable<XElement> own = All(contributor, "xref").Where(x => Attribute(x, "ref-type") is "aff")
                .SelectMany(x => (Attribute(x, "rid") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct()
                .Select(id => affiliations.GetValueOrDefault(id)).OfType<XElement>().Concat(All(contributor, "aff"));
            // One affiliation that nobody is linked to is everybody's.
            if (!linked && shared.Length == 1) own = shared;
            yield return new ArticleAuthor
            {
                Name = name, Surname = surname, GivenNames = given,
                Orcid = Orcid(Children(contributor, "contrib-id").FirstOrDefault(c => Attribute(c, "contrib-id-type") is "orcid")?.Value),
                Affiliations = [.. own.Distinct().Select(Words).OfType<string>()],
            };
        }
    }

    private static (string Name, string? Surname, string? Given)? Name(XElement contributor)
    {
        XElement? name = Child(contributor, "name") ?? Child(Child(contributor, "name-alternatives"), "name") ?? Child(contributor, "string-name");
        string? surname = Words(Child(name, "surname")), given = Words(Child(name, "given-names"));
        if (surname is not null) return (given is null ? surname : $"{given} {surname}", surname, given);
        return (Words(name) ?? Words(Child(contributor, "collab"))) is { } whole ? (whole, null, null) : null;
    }

    /// <summary>Sixteen digits in fours, the last may be X.</summary>
    private static string? Orcid(string? text)
    {
        string id = (text ?? "").Trim().TrimEnd('/');
        id = id.Length >= 19 ? id[^19..] : "";
        return id.Length == 19 && id.Select((c, i) => i % 5 == 4 ? c == '-' : char.IsAsciiDigit(c) || i == 18 && c == 'X').All(ok => ok) ? id : null;
    }

    private static IEnumerable<ArticleDate> Dates(XElement? meta)
    {
        foreach (XElement date in Children(meta, "pub-date"))
        {
            ArticleEvent? what = (Attribute(date, "pub-type") ?? Attribute(date, "date-type")) switch
            {
                "epub" or "pub" => ArticleEvent.Published,
                "ppub" or "collection" => ArticleEvent.Issued,
                _ => null,
            };
            if (what is { } happened && Date(happened, date) is { } known) yield return known;
        }
        foreach (XElement date in Children(Child(meta, "history"), "date"))
        {
            ArticleEvent? what = Attribute(date, "date-type") switch
            {
                "received" => ArticleEvent.Received,
                "rev-recd" => ArticleEvent.Revised,
                "accepted" => ArticleEvent.Accepted,
                _ => null,
            };
            if (what is { } happened && Date(happened, date) is { } known) yield return known;
        }
    }

    private static ArticleDate? Date(ArticleEvent what, XElement date)
    {
        if (Number(Child(date, "year"), 1000, 9999) is not { } year) return null;
        int? month = Number(Child(date, "month"), 1, 12);
        return new ArticleDate(what, year, month, month is null ? null : Number(Child(date, "day"), 1, 31));
    }

    private static int? Number(XElement? element, int least, int most) =>
        int.TryParse(element?.Value.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int n) && n >= least && n <= most ? n : null;

    private static string? Pages(string? first, string? last) => first is null ? null : last is null || last == first ? first : $"{first}–{last}";

    private static string? Licence(XElement? permissions)
    {
        string? named = All(permissions, "license_ref").FirstOrDefault()?.Value.Trim() ?? (string?)Child(permissions, "license")?.Attribute(Href);
        return named is { Length: > 0 } ? named : All(permissions, "ext-link").Select(l => (string?)l.Attribute(Href)).FirstOrDefault(l => l is not null && l.Contains("creativecommons.org/licenses/", StringComparison.OrdinalIgnoreCase));
    }

    private static ArticleReference Reference(XElement reference)
    {
        XElement? citation = reference.Elements().FirstOrDefault(e => e.Name.LocalName.Contains("citation", StringComparison.Ordinal))
            ?? All(reference, "element-citation").Concat(All(reference, "mixed-citation")).FirstOrDefault();
        string? doi = Doi.Find(All(citation, "pub-id").FirstOrDefault(p => Attribute(p, "pub-id-type") is "doi")?.Value)
            ?? All(citation, "ext-link").Select(l => Doi.Find((string?)l.Attribute(Href))).FirstOrDefault(d => d is not null)
            ?? Doi.Find(citation is null ? null : string.Concat(citation.DescendantNodes().OfType<XText>().Select(t => t.Value)));
        string? label = Words(Child(reference, "label"), keep: "label")?.Trim('.', '[', ']', '(', ')');
        return new ArticleReference(label, Words(All(citation, "article-title").FirstOrDefault()), Number(All(citation, "year").FirstOrDefault(), 1000, 9999), doi);
    }

    private static bool IsElectronic(XElement issn) => Attribute(issn, "pub-type") is "epub" || Attribute(issn, "publication-format") is "electronic";

    private static Fact<string>? Fact(string? value) => value is null ? null : new Fact<string>(value, FactOrigin.Jats);

    private static XElement? Child(XElement? element, string name) => Children(element, name).FirstOrDefault();

    private static IEnumerable<XElement> Children(XElement? element, string name) => element?.Elements().Where(e => e.Name.LocalName == name) ?? [];

    private static IEnumerable<XElement> All(XElement? element, string name) => element?.Descendants().Where(e => e.Name.LocalName == name) ?? [];

    private static string? Attribute(XElement element, string name) => (string?)element.Attribute(name);

    /// <summary>The words of an element without its marks; null where none are left.</summary>
    private static string? Words(XElement? element) => Words(element, keep: "");

    private static string? Words(XElement? element, string keep)
    {
        if (element is null) return null;
        IEnumerable<string> texts = element.DescendantNodes().OfType<XText>()
            .Where(t => !t.Ancestors().TakeWhile(a => a != element.Parent).Any(a => NoWords.Contains(a.Name.LocalName) && a.Name.LocalName != keep))
            .Select(t => t.Value);
        string words = string.Join(' ', string.Concat(texts).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(' ', ',', ';');
        return words.Length > 0 ? words : null;
    }
}

using System.Xml;
using System.Xml.Linq;
using Palinode.Notices;
using Palinode.Publishing.Notices.Validation;
using static Palinode.Publishing.Notices.XmlOutput;

namespace Palinode.Publishing.Notices;

/// <summary>
/// The other half of a notice: the article's own JATS with the prefix of its title, the link to the notice and the event in its history.
/// Marking twice changes nothing more; a later notice of another kind replaces the prefix and adds its link. A removal leaves citation,
/// reason and link.
/// </summary>
internal static class JatsOriginal
{
    /// <exception cref="InputException">The file is no JATS, or another article than the notice is about.</exception>
    public static byte[] Mark(byte[] original, NoticeSources sources)
    {
        XDocument document = Load(original);
        JatsArticle article = new(document);
        if (article.Root.Name.LocalName != "article" || article.Meta is not { } meta || article.TitleElement is not { } title) throw new InputException("the article's file is no JATS with <article-meta> and <article-title>");
        if (article.Kind is not null) throw new InputException("the article's file is a notice itself; give the JATS of the article that the notice is about");
        string expected = sources.Notice.Article!.Doi!;
        if (article.OwnDoi != expected) throw new InputException($"the article's file is {article.OwnDoi ?? "without a DOI"}, the notice is about {expected}");

        string notice = sources.Notice.Doi!.Value;
        if (article.Root.GetPrefixOfNamespace(JatsNotice.Xlink) is null) article.Root.Add(new XAttribute(XNamespace.Xmlns + "xlink", JatsNotice.Xlink));
        Prefix(title, sources);
        if (!article.Related.Any(r => JatsArticle.TargetDoi(r) == notice && JatsArticle.RelatedType(r) == sources.Kind.ForwardType))
            JatsMetaOrder.Insert(meta, new XElement(meta.Name.Namespace + "related-article", new XAttribute("id", FreeId(document, "notice")), new XAttribute("related-article-type", sources.Kind.ForwardType),
                new XAttribute("ext-link-type", "doi"), new XAttribute(JatsNotice.Xlink + "href", notice)));
        Event(article, meta, sources, notice);
        if (sources.Notice.Kind == NoticeKind.Removal) TakeAway(article, meta, notice);
        document.Nodes().OfType<XComment>().Where(c => c.Value.Trim() == DraftMark.Text).Remove();
        // An empty subset would be written as "[]".
        if (document.DocumentType is { InternalSubset: "" } type) type.InternalSubset = null;
        if (DraftComment(sources) is { } draft) article.Root.AddBeforeSelf(draft);
        return Bytes(document, indent: false);
    }

    private static XDocument Load(byte[] original)
    {
        try
        {
            // The document type is kept as it is written, but not opened.
            XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Parse, XmlResolver = null, MaxCharactersFromEntities = 1024, MaxCharactersInDocument = XmlInput.MaxBytes };
            return XmlInput.Load(new MemoryStream(original, writable: false), settings, null);
        }
        catch (XmlException e)
        {
            throw new InputException($"the article's file cannot be read as XML: {NoticeValidator.WithoutPlace(e.Message)} (line {e.LineNumber}; named entities must be written as characters)", e);
        }
    }

    private static void Prefix(XElement title, NoticeSources sources)
    {
        string[] prefixes = [DraftMark.Text + ":", .. KindMarkup.All.Select(k => k.TitlePrefix).OfType<string>()];
        if (title.DescendantNodes().OfType<XText>().FirstOrDefault() is { } first)
        {
            string text = first.Value.TrimStart();
            while (prefixes.FirstOrDefault(p => text.StartsWith(p, StringComparison.OrdinalIgnoreCase)) is { } old)
            {
                // A correction leaves what an earlier notice put there.
                if (sources.Kind.TitlePrefix is null && old != DraftMark.Text + ":") break;
                text = text[old.Length..].TrimStart();
            }
            first.Value = text;
        }
        string all = (sources.IsDraft ? $"{DraftMark.Text}: " : "") + (sources.Kind.TitlePrefix is { } prefix ? prefix + " " : "");
        if (all.Length > 0) title.AddFirst(new XText(all));
    }

    private static void Event(JatsArticle article, XElement meta, NoticeSources sources, string notice)
    {
        NoticeDate date = sources.Published!;
        XNamespace ns = meta.Name.Namespace;
        // <pub-history> came with JATS 1.2; before, the history of the manuscript is the only place for a date.
        if (!HasPubHistory(article.Root))
        {
            XElement history = JatsArticle.Child(meta, "history") ?? JatsMetaOrder.Insert(meta, new XElement(ns + "history"));
            history.Elements().Where(e => (string?)e.Attribute("date-type") == sources.Kind.EventType).Remove();
            object[] parts = JatsNotice.DateParts(date);
            // The attribute came with JATS 1.0; NLM's own older forms do not know it.
            history.Add(new XElement(ns + "date", new XAttribute("date-type", sources.Kind.EventType), parts.OfType<XElement>().Select(e => new XElement(ns + e.Name.LocalName, e.Value))));
            return;
        }
        XElement pub = JatsArticle.Child(meta, "pub-history") ?? JatsMetaOrder.Insert(meta, new XElement(ns + "pub-history"));
        pub.Elements().Where(e => (string?)e.Attribute("event-type") == sources.Kind.EventType && e.Value.Contains(notice, StringComparison.OrdinalIgnoreCase)).Remove();
        object[] inNamespace = [.. JatsNotice.DateParts(date).Select(p => p is XElement e ? new XElement(ns + e.Name.LocalName, e.Value) : p)];
        pub.Add(new XElement(ns + "event", new XAttribute("event-type", sources.Kind.EventType),
            new XElement(ns + "event-desc", $"{sources.Body.Label}: ", new XElement(ns + "ext-link", new XAttribute("ext-link-type", "uri"), new XAttribute(JatsNotice.Xlink + "href", $"https://doi.org/{notice}"), $"https://doi.org/{notice}")),
            new XElement(ns + "article-id", new XAttribute("pub-id-type", "doi"), notice),
            new XElement(ns + "date", new XAttribute("date-type", sources.Kind.EventType), inNamespace)));
    }

    private static bool HasPubHistory(XElement root)
    {
        string version = (string?)root.Attribute("dtd-version") ?? root.Document?.DocumentType?.PublicId?.Split(' ').FirstOrDefault(w => w.StartsWith('v') && w.Length > 1 && char.IsAsciiDigit(w[1]))?[1..] ?? "";
        return root.Document?.DocumentType?.PublicId?.Contains("NLM//DTD Journal", StringComparison.Ordinal) != true
            && (version.Length == 0 || (version.StartsWith("1.", StringComparison.Ordinal) && !version.StartsWith("1.0", StringComparison.Ordinal) && !version.StartsWith("1.1", StringComparison.Ordinal)));
    }

    /// <summary>Citation, reason and link stay; the content goes.</summary>
    private static void TakeAway(JatsArticle article, XElement meta, string notice)
    {
        XNamespace ns = meta.Name.Namespace;
        article.Root.Elements().Where(e => e.Name.LocalName is "body" or "back" or "floats-group" or "sub-article" or "response").Remove();
        meta.Elements().Where(e => e.Name.LocalName is "abstract" or "trans-abstract" or "kwd-group" or "supplementary-material").Remove();
        article.Root.Add(new XElement(ns + "body", new XElement(ns + "p", "This article has been removed. The reasons are given in the notice at ",
            new XElement(ns + "ext-link", new XAttribute("ext-link-type", "uri"), new XAttribute(JatsNotice.Xlink + "href", $"https://doi.org/{notice}"), $"https://doi.org/{notice}"), ".")));
    }

    private static string FreeId(XDocument document, string start)
    {
        HashSet<string> taken = [.. document.Descendants().Select(e => (string?)e.Attribute("id")).OfType<string>()];
        return Enumerable.Range(1, int.MaxValue).Select(i => $"{start}{i}").First(id => !taken.Contains(id));
    }
}

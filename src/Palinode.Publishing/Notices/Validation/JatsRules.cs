using System.Xml.Linq;
using Palinode.Articles;
using static Palinode.Publishing.Notices.Validation.JatsArticle;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>
/// What makes a notice and its article a good record, and no DTD can see: JATS leaves article-type and related-article-type open. After
/// NISO RP-45-2024 (CREC) and the JATS4R recommendation on corrections and retractions.
/// </summary>
internal sealed class JatsRules(XDocument document, FindingList findings)
{
    private static readonly XNamespace Ali = "http://www.niso.org/schemas/ali/1.0/";
    private readonly JatsArticle _article = new(document);

    public void Check()
    {
        if (_article.Meta is null) return;
        Links();
        if (_article.Kind is { } kind) Notice(kind);
        else if (_article.IsMarkedOriginal) Original();
        else findings.Error("jats/article-type", _article.Root, $"article-type \"{_article.Type}\" is no notice's, and nothing marks the article as one about which a notice was published; expected one of {string.Join(", ", KindMarkup.All.Select(k => k.ArticleType).Distinct())}, or a related-article that points at a notice");
        if (document.DescendantNodes().Any(n => n is XComment c && c.Value.Contains(DraftMark.Text, StringComparison.Ordinal)) || (_article.Title ?? "").Contains(DraftMark.Text, StringComparison.Ordinal))
            findings.Warning("jats/draft", _article.Root, $"the file is marked {DraftMark.Text}");
    }

    private void Notice(KindMarkup kind)
    {
        XElement meta = _article.Meta!;
        OwnDoi("a notice is citable by a DOI of its own");
        KindMarkup[] kinds = [.. KindMarkup.All.Where(k => k.ArticleType == kind.ArticleType)];
        XElement[] links = [.. _article.Related.Where(r => kinds.Any(k => k.RelatedType == RelatedType(r)))];
        if (links.Length == 0)
            findings.Error("jats/related-article", meta, $"a notice of type \"{kind.ArticleType}\" points at its article by <related-article related-article-type=\"{kind.RelatedType}\">; there is none in <article-meta>");
        foreach (XElement wrong in _article.ForwardLinks)
            findings.Error("jats/direction", wrong, $"\"{RelatedType(wrong)}\" points from an article at its notice; on the notice it is \"{kind.RelatedType}\"");
        foreach (XElement other in _article.Related.Where(r => KindMarkup.All.Any(k => k.RelatedType == RelatedType(r)) && !links.Contains(r)))
            findings.Error("jats/related-article", other, $"the notice is of type \"{kind.ArticleType}\", but its related article is a \"{RelatedType(other)}\"; expected \"{kind.RelatedType}\"");
        if (_article.OwnDoi is { } own)
            foreach (XElement self in links.Where(l => TargetDoi(l) == own))
                findings.Error("jats/self-reference", self, "the notice points at itself; the DOI must be the article's");
        Title(kinds);
        if (!meta.Descendants().Any(e => e.Name.LocalName == "subj-group" && (string?)e.Attribute("subj-group-type") == "heading"))
            findings.Warning("jats/heading", meta, $"no <subj-group subj-group-type=\"heading\"> says \"{kind.Label}\"; tables of contents take the label from there");
        if (!meta.Elements().Any(e => e.Name.LocalName == "pub-date")) findings.Error("jats/pub-date", meta, "the notice has no date of publication");
        if (!meta.Descendants(Ali + "free_to_read").Any()) findings.Warning("jats/free-to-read", meta, "a notice is free to read: <permissions> holds no <ali:free_to_read/>");
        if (!meta.Descendants().Any(e => e.Name.LocalName == "license")) findings.Warning("jats/license", meta, "<permissions> names no licence");
        if (!meta.Descendants().Any(e => e.Name.LocalName is "collab" or "name" or "string-name" or "on-behalf-of")) findings.Warning("jats/contrib", meta, "nobody signs the notice; name the office or the persons in <contrib-group>");
        if (Child(_article.Root, "body") is not { } body || Words(body).Length == 0) findings.Error("jats/body", _article.Root, "the notice gives no reasons: its <body> is missing or empty");
        if (_article.Events.FirstOrDefault(IsNoticeEvent) is { } ev) findings.Error("jats/direction", ev, "the event belongs into the publication history of the article, not of the notice");
    }

    private void Title(KindMarkup[] kinds)
    {
        if (_article.Title is not { } title) return;
        string[] labels = [.. kinds.Select(k => k.Label), .. kinds[0].ArticleType == "correction" ? ["Corrigendum", "Erratum", "Errata", "Author Correction", "Publisher Correction"] : (string[])["Retracted", "Withdrawal"]];
        if (!labels.Any(l => title.Contains(l, StringComparison.OrdinalIgnoreCase)))
            findings.Error("jats/title", _article.TitleElement, $"the title does not say what it is; put \"{kinds[0].Label}:\" in front of the article's title, or \"[{kinds[0].Label}]\" behind it");
        else if (labels.Any(l => title.Trim(' ', '.', ':', '[', ']').Equals(l, StringComparison.OrdinalIgnoreCase)))
            findings.Warning("jats/title", _article.TitleElement, "the title does not name the article");
    }

    private void Original()
    {
        XElement meta = _article.Meta!;
        OwnDoi("the notice is linked to the article by its DOI");
        XElement[] forward = [.. _article.ForwardLinks];
        if (forward.Length == 0) findings.Error("jats/related-article", meta, "the article is marked, but no <related-article> points at the notice (retraction-forward, concern-forward, correction-forward)");
        foreach (XElement wrong in _article.Related.Where(r => KindMarkup.All.Any(k => k.RelatedType == RelatedType(r))))
            findings.Error("jats/direction", wrong, $"\"{RelatedType(wrong)}\" points from a notice at its article; on the article it is \"{KindMarkup.All.First(k => k.RelatedType == RelatedType(wrong)).ForwardType}\"");
        if (_article.OwnDoi is { } own)
            foreach (XElement self in forward.Where(l => TargetDoi(l) == own)) findings.Error("jats/self-reference", self, "the article points at itself; the DOI must be the notice's");

        KindMarkup[] kinds = [.. KindMarkup.All.Where(k => forward.Any(f => RelatedType(f) == k.ForwardType))];
        if (kinds.Length > 0 && !kinds.Any(k => k.TitlePrefix is null) && _article.MarkOfTitle is null)
            findings.Error("jats/title-prefix", _article.TitleElement, $"the title does not begin with \"{kinds[0].TitlePrefix}\" (NISO RP-45)");
        if (kinds.Length > 0 && _article.MarkOfTitle is { } mark && KindMarkup.All.Where(k => k.TitlePrefix == mark.TitlePrefix).All(k => !kinds.Contains(k)))
            findings.Error("jats/title-prefix", _article.TitleElement, $"the title says \"{mark.TitlePrefix}\", but the link to the notice is a \"{RelatedType(forward[0])}\"");
        XElement[] events = [.. _article.Events.Where(IsNoticeEvent)];
        if (events.Length == 0 && _article.HistoryMarks.Count == 0)
            findings.Error("jats/event", meta, $"<pub-history> holds no event \"{(kinds.Length > 0 ? kinds[0].EventType : "retracted")}\" with the date and the notice's DOI");
        foreach (XElement e in events) Event(e, kinds, forward);
    }

    private void Event(XElement e, KindMarkup[] kinds, XElement[] forward)
    {
        string type = (string)e.Attribute("event-type")!;
        if (kinds.Length > 0 && kinds.All(k => k.EventType != type)) findings.Error("jats/event", e, $"the event \"{type}\" does not fit the link to the notice, \"{RelatedType(forward[0])}\"");
        if (!e.Elements().Any(c => c.Name.LocalName == "date")) findings.Error("jats/event", e, $"the event \"{type}\" has no date");
        string? doi = e.Elements().Where(c => c.Name.LocalName == "article-id" && (string?)c.Attribute("pub-id-type") == "doi").Select(c => Doi.Find(c.Value))
            .Concat(e.Descendants().Where(c => c.Name.LocalName == "ext-link").Select(c => Doi.Find(Href(c)))).FirstOrDefault(d => d is not null);
        if (doi is null) findings.Warning("jats/event", e, $"the event \"{type}\" does not name the notice's DOI");
        else if (forward.Length > 0 && forward.All(f => TargetDoi(f) != doi)) findings.Error("jats/event", e, $"the event names {doi}, the related article is another");
    }

    private void OwnDoi(string why)
    {
        if (_article.DoiElement is null) findings.Error("jats/own-doi", _article.Meta, $"there is no <article-id pub-id-type=\"doi\">; {why}");
        else if (_article.OwnDoi is null) findings.Error("jats/own-doi", _article.DoiElement, $"\"{Words(_article.DoiElement)}\" is no DOI");
        else if (!_article.DoiElement.Value.Trim().StartsWith("10.", StringComparison.Ordinal)) findings.Warning("jats/own-doi", _article.DoiElement, "a DOI is written bare here, without \"https://doi.org/\" or \"doi:\"");
    }

    /// <summary>Every link between a notice and an article, in the metadata or in the text.</summary>
    private void Links()
    {
        foreach (XElement link in document.Descendants().Where(e => e.Name.LocalName == "related-article" && KindMarkup.All.Any(k => k.RelatedType == RelatedType(e) || k.ForwardType == RelatedType(e))))
        {
            string? href = Href(link);
            if (TargetDoi(link) is null)
            {
                findings.Error("jats/related-doi", link, href is null ? "the related article has no xlink:href with its DOI" : $"\"{href}\" is no DOI");
                continue;
            }
            string? type = (string?)link.Attribute("ext-link-type");
            if (type != "doi") findings.Warning("jats/related-doi", link, $"ext-link-type is {(type is null ? "missing" : $"\"{type}\"")}; a DOI has ext-link-type=\"doi\"");
            if (!href!.StartsWith("10.", StringComparison.Ordinal)) findings.Warning("jats/related-doi", link, $"\"{href}\": the DOI is written bare here, \"{TargetDoi(link)}\"");
        }
    }
}

using System.Xml.Linq;
using Palinode.Articles;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>The parts of a JATS article that the rules look at. Namespaces of the elements do not matter, those of attributes do.</summary>
internal sealed class JatsArticle
{
    public static readonly XNamespace Xlink = "http://www.w3.org/1999/xlink";

    public JatsArticle(XDocument document)
    {
        Root = document.Root!;
        Front = Child(Root, "front");
        Meta = Front is null ? null : Child(Front, "article-meta");
        Type = (string?)Root.Attribute("article-type");
        XElement? group = Meta is null ? null : Child(Meta, "title-group");
        TitleElement = group is null ? null : Child(group, "article-title");
        Title = TitleElement is null ? null : Words(TitleElement);
        DoiElement = Meta?.Elements().FirstOrDefault(e => e.Name.LocalName == "article-id" && (string?)e.Attribute("pub-id-type") == "doi");
        Related = [.. Meta?.Elements().Where(e => e.Name.LocalName == "related-article") ?? []];
        HistoryMarks = [.. Meta?.Elements().Where(e => e.Name.LocalName == "history").Elements().Where(e => KindMarkup.All.Any(k => k.EventType == (string?)e.Attribute("date-type"))) ?? []];
        Events = [.. Meta?.Elements().Where(e => e.Name.LocalName == "pub-history").Elements().Where(e => e.Name.LocalName == "event") ?? []];
    }

    public XElement Root { get; }
    public XElement? Front { get; }
    public XElement? Meta { get; }
    public string? Type { get; }
    public XElement? TitleElement { get; }
    public string? Title { get; }
    public XElement? DoiElement { get; }

    /// <summary>Small letters; null where none is given or it is no DOI.</summary>
    public string? OwnDoi => Doi.Find(DoiElement?.Value);

    /// <summary>Those of the metadata, not those in running text.</summary>
    public IReadOnlyList<XElement> Related { get; }
    public IReadOnlyList<XElement> Events { get; }

    /// <summary>Dates of notices in the manuscript's history: before JATS 1.2 there was no other place.</summary>
    public IReadOnlyList<XElement> HistoryMarks { get; }

    /// <summary>The notice's row, null for an article.</summary>
    public KindMarkup? Kind => KindMarkup.OfArticleType(Type);

    /// <summary>Whether any sign says that this is an article about which a notice was published.</summary>
    public bool IsMarkedOriginal => Kind is null && (ForwardLinks.Any() || Events.Any(IsNoticeEvent) || MarkOfTitle is not null);

    public IEnumerable<XElement> ForwardLinks => Related.Where(r => KindMarkup.All.Any(k => k.ForwardType == RelatedType(r)));

    /// <summary>The kind whose prefix the title carries.</summary>
    public KindMarkup? MarkOfTitle => Title is null ? null : KindMarkup.All.FirstOrDefault(k => k.TitlePrefix is { } prefix && Title.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    public static bool IsNoticeEvent(XElement e) => KindMarkup.All.Any(k => k.EventType == (string?)e.Attribute("event-type"));
    public static string? RelatedType(XElement related) => (string?)related.Attribute("related-article-type");
    public static string? Href(XElement related) => (string?)related.Attribute(Xlink + "href");
    public static string? TargetDoi(XElement related) => Doi.Find(Href(related));

    public static XElement? Child(XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>An element's text without markup, blanks collapsed.</summary>
    public static string Words(XElement element) => string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

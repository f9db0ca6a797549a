using System.Xml.Linq;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>The order of what stands in article-meta.</summary>
internal static class JatsMetaOrder
{
    /// <summary>The children of article-meta in JATS 1.1 to 1.3; those of one line may stand in any order.</summary>
    private static readonly string[][] Order =
    [
        ["article-id"], ["article-version", "article-version-alternatives"], ["article-categories"], ["title-group"], ["contrib-group", "aff", "aff-alternatives", "x"], ["author-notes"], ["pub-date", "pub-date-not-available"],
        ["volume", "volume-id", "volume-series", "issue", "issue-id", "issue-title", "issue-title-group", "issue-sponsor", "issue-part", "volume-issue-group"], ["isbn"], ["supplement"],
        ["fpage", "lpage", "page-range", "elocation-id"], ["email", "ext-link", "uri", "product", "supplementary-material"],
        ["history"], ["pub-history"], ["permissions"], ["self-uri"], ["related-article", "related-object"], ["abstract", "trans-abstract"], ["kwd-group"], ["funding-group", "support-group"], ["conference"], ["counts"], ["custom-meta-group"],
    ];

    /// <summary>Where an element belongs, from 0; -1 where it does not belong into article-meta.</summary>
    public static int Rank(string name) => Array.FindIndex(Order, place => place.Contains(name));

    /// <summary>Puts an element behind the last of those that stand before it.</summary>
    public static XElement Insert(XElement meta, XElement element)
    {
        int rank = Rank(element.Name.LocalName);
        if (meta.Elements().LastOrDefault(e => Rank(e.Name.LocalName) is >= 0 and int r && r <= rank) is { } before) before.AddAfterSelf(element);
        else meta.AddFirst(element);
        return element;
    }
}

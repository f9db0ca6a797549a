using System.Collections.Immutable;
using Palinode.Notices;

namespace Palinode.Publishing.Notices;

/// <summary>What a kind of notice is called in the machine-readable forms. One row a kind; writers and rules read the same table.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Label">As people read it: "Retraction".</param>
/// <param name="ArticleType">JATS article-type of the notice.</param>
/// <param name="RelatedType">JATS related-article-type on the notice, pointing at the article.</param>
/// <param name="ForwardType">JATS related-article-type on the article, pointing at the notice.</param>
/// <param name="EventType">JATS event-type in the article's publication history.</param>
/// <param name="TitlePrefix">In front of the article's own title from then on (NISO RP-45); absent where the title stays.</param>
/// <param name="UpdateType">Crossref's word for the update.</param>
/// <param name="PublicationType">PubMed's word for the notice.</param>
/// <param name="ObjectType">PubMed's word for the link from the notice to the article.</param>
internal sealed record KindMarkup(
    NoticeKind Kind, string Label, string ArticleType, string RelatedType, string ForwardType, string EventType, string? TitlePrefix,
    string UpdateType, string PublicationType, string ObjectType)
{
    public static ImmutableArray<KindMarkup> All { get; } =
    [
        new(NoticeKind.Retraction, "Retraction", "retraction", "retracted-article", "retraction-forward", "retracted", "RETRACTED:",
            "retraction", "Retraction of Publication", "Retraction"),
        new(NoticeKind.PartialRetraction, "Partial Retraction", "partial-retraction", "retracted-article", "retraction-forward", "partially-retracted", "PARTIALLY RETRACTED:",
            "partial_retraction", "Retraction of Publication", "Partial Retraction"),
        new(NoticeKind.ExpressionOfConcern, "Expression of Concern", "expression-of-concern", "object-of-concern", "concern-forward", "expression-of-concern", "EXPRESSION OF CONCERN:",
            "expression_of_concern", "Expression of Concern", "Expression of Concern"),
        new(NoticeKind.Correction, "Correction", "correction", "corrected-article", "correction-forward", "corrected", null,
            "correction", "Published Erratum", "Erratum"),
        new(NoticeKind.Removal, "Removal", "retraction", "retracted-article", "retraction-forward", "removed", "REMOVED:",
            "removal", "Retraction of Publication", "Retraction"),
        new(NoticeKind.RetractAndReplace, "Retraction and Replacement", "retraction", "retracted-article", "retraction-forward", "retracted-and-replaced", "RETRACTED AND REPLACED:",
            "retraction", "Retraction of Publication", "Retraction"),
    ];

    /// <summary>Null for kinds that change nothing in the record.</summary>
    public static KindMarkup? Of(NoticeKind kind) => All.FirstOrDefault(k => k.Kind == kind);

    /// <summary>The first kind with this JATS article-type; null where the type is no notice's.</summary>
    public static KindMarkup? OfArticleType(string? type) => All.FirstOrDefault(k => k.ArticleType == type);
}

using System.Xml.Linq;
using static Palinode.Publishing.Notices.Validation.JatsArticle;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>A notice beside its article: each names the other. Lines are those of the file that a reason speaks of.</summary>
internal static class JatsPair
{
    public static void Check(JatsArticle notice, JatsArticle article, FindingList findings)
    {
        if (notice.Kind is not { } kind)
        {
            findings.Error("pair/notice", notice.Root, $"article-type \"{notice.Type}\" is no notice's");
            return;
        }
        KindMarkup[] kinds = [.. KindMarkup.All.Where(k => k.ArticleType == kind.ArticleType)];
        if (article.Kind is not null) findings.Error("pair/article", article.Root, "the article is a notice itself");
        if (article.OwnDoi is { } articleDoi && notice.Related.All(r => TargetDoi(r) != articleDoi))
            findings.Error("pair/notice-to-article", notice.Meta, $"the notice does not point at the article {articleDoi}");
        if (notice.OwnDoi is not { } noticeDoi) return;
        XElement? back = article.Related.FirstOrDefault(r => TargetDoi(r) == noticeDoi);
        if (back is null) findings.Error("pair/article-to-notice", article.Meta, $"the article does not point at the notice {noticeDoi}");
        else if (kinds.All(k => k.ForwardType != RelatedType(back))) findings.Error("pair/article-to-notice", back, $"the article points at the notice as \"{RelatedType(back)}\"; for this kind it is \"{kind.ForwardType}\"");
        if (article.Events.Any(IsNoticeEvent) && article.Events.All(e => kinds.All(k => k.EventType != (string?)e.Attribute("event-type"))))
            findings.Error("pair/event", article.Meta, $"the article's history holds no event \"{kind.EventType}\"");
        if (notice.Title is { } title && article.Title is { } named && Bare(article) is { Length: > 0 } bare && !title.Contains(bare, StringComparison.OrdinalIgnoreCase))
            findings.Warning("pair/title", notice.TitleElement, $"the notice's title does not hold the article's, \"{named}\"");
    }

    private static string Bare(JatsArticle article) => article.MarkOfTitle?.TitlePrefix is { } prefix ? article.Title![prefix.Length..].Trim() : article.Title!;
}

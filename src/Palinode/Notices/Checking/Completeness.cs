namespace Palinode.Notices.Checking;

/// <summary>What a complete notice holds (COPE, CREC), and this one does not.</summary>
internal static class Completeness
{
    public static IEnumerable<CheckFinding> Check(Notice n)
    {
        if (n.Kind is NoticeKind.NotStated || n.Labels.IsEmpty && n.Title?.Style is null or TitleStyle.Plain) yield return CheckRules.Break("complete/label");
        if (n.Title?.ArticleTitle is null && n.Article?.Title is null) yield return CheckRules.Break("complete/title");
        if (n.Doi is null) yield return CheckRules.Break("complete/own-doi");
        if (n.Article?.Doi is null) yield return CheckRules.Break("complete/article-doi", n.Article?.Span);
        if (n.FreeToRead is null && n.Licence is null) yield return CheckRules.Break("complete/free");
        if (!n.Dates.Any(d => d.Event == NoticeEvent.Published)) yield return CheckRules.Break("complete/published");
        if (!n.Dates.Any(d => d.Event is NoticeEvent.Decided or NoticeEvent.Accepted)) yield return CheckRules.Break("complete/decided");
        if (n.Decision is null || n.Decision.By.IsEmpty) yield return CheckRules.Break("complete/who-decides", n.Decision?.Span);
        if (n.Requests.All(r => r.By.IsEmpty) && n.Concerns.All(c => c.RaisedBy.IsEmpty)) yield return CheckRules.Break("complete/who-asked");
        if (n.Authors.IsEmpty && !n.Requests.Any(r => r.By.Any(IsAuthor))) yield return CheckRules.Break("complete/agreement");
        if (n.Reasons.IsEmpty && n.Claims.IsEmpty) yield return CheckRules.Break("complete/reason");
        if (n.Claims.All(c => c.Targets.IsEmpty) && n.Concerns.All(c => c.Figures.IsEmpty)) yield return CheckRules.Break("complete/evidence");
        if (n.OriginalStatus is null) yield return CheckRules.Break("complete/original");
        if (n.Policies.IsEmpty) yield return CheckRules.Break("complete/policy");
        if (n.Correspondence is null) yield return CheckRules.Break("complete/correspondence");
    }

    private static bool IsAuthor(Actor a) => a.Role is Role.Author or Role.Authors or Role.CorrespondingAuthor or Role.FirstAuthor;
}

namespace Palinode.Notices.Checking;

/// <summary>Works that are cited but not linked, and claims that point nowhere.</summary>
internal static class Links
{
    public static IEnumerable<CheckFinding> Check(Notice n)
    {
        foreach (NoticeReference r in n.References.Where(r => r.Work.Doi is null)) yield return CheckRules.Break("link/no-doi", r.Span, $"reference {r.Id}");
        HashSet<string> used = [.. n.Claims.SelectMany(c => c.Sources).Select(s => s.Reference).OfType<string>()];
        foreach (string id in used.Where(id => n.References.All(r => r.Id != id)).Order(StringComparer.Ordinal))
            yield return CheckRules.Break("link/reference", n.Claims.SelectMany(c => c.Sources).First(s => s.Reference == id).Span, $"[{id}]");
        if (used.Count > 0)
            foreach (NoticeReference r in n.References.Where(r => !used.Contains(r.Id))) yield return CheckRules.Break("link/unused", r.Span, $"reference {r.Id}");
        if (n.Doi is not null && n.Doi.Value == n.Article?.Doi) yield return CheckRules.Break("link/same-doi", n.Doi.Span, n.Doi.Value);
    }
}

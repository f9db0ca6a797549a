namespace Palinode.Notices.Checking;

/// <summary>Statements of one notice that cannot both be true.</summary>
internal static class Contradictions
{
    public static IEnumerable<CheckFinding> Check(Notice n)
    {
        Request[] asked = [.. n.Requests.Where(r => r.For == RequestFor.Retraction)];
        Request? one = asked.FirstOrDefault(r => r.By.Any(a => a.Role is Role.Author)), several = asked.FirstOrDefault(r => r.By.Any(a => a.Role is Role.Authors));
        if (one is not null && several is not null) yield return CheckRules.Break("contradiction/author-number", one.Span);

        AuthorsResponse? unreached = Of(n, AuthorsAct.CouldNotBeReached), silent = Of(n, AuthorsAct.DidNotRespond), answered = Of(n, AuthorsAct.Responded, AuthorsAct.Explained, AuthorsAct.ProvidedData);
        if (unreached is not null && answered is not null && unreached.Who == answered.Who) yield return CheckRules.Break("contradiction/reached", unreached.Span);
        // Authors often answer questions about the data and stay silent about the retraction; only answers to the same thing contradict.
        if (silent is not null && Of(n, AuthorsAct.Responded) is { } said && said.Who == silent.Who && said.What is not null && said.What == silent.What) yield return CheckRules.Break("contradiction/answered", silent.Span);
        if (Of(n, AuthorsAct.Agreed) is { } yes && Of(n, AuthorsAct.Disagreed) is { } no && yes.Who == no.Who && yes.What == no.What && yes.Span != no.Span) yield return CheckRules.Break("contradiction/agreed", no.Span);

        if (n.Decision is { } d && n.Kind != NoticeKind.NotStated && d.Action != NoticeKind.NotStated && Family(d.Action) != Family(n.Kind)) yield return CheckRules.Break("contradiction/kind", d.Span);
        if (n.OriginalStatus is { RemainsOnline: true, Removed: true } status) yield return CheckRules.Break("contradiction/original", status.Span);

        NoticeClaim[] claims = [.. n.Claims.Where(c => !c.Summary && !c.Targets.IsEmpty)];
        for (int i = 0; i < claims.Length; i++)
            for (int k = i + 1; k < claims.Length; k++)
                if (claims[i].Relation == claims[k].Relation && (claims[i].Certainty == Certainty.Stated) != (claims[k].Certainty == Certainty.Stated) && Same(claims[i], claims[k]))
                    yield return CheckRules.Break("contradiction/hedge", claims[k].Span);

        if (Date(n, NoticeEvent.Published) is { } published && (Date(n, NoticeEvent.Accepted) is { } accepted && accepted > published || Date(n, NoticeEvent.Received) is { } received && received > published || Date(n, NoticeEvent.Decided) is { } decided && decided > published))
            yield return CheckRules.Break("contradiction/dates", n.Dates.First(x => x.Event == NoticeEvent.Published).Span);
    }

    private static AuthorsResponse? Of(Notice n, params AuthorsAct[] acts) => n.Authors.FirstOrDefault(a => acts.Contains(a.Act));

    private static NoticeKind Family(NoticeKind kind) => kind is NoticeKind.RetractAndReplace or NoticeKind.PartialRetraction or NoticeKind.Removal ? NoticeKind.Retraction : kind;

    private static bool Same(NoticeClaim a, NoticeClaim b) => a.Targets.Select(Place).ToHashSet().SetEquals(b.Targets.Select(Place)) && a.Sources.Select(s => (s.Figure, s.Panel, s.Row, s.Lane, s.Reference)).ToHashSet().SetEquals(b.Sources.Select(s => (s.Figure, s.Panel, s.Row, s.Lane, s.Reference)));

    private static (string, string?, string?, string?) Place(ClaimTarget t) => (t.Figure, t.Panel, t.Row, t.Lane);

    /// <summary>Only dates that are known to the day are compared.</summary>
    private static DateOnly? Date(Notice n, NoticeEvent what) => n.Dates.FirstOrDefault(x => x.Event == what) is { Month: { } month, Day: { } day } d && DateOnly.TryParse($"{d.Year:D4}-{month:D2}-{day:D2}", System.Globalization.CultureInfo.InvariantCulture, out DateOnly date) ? date : null;
}

using System.Security.Cryptography;
using System.Text;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>What a notice shows that is not of the case but of the journal's house style and production.</summary>
public sealed record NoticeForm
{
    /// <summary>"Retraction", as often as it stands.</summary>
    public Sequence<string> Labels { get; init; }

    /// <summary>Where the label stands in the title.</summary>
    public TitleStyle TitleStyle { get; init; } = TitleStyle.Prefix;

    /// <summary>The article's title as the notice's own prints it; the article's where it is absent.</summary>
    public string? ArticleTitle { get; init; }

    /// <summary>The notice's own; null until it has one.</summary>
    public string? Doi { get; init; }
    public string? Journal { get; init; }
    public ArticleCitation? Citation { get; init; }
    public Sequence<NoticeAuthor> Byline { get; init; }
    public Sequence<Affiliation> Affiliations { get; init; }

    /// <summary>The day the notice is to appear.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>Which dates of the case are printed. Default those that COPE asks for: publication and decision.</summary>
    public Sequence<NoticeEvent> Dates { get; init; } = [NoticeEvent.Decided, NoticeEvent.Published];
    public bool? FreeToRead { get; init; }
    public Licence? Licence { get; init; }
    public Copyright? Copyright { get; init; }
    public Correspondence? Correspondence { get; init; }
    public OriginalStatus? OriginalStatus { get; init; }
    public Sequence<Remark> Remarks { get; init; }
}

/// <summary>What is public about article and cited works, and names that may be printed; kept beside the log, not in it.</summary>
public sealed record NoticeSources
{
    public required ArticleCitation Article { get; init; }

    /// <summary>Works that claims refer to, in the order they are listed.</summary>
    public Sequence<NoticeReference> References { get; init; }

    /// <summary>Names by party; who is not in it is not named.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

/// <summary>The notice that a case asks for: its claims, statements and conduct in the order they were recorded, and nothing that the case does not hold.</summary>
public static class NoticeDraft
{
    /// <param name="current">With an approved decision.</param>
    /// <param name="decision">"d1"</param>
    /// <param name="form">House style and production.</param>
    /// <param name="sources">Article, works, names.</param>
    /// <exception cref="InputException">The case has no such decision, or a work that a claim refers to is not among the sources.</exception>
    public static Notice From(Case current, string decision, NoticeForm form, NoticeSources sources)
    {
        CaseDecision decided = current.Decisions.FirstOrDefault(d => d.Decision == decision) ?? throw new InputException($"The case has no decision {decision}.");
        foreach (WorkCited work in current.Works.Where(w => current.Claims.Any(c => c.Statement.Sources.Any(s => s.Reference == w.Reference))))
        {
            if (sources.References.FirstOrDefault(r => r.Id == work.Reference) is not { } reference) throw new InputException($"The claims refer to work {work.Reference}; give its citation.");
            if (work.Doi is not null && reference.Work.Doi != work.Doi) throw new InputException($"The citation of work {work.Reference} has another DOI than the work that the case cites.");
        }
        Actor Named(StatedActor actor) => new(actor.Role, actor.Party is { } party ? sources.Names.GetValueOrDefault(party) : null);
        Sequence<Actor> All(Sequence<StatedActor> actors) => [.. actors.Select(Named)];
        return new Notice
        {
            Kind = decided.Outcome.NoticeKind(),
            Labels = [.. form.Labels.Select(l => new Stated<string>(l))],
            Title = Title(form, sources.Article),
            Doi = form.Doi is null ? null : new Stated<string>(form.Doi),
            Journal = form.Journal is null ? null : new Stated<string>(form.Journal),
            Citation = form.Citation,
            Byline = form.Byline,
            Affiliations = form.Affiliations,
            Article = sources.Article,
            Dates = [.. Dates(current, decided, form)],
            FreeToRead = form.FreeToRead is { } free ? new Stated<bool>(free) : null,
            Licence = form.Licence,
            Copyright = form.Copyright,
            Correspondence = form.Correspondence,
            Concerns = [.. current.Concerns.Select(c => new Concern
            {
                RaisedBy = [.. c.RaisedBy.Select(r => new Actor(r))], ToldTo = All(c.ToldTo), When = c.When, About = c.About, Figures = c.Figures, Certainty = c.Certainty,
            })],
            Investigations = [.. current.Investigations.Select(i => new Investigation { By = All(i.By), When = i.When, About = i.About, Outcome = i.Outcome })],
            Claims = [.. current.Claims.Select(c => c.Statement with { Evidence = c.Finding })],
            Requests = [.. current.Requests.Select(r => new Request { For = r.For, By = All(r.By), Of = All(r.Of), Quote = r.Quote })],
            Decision = new Decision
            {
                Action = decided.Outcome.NoticeKind(), By = All(decided.Statement.By), AgreedBy = All(decided.Statement.AgreedBy), Intended = decided.Statement.Intended,
                Ground = decided.Statement.Ground is { } ground ? new Stated<string>(ground) : null,
            },
            Approvals = [.. decided.Approvals.Select(a => new Approval(Named(a.By), a.Organisation))],
            Authors = [.. Conduct(current, sources.Names)],
            Policies = decided.Statement.Policies,
            Reasons = decided.Assigned.IsEmpty ? decided.Statement.Reasons : decided.Assigned,
            OriginalStatus = form.OriginalStatus,
            LinkedNotices = [.. current.Notices.Where(n => n.Status == NoticeStatus.Published && n.Decision != decision).Select(n => new LinkedNotice(n.Kind, NoticeLink.Follows, n.Doi))],
            Remarks = form.Remarks,
            References = sources.References,
        };
    }

    /// <summary>SHA-256 of what a notice says.</summary>
    public static ContentHash FactsOf(Notice notice) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(NoticeFile.Facts(notice)))));

    /// <summary>What a notice claims that the case does not, or the other way round, in one sentence; null where they agree.</summary>
    public static string? OtherThanAccepted(Case current, Notice notice)
    {
        NoticeClaim[] accepted = [.. current.Claims.Select(c => c.Statement)], printed = [.. notice.Claims.Select(ClaimText.WithoutPlaces)];
        if (printed.Except(accepted).FirstOrDefault() is { } other) return $"The notice claims something of {Places(other)} that was not accepted in the case.";
        return accepted.Except(printed).FirstOrDefault() is { } missing ? $"The notice leaves out the claim about {Places(missing)}." : null;
    }

    private static string Places(NoticeClaim claim) => claim.Targets.IsEmpty ? "no figure" : string.Join(", ", claim.Targets.Select(t => $"Figure {t.Figure}{t.Panel}"));

    private static NoticeTitle? Title(NoticeForm form, ArticleCitation article)
    {
        if ((form.ArticleTitle ?? article.Title) is not { } title) return null;
        string label = form.Labels.IsEmpty ? "" : form.Labels[0];
        label = label.Length > 1 && label.All(c => !char.IsLetter(c) || char.IsUpper(c)) ? label[0] + label[1..].ToLowerInvariant() : label;
        return new NoticeTitle(form.TitleStyle switch
        {
            TitleStyle.Prefix => $"{label}: {title}",
            TitleStyle.Suffix => $"{title} [{label}]",
            TitleStyle.NoteTo => $"{label} Note to: {title}",
            _ => title,
        }, form.TitleStyle, title);
    }

    private static IEnumerable<NoticeDate> Dates(Case current, CaseDecision decided, NoticeForm form)
    {
        foreach (NoticeEvent happened in form.Dates)
        {
            DateOnly? day = happened switch
            {
                NoticeEvent.FirstAlert => DateOnly.FromDateTime(current.OpenedAt.UtcDateTime),
                NoticeEvent.Received => decided.DraftedOn,
                NoticeEvent.Accepted or NoticeEvent.Decided => decided.ApprovedOn,
                NoticeEvent.Published => form.Published,
                _ => null,
            };
            if (day is { } d) yield return new NoticeDate(happened, d.Year, d.Month, d.Day);
        }
    }

    /// <summary>What authors did, one by one, and together where all did the same.</summary>
    private static IEnumerable<AuthorsResponse> Conduct(Case current, IReadOnlyDictionary<string, string> names)
    {
        HashSet<string> authors = [.. current.Authors.Select(a => a.Party)];
        foreach (IGrouping<ActStatement, AuthorConduct> same in current.Conduct.GroupBy(c => c.Statement))
        {
            bool all = same.Any(c => c.ForAll) || authors.IsSubsetOf(same.Select(c => c.Party));
            if (all) yield return new AuthorsResponse { Act = same.Key.Act, What = same.Key.What };
            else
            {
                foreach (string party in same.Select(c => c.Party).Distinct())
                {
                    Role role = current.Party(party) switch { { Kind: PartyKind.CorrespondingAuthor } => Role.CorrespondingAuthor, { Place: 1 } => Role.FirstAuthor, _ => Role.Author };
                    yield return new AuthorsResponse { Act = same.Key.Act, What = same.Key.What, Who = new Actor(role, names.GetValueOrDefault(party)) };
                }
            }
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using Palinode.Notices;

namespace Palinode.Cases;

/// <summary>A case as its events have made it. Nothing is in it that the events do not say.</summary>
[SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "The trade's own word; in Visual Basic it is written [Case].")]
public sealed partial record Case
{
    public required string Id { get; init; }

    /// <summary>Number of events so far.</summary>
    public int Version { get; init; }
    public CaseState State { get; init; }

    /// <summary>From 1; every time a case is assessed again it goes up.</summary>
    public int Round { get; init; } = 1;
    public DateTimeOffset OpenedAt { get; init; }
    public required CaseConcern Concern { get; init; }
    public string? Journal { get; init; }
    public CaseArticle? Article { get; init; }
    public string? Handler { get; init; }

    /// <summary>Accounts that take no part.</summary>
    public Sequence<string> Conflicts { get; init; }
    public Sequence<CaseParty> Parties { get; init; }
    public Sequence<ConcernStatement> Concerns { get; init; }
    public Sequence<CaseEvidence> Evidence { get; init; }
    public Sequence<CaseScreening> Screenings { get; init; }
    public Sequence<CaseFinding> Findings { get; init; }

    /// <summary>Claims that stand, in the order they were made.</summary>
    public Sequence<CaseClaim> Claims { get; init; }

    /// <summary>Claims ever made, so that an id is given once.</summary>
    public int ClaimsMade { get; init; }
    public Sequence<WorkCited> Works { get; init; }
    public AssessmentRecorded? Assessment { get; init; }
    public Sequence<CaseConsultation> Consultations { get; init; }
    public Sequence<InvestigationStatement> Investigations { get; init; }
    public Sequence<CaseQuery> Queries { get; init; }
    public Sequence<AuthorConduct> Conduct { get; init; }
    public ResponseJudgement? Judgement { get; init; }
    public Sequence<OriginalDataItem> OriginalData { get; init; }
    public Sequence<RequestStatement> Requests { get; init; }
    public Sequence<CaseInstitution> Institutions { get; init; }
    public Sequence<CaseDeadline> Deadlines { get; init; }
    public int Notes { get; init; }
    public Sequence<CaseLink> Links { get; init; }
    public Sequence<CaseDecision> Decisions { get; init; }
    public Sequence<CaseNotice> Notices { get; init; }
    public Sequence<CaseAppeal> Appeals { get; init; }
    public Sequence<LegalHold> Holds { get; init; }
    public DateOnly? RetainUntil { get; init; }
    public Sequence<ErasureRecorded> Erasures { get; init; }
    public bool RaiserKnowsOutcome { get; init; }

    /// <summary>What a closed case came to.</summary>
    public CaseOutcome? Outcome { get; init; }

    public bool IsOpen => State is not (CaseState.Closed or CaseState.ClosedNoCase);
    public bool IsHeld => Holds.Any(h => !h.Lifted);

    /// <summary>Somebody who can be told the outcome.</summary>
    public bool CanReachRaiser => Concern.Raiser is not null && !Erasures.Any(e => e.Thing == ErasedThing.RaiserIdentity);

    /// <summary>The decision that this round is about; an interim one stands beside it.</summary>
    public CaseDecision? Decision => Decisions.LastOrDefault(d => !d.Interim && d.Round == Round && d.Status is DecisionStatus.Drafted or DecisionStatus.Approved);

    public CaseAppeal? PendingAppeal => Appeals.FirstOrDefault(a => a.Status == AppealStatus.Lodged);

    /// <summary>Authors asked for a retraction themselves.</summary>
    public bool AuthorsAskedForRetraction => Requests.Any(r => r.For == RequestFor.Retraction && r.By.Any(a => a.Role is Role.Author or Role.Authors or Role.CorrespondingAuthor or Role.FirstAuthor));

    public IEnumerable<CaseParty> Authors => Parties.Where(p => p.IsAuthor);
    public CaseParty? Party(string? id) => Parties.FirstOrDefault(p => p.Party == id);
    public CaseNotice? Notice(string? id) => Notices.FirstOrDefault(n => n.Notice == id);

    /// <summary>Deadlines that are past, the oldest first.</summary>
    public IEnumerable<CaseDeadline> Overdue(DateOnly today) => IsOpen ? Deadlines.Where(d => d.IsOverdue(today)).OrderBy(d => d.Due).ThenBy(d => d.Deadline, StringComparer.Ordinal) : [];

    /// <summary>The case for everybody but intake.</summary>
    public Case WithoutRaiser() => this with { Concern = Concern with { Raiser = null } };

    /// <exception cref="InputException">The events are not those of one case in their order.</exception>
    public static Case From(IEnumerable<CaseEntry> events)
    {
        Case? c = null;
        foreach (CaseEntry entry in events) c = Apply(c, entry);
        return c ?? throw new InputException("A case has at least one event.");
    }
}

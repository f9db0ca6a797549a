using Palinode.Notices;

namespace Palinode.Cases;

public sealed partial record Case
{
    /// <summary>The case after one more event. Rules were kept when the event was written; here it is only believed.</summary>
    /// <exception cref="InputException">The event does not fit: another case's, out of order, about something that is not there.</exception>
    public static Case Apply(Case? current, CaseEntry entry)
    {
        if (current is null)
        {
            if (entry is not { Event: ConcernReceived received, Sequence: 1 }) throw new InputException($"Case {entry.Case} begins with event {entry.Sequence}, {CaseEventJson.NameOf(entry.Event)}, and not with a concern.");
            return new Case { Id = entry.Case, Version = 1, OpenedAt = entry.At, Concern = new CaseConcern(received.Channel, received.Anonymous, received.MayStateRole, received.Raiser) };
        }
        if (entry.Case != current.Id) throw new InputException($"Event {entry.Sequence} of case {entry.Case} stands among those of case {current.Id}.");
        if (entry.Sequence != current.Version + 1) throw new InputException($"Case {current.Id}: event {current.Version + 1} is missing, {entry.Sequence} follows {current.Version}.");
        return current.After(entry) with { Version = entry.Sequence };
    }

    private Case After(CaseEntry entry) => entry.Event switch
    {
        JournalAssigned e => this with { Journal = e.Journal },
        ArticleIdentified e => this with { Article = new CaseArticle(e.Doi, e.Title) },
        ConcernAcknowledged => this with { State = CaseState.Acknowledged },
        CaseTriaged e => this with { State = CaseState.Triaged, Concerns = e.Concern is null ? Concerns : [.. Concerns, e.Concern] },
        HandlerAssigned e => this with { Handler = e.Person },
        ConflictDeclared e => this with { Conflicts = [.. Conflicts, e.Person] },
        ConflictWithdrawn e => this with { Conflicts = [.. Conflicts.Where(p => p != e.Person)] },
        RaiserTold e => this with { RaiserKnowsOutcome = RaiserKnowsOutcome || e.News == RaiserNews.Outcome },
        PartyAdded e => this with { Parties = [.. Parties, new CaseParty(e.Party, e.Kind, e.Place)] },
        NoteAdded => this with { Notes = Notes + 1 },
        CaseLinked e => this with { Links = [.. Links, new CaseLink(e.Other, e.Kind)] },
        CaseUnlinked e => this with { Links = [.. Links.Where(l => l.Other != e.Other)] },
        LegalHoldPlaced e => this with { Holds = [.. Holds, new LegalHold(e.Hold, false)] },
        LegalHoldLifted e => this with { Holds = Change(Holds, h => h.Hold == e.Hold, h => h with { Lifted = true }, entry) },
        RetentionSet e => this with { RetainUntil = e.Until },
        ErasureRecorded e => this with { Erasures = [.. Erasures, e] },
        _ => AfterEvidence(entry) ?? AfterLetter(entry) ?? AfterDecision(entry) ?? AfterNotice(entry)
            ?? throw new InputException($"Case {Id}: event {entry.Sequence}, {CaseEventJson.NameOf(entry.Event)}, cannot follow {Version} others."),
    };

    private Case? AfterEvidence(CaseEntry entry) => entry.Event switch
    {
        EvidenceAttached e => this with { Evidence = [.. Evidence, new CaseEvidence(e.Evidence, e.Content, e.Kind, e.Label, e.From)] },
        ScreeningRequested e => this with { Screenings = [.. Screenings, new CaseScreening(e.Run, ScreeningStatus.Requested, null)] },
        ScreeningFinished e => this with
        {
            Screenings = Change(Screenings, s => s.Run == e.Run, s => s with { Status = ScreeningStatus.Finished, Results = e.Results }, entry),
            Findings = [.. Findings, .. e.Findings.Select(f => new CaseFinding(e.Run, f, FindingStatus.Open))],
        },
        ScreeningStopped e => this with { Screenings = Change(Screenings, s => s.Run == e.Run, s => s with { Status = ScreeningStatus.Stopped }, entry) },
        AssessmentBegun => this with { State = CaseState.Assessing },
        AssessmentRecorded e => this with { Assessment = e },
        NewFindingRaised => AssessedAgain(),
        FindingAccepted e => this with
        {
            Findings = Judged(e.Run, e.Finding, FindingStatus.Accepted, e.Claim, entry),
            Claims = [.. Claims, new CaseClaim(e.Claim, e.Statement, e.Run, e.Finding)],
            ClaimsMade = ClaimsMade + 1,
        },
        FindingDismissed e => this with { Findings = Judged(e.Run, e.Finding, FindingStatus.Dismissed, null, entry), Claims = [.. Claims.Where(c => c.Run != e.Run || c.Finding != e.Finding)] },
        ClaimAdded e => this with { Claims = [.. Claims, new CaseClaim(e.Claim, e.Statement)], ClaimsMade = ClaimsMade + 1 },
        ClaimEdited e => this with { Claims = Change(Claims, c => c.Claim == e.Claim, c => c with { Statement = e.Statement }, entry) },
        ClaimWithdrawn e => this with
        {
            Claims = [.. Claims.Where(c => c.Claim != e.Claim)],
            Findings = [.. Findings.Select(f => f.Claim == e.Claim ? f with { Status = FindingStatus.Open, Claim = null } : f)],
        },
        WorkCited e => this with { Works = [.. Works.Where(w => w.Reference != e.Reference), e] },
        ExpertConsulted e => this with { Consultations = [.. Consultations, new CaseConsultation(e.Consultation, e.Expert, ConsultationStatus.Asked)] },
        ExpertAnswered e => this with { Consultations = Change(Consultations, c => c.Consultation == e.Consultation, c => c with { Status = ConsultationStatus.Answered }, entry) },
        InvestigationRecorded e => this with { Investigations = [.. Investigations, e.Statement] },
        _ => null,
    };

    private Sequence<CaseFinding> Judged(string run, string finding, FindingStatus status, string? claim, CaseEntry entry) =>
        Change(Findings, f => f.Run == run && f.Finding == finding, f => f with { Status = status, Claim = claim }, entry);

    /// <summary>What was under way towards a decision falls, what was published stays.</summary>
    private Case AssessedAgain() => this with
    {
        State = CaseState.Assessing,
        Round = Round + 1,
        Judgement = null,
        RaiserKnowsOutcome = false,
        Decisions = [.. Decisions.Select(d => !d.Interim && d.Status != DecisionStatus.Returned && !Notices.Any(n => n.Decision == d.Decision && n.Status == NoticeStatus.Published) ? d with { Status = DecisionStatus.Withdrawn } : d)],
        Notices = [.. Notices.Select(n => n.Status == NoticeStatus.Published || Decisions.Any(d => d.Decision == n.Decision && d.Interim) ? n : n with { Status = NoticeStatus.Withdrawn })],
    };

    private static Sequence<T> Change<T>(Sequence<T> items, Func<T, bool> which, Func<T, T> change, CaseEntry entry)
    {
        if (!items.Any(which)) throw new InputException($"Case {entry.Case}: event {entry.Sequence}, {CaseEventJson.NameOf(entry.Event)}, is about something that no event before it made.");
        return [.. items.Select(i => which(i) ? change(i) : i)];
    }
}

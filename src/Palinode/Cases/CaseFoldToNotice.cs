using Palinode.Notices;

namespace Palinode.Cases;

public sealed partial record Case
{
    private Case? AfterLetter(CaseEntry entry) => entry.Event switch
    {
        QueryDrafted e => this with { Queries = [.. Queries, new CaseQuery(e.Query, e.Author, QueryStatus.Drafted)] },
        QuerySent e => this with
        {
            Queries = Change(Queries, q => q.Query == e.Query, q => q with { Status = QueryStatus.Sent, SentOn = entry.Day }, entry),
            State = AuthorOf(e.Query)?.Kind == PartyKind.CorrespondingAuthor ? CaseState.AuthorsQueried : CaseState.CoAuthorsQueried,
        },
        QueryAnswered e => this with
        {
            Queries = Change(Queries, q => q.Query == e.Query, q => q with { Status = QueryStatus.Answered }, entry),
            Conduct = [.. Conduct, .. Acts(e.Query, e.ForAll, e.Acts)],
            State = State is CaseState.AuthorsQueried or CaseState.CoAuthorsQueried ? CaseState.ResponseReceived : State,
        },
        QueryUnanswered e => this with
        {
            Queries = Change(Queries, q => q.Query == e.Query, q => q with { Status = QueryStatus.Unanswered }, entry),
            Conduct = [.. Conduct, .. Acts(e.Query, e.ForAll, e.Acts)],
        },
        ResponseAssessed e => this with { Judgement = e.Judgement, State = e.Judgement is ResponseJudgement.Satisfactory or ResponseJudgement.HonestError ? CaseState.Satisfactory : CaseState.Unsatisfactory },
        OriginalDataRequested e => this with { OriginalData = [.. OriginalData, new OriginalDataItem(e.Item, e.Figure, e.Panel, e.Author, OriginalDataStatus.Requested, [])] },
        OriginalDataReceived e => this with { OriginalData = Change(OriginalData, i => i.Item == e.Item, i => i with { Status = OriginalDataStatus.Received, Evidence = [.. i.Evidence, .. e.Evidence] }, entry) },
        OriginalDataAssessed e => this with { OriginalData = Change(OriginalData, i => i.Item == e.Item, i => i with { Status = Status(e.Judgement) }, entry) },
        RequestRecorded e => this with { Requests = [.. Requests, e.Statement] },
        InstitutionContacted e => this with { Institutions = [.. Institutions.Where(i => i.Institution != e.Institution), new CaseInstitution(e.Institution, InstitutionStatus.Contacted)], State = CaseState.InstitutionContacted },
        InstitutionAnswered e => this with
        {
            Institutions = Change(Institutions, i => i.Institution == e.Institution, i => i with { Status = Status(e.Result) }, entry),
            Investigations = e.Statement is null ? Investigations : [.. Investigations, e.Statement],
            State = e.Result switch { InstitutionResult.Cleared => CaseState.Cleared, InstitutionResult.Finding => CaseState.InstitutionFinding, _ => State },
        },
        InstitutionSilent e => this with { Institutions = Change(Institutions, i => i.Institution == e.Institution, i => i with { Status = InstitutionStatus.Silent }, entry), State = CaseState.NoReply },
        DeadlineSet e => this with { Deadlines = [.. Deadlines, new CaseDeadline(e.Deadline, e.Kind, entry.Day, e.Due, e.About, false, [])] },
        DeadlineExtended e => this with { Deadlines = Change(Deadlines, d => d.Deadline == e.Deadline, d => d with { Due = e.Due }, entry) },
        DeadlineMet e => this with { Deadlines = Change(Deadlines, d => d.Deadline == e.Deadline, d => d with { Met = true }, entry) },
        ReminderRecorded e => this with { Deadlines = Change(Deadlines, d => d.Deadline == e.Deadline, d => d with { Reminders = [.. d.Reminders, entry.Day] }, entry) },
        AuthorsTold e => this with
        {
            Conduct = [.. Conduct, .. e.Acts.SelectMany(a => e.Parties.Select(p => new AuthorConduct(p, e.Parties.Count == Authors.Count(), a)))],
            State = State == CaseState.Approved ? CaseState.AuthorsNotified : State,
        },
        AuthorPositionRecorded e => this with { Conduct = [.. Conduct, new AuthorConduct(e.Author, false, e.Position)] },
        _ => null,
    };

    private CaseParty? AuthorOf(string query) => Party(Queries.FirstOrDefault(q => q.Query == query)?.Author);

    private IEnumerable<AuthorConduct> Acts(string query, bool forAll, Sequence<ActStatement> acts) =>
        AuthorOf(query) is { } author ? acts.Select(a => new AuthorConduct(author.Party, forAll, a)) : [];

    private static OriginalDataStatus Status(OriginalDataJudgement judgement) => judgement switch
    {
        OriginalDataJudgement.Supports => OriginalDataStatus.Supports,
        OriginalDataJudgement.NotSatisfactory => OriginalDataStatus.NotSatisfactory,
        _ => OriginalDataStatus.NotAvailable,
    };

    private static InstitutionStatus Status(InstitutionResult result) => result switch
    {
        InstitutionResult.Cleared => InstitutionStatus.Cleared,
        InstitutionResult.Finding => InstitutionStatus.Finding,
        _ => InstitutionStatus.Underway,
    };

    private Case? AfterDecision(CaseEntry entry) => entry.Event switch
    {
        DecisionDrafted e => this with
        {
            Decisions = [.. Decisions, new CaseDecision(e.Decision, e.Outcome, e.Interim, e.Statement, Round, entry.By, entry.Day, State, DecisionStatus.Drafted)],
            State = e.Interim ? State : CaseState.DecisionDrafted,
        },
        DecisionApproved e => this with
        {
            Decisions = Change(Decisions, d => d.Decision == e.Decision, d => d with
            {
                Status = e.Complete ? DecisionStatus.Approved : d.Status,
                ApprovedBy = [.. d.ApprovedBy, entry.By],
                Approvals = e.Statement is null ? d.Approvals : [.. d.Approvals, e.Statement],
                ApprovedOn = e.Complete ? entry.Day : null,
            }, entry),
            State = e.Complete && IsMain(e.Decision) ? CaseState.Approved : State,
        },
        DecisionReturned e => this with
        {
            Decisions = Change(Decisions, d => d.Decision == e.Decision, d => d with { Status = DecisionStatus.Returned }, entry),
            State = IsMain(e.Decision) ? Decisions.First(d => d.Decision == e.Decision).From : State,
        },
        ReasonsAssigned e => this with { Decisions = Change(Decisions, d => d.Decision == e.Decision, d => d with { Assigned = e.Reasons }, entry) },
        AppealLodged e => this with { Appeals = [.. Appeals, new CaseAppeal(e.Appeal, e.Party, Decisions.LastOrDefault(d => d.Status == DecisionStatus.Approved)?.Decision, State, AppealStatus.Lodged)], State = CaseState.Assessing },
        AppealDecided { Result: AppealResult.Dismissed } e => this with
        {
            Appeals = Change(Appeals, a => a.Appeal == e.Appeal, a => a with { Status = AppealStatus.Dismissed }, entry),
            State = Appeals.First(a => a.Appeal == e.Appeal).From,
        },
        AppealDecided e => (this with { Appeals = Change(Appeals, a => a.Appeal == e.Appeal, a => a with { Status = AppealStatus.Upheld }, entry) }).AssessedAgain(),
        CaseClosedWithoutAction => this with { State = CaseState.ClosedNoCase, Outcome = CaseOutcome.NoAction },
        MonitoringBegun => this with { State = CaseState.Monitoring },
        CaseClosed e => this with { State = CaseState.Closed, Outcome = e.Outcome },
        CaseReopened => AssessedAgain() with { Outcome = null },
        _ => null,
    };

    private bool IsMain(string decision) => Decisions.Any(d => d.Decision == decision && !d.Interim);

    private Case? AfterNotice(CaseEntry entry) => entry.Event switch
    {
        NoticeDrafted e => Drafted(e, entry),
        NoticeChecked e => this with { Notices = Change(Notices, n => n.Notice == e.Notice, n => n with { Checked = true, Errors = e.Errors }, entry) },
        NoticeApproved e => this with
        {
            Notices = Change(Notices, n => n.Notice == e.Notice, n => n with
            {
                Status = e.Complete ? NoticeStatus.Approved : n.Status, ApprovedBy = [.. n.ApprovedBy, entry.By], Accepted = [.. n.Accepted, .. e.Accepted.Except(n.Accepted)],
            }, entry),
            State = e.Complete ? Main(e.Notice, CaseState.NoticeApproved) : State,
        },
        NoticeReturned e => this with { Notices = Change(Notices, n => n.Notice == e.Notice, n => n with { Status = NoticeStatus.Returned, ApprovedBy = [], Accepted = [] }, entry), State = Main(e.Notice, CaseState.AuthorsNotified) },
        NoticePublished e => this with { Notices = Change(Notices, n => n.Notice == e.Notice, n => n with { Status = NoticeStatus.Published, Doi = e.Doi, PublishedOn = e.Date }, entry), State = Main(e.Notice, CaseState.Published) },
        OriginalMarked e => this with { Notices = Change(Notices, n => n.Notice == e.Notice, n => n with { OriginalMarked = true }, entry) },
        PropagationConfirmed e => this with { Notices = Change(Notices, n => n.Notice == e.Notice, n => n with { Propagated = [.. n.Propagated, e.Target] }, entry) },
        PropagationFinished e => this with { State = Main(e.Notice, CaseState.Propagated) },
        _ => null,
    };

    /// <summary>A new text starts again: no check and no approval goes over to it.</summary>
    private Case Drafted(NoticeDrafted e, CaseEntry entry)
    {
        CaseNotice? before = Notice(e.Notice);
        CaseNotice drafted = new(e.Notice, e.Decision, e.Kind, e.Digest, e.Facts, NoticeStatus.Drafted, e.Doi)
        {
            DraftedBy = before is null ? [entry.By] : [.. before.DraftedBy.Where(p => p != entry.By), entry.By],
        };
        return this with { Notices = before is null ? [.. Notices, drafted] : [.. Notices.Select(n => n.Notice == e.Notice ? drafted : n)], State = IsMain(e.Decision) ? CaseState.NoticeDrafted : State };
    }

    /// <summary>The state after a step of a notice; one that goes beside the inquiry moves nothing.</summary>
    private CaseState Main(string notice, CaseState next) => Notice(notice) is { } n && IsMain(n.Decision) ? next : State;
}

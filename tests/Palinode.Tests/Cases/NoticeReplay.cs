using Palinode.Cases;
using Palinode.Notices;
using static Palinode.Tests.Cases.CaseLog;

namespace Palinode.Tests.Cases;

/// <summary>Works a case so that it comes to say what a notice says: every fact by the request that brings it into a case, from concern to closure.</summary>
internal sealed class NoticeReplay
{
    private static readonly AuthorsAct[] Told = [AuthorsAct.Notified, AuthorsAct.HadChanceToRespond, AuthorsAct.Contacted];
    private static readonly AuthorsAct[] Positions = [AuthorsAct.Agreed, AuthorsAct.Disagreed, AuthorsAct.DidNotSayWhetherTheyAgree, AuthorsAct.Apologised, AuthorsAct.Regretted];

    private readonly Notice _notice;
    private readonly Dictionary<string, string> _names = [];

    public NoticeReplay(Notice notice)
    {
        _notice = notice;
        Log = new CaseLog(new CasePolicy { Approvals = Math.Max(1, notice.Approvals.Count) });
        NoticeDate published = notice.Dates.FirstOrDefault(d => d.Event == NoticeEvent.Published) ?? new NoticeDate(NoticeEvent.Published, 2026, 5, 4);
        Published = new DateOnly(published.Year, published.Month!.Value, published.Day!.Value);
        Decided = notice.Dates.FirstOrDefault(d => d.Event is NoticeEvent.Accepted or NoticeEvent.Decided) is { } decided ? new DateOnly(decided.Year, decided.Month!.Value, decided.Day!.Value) : Published.AddDays(-21);
        Log.Now = new DateTimeOffset(Decided.AddDays(-150), new TimeOnly(8, 0), TimeSpan.Zero);
    }

    public CaseLog Log { get; }
    public DateOnly Published { get; }
    public DateOnly Decided { get; }
    public Notice Draft { get; private set; } = null!;

    public NoticeReplay Run()
    {
        Receive();
        Assess();
        AskAuthors();
        Decide();
        Publish();
        return this;
    }

    private void Receive()
    {
        Log.Do(Intake, new ReceiveConcern(ConcernChannel.PublicForm, MayStateRole: true, Raiser: new RaiserId("raiser-canary"), Identity: Hash("somebody"), Text: Letter("concern")))
            .Do(Intake, new AssignJournal("journal-a"))
            .Do(Intake, new IdentifyArticle(_notice.Article!.Doi, _notice.Article.Title))
            .Do(Intake, new AcknowledgeConcern(Letter("thanks")));
        int authors = Math.Max(3, Math.Max(_notice.Article.Authors.Count, _notice.Byline.Count));
        Log.Do(Investigator, new AddParty("au1", PartyKind.CorrespondingAuthor, 1));
        for (int i = 2; i <= authors; i++) Log.Do(Investigator, new AddParty($"au{i}", PartyKind.Author, i));
        _notice.Concerns.Count.ShouldBeLessThan(2, "a case is triaged once");
        Log.Do(Investigator, new TriageConcern(_notice.Concerns.Select(c => new ConcernStatement(c.About, [.. c.RaisedBy.Select(a => a.Role)], Stated(c.ToldTo), c.When, c.Certainty,
            [.. c.Figures.Select(f => f with { Span = null })])).FirstOrDefault()));
    }

    private void Assess()
    {
        NoticeClaim[] found = [.. _notice.Claims.Where(c => !c.Summary)];
        Log.Do(Investigator, new BeginAssessment())
            .Do(Investigator, new AttachEvidence(Hash("article"), EvidenceKind.Article, "the article as published"))
            .Do(Investigator, new RequestScreening("run-1", [Hash("article")]))
            .Do(Service, new FinishScreening("run-1", Hash("findings"), [.. found.Select((_, i) => $"F{i + 1}")]));
        foreach (NoticeReference r in _notice.References) Log.Do(Investigator, new CiteWork(r.Id, r.Work.Doi, r.Work.Title, r.Retracted));
        int finding = 0;
        foreach (NoticeClaim claim in _notice.Claims) Log.Do(Investigator, claim.Summary ? new AddClaim(claim) : new AcceptFinding("run-1", $"F{++finding}", claim));
        Log.Do(Investigator, new RecordAssessment(ConcernLevel.Major));
        foreach (Request r in _notice.Requests) Log.Do(Intake, new RecordRequest(new RequestStatement(r.For, Stated(r.By), Stated(r.Of), r.Quote)));
    }

    private void AskAuthors()
    {
        AuthorsResponse[] answers = [.. _notice.Authors.Where(a => !Told.Contains(a.Act) && !Positions.Contains(a.Act))];
        string[] asked = [.. Log.Case.Authors.Select(a => a.Party).Order(StringComparer.Ordinal)];
        for (int i = 0; i < asked.Length; i++)
        {
            string query = $"q{i + 1}";
            Log.Do(Investigator, new DraftQuery(asked[i], Letter(query))).Do(Investigator, new SendQuery(query, LetterWay.SavedForSending)).Wait(2);
            Sequence<ActStatement> acts = [.. answers.Where(a => a.Who.Role == Role.Authors || i == 0).Select(a => new ActStatement(a.Act, a.What))];
            if (answers.Length > 0) Log.Do(Investigator, new RecordAnswer(query, false, acts, Letter($"answer-{i}")));
            else Log.Wait(Log.Policy.AuthorDays).Do(Investigator, new RecordNoAnswer(query, false, []));
            if (answers.Length == 0) break;
        }
        if (answers.Length > 0) Log.Do(Investigator, new AssessResponse(ResponseJudgement.Unsatisfactory));
        if (answers.Any(a => a.Act == AuthorsAct.CouldNotProvideData))
        {
            Log.Do(Investigator, new RequestOriginalData("4", "au1")).Do(Investigator, new AssessOriginalData("o1", OriginalDataJudgement.NotAvailable));
        }
        foreach (Investigation i in _notice.Investigations)
        {
            InvestigationStatement statement = new(i.Outcome, Stated(i.By), i.About, i.When);
            if (i.By.Any(b => b.Role == Role.Institution))
            {
                Log.Do(Investigator, new AddParty("uni", PartyKind.Institution)).Do(Investigator, new ContactInstitution("uni", Letter("institution")))
                    .Do(Investigator, new RecordInstitutionAnswer("uni", i.Outcome == InvestigationOutcome.NotConfirmed ? InstitutionResult.Cleared : InstitutionResult.Finding, statement));
            }
            else
            {
                Log.Do(Investigator, new RecordInvestigation(statement));
            }
        }
    }

    private void Decide()
    {
        Log.Now = new DateTimeOffset(Decided, new TimeOnly(10, 0), TimeSpan.Zero);
        CaseOutcome outcome = Enum.GetValues<CaseOutcome>().First(o => o.NoticeKind() == _notice.Kind);
        Decision d = _notice.Decision!;
        Log.Do(Editor, new DraftDecision(outcome, new DecisionStatement(Stated(d.By), Stated(d.AgreedBy), d.Intended, d.Ground?.Value,
            [.. _notice.Policies.Select(p => p with { Span = null })], [.. _notice.Reasons.Select(r => r with { Span = null })]), WithoutInstitution: "the authors answered, and the figures speak for themselves"));
        if (_notice.Approvals.IsEmpty) Log.Do(Approver, new ApproveDecision("d1"));
        CaseActor[] approvers = [Approver, SecondApprover, new CaseActor("third", [CaseRole.Approver])];
        for (int i = 0; i < _notice.Approvals.Count; i++)
        {
            Approval a = _notice.Approvals[i];
            Log.Do(approvers[i], new ApproveDecision("d1", new ApprovalStatement(Stated([a.By])[0], a.Organisation)));
        }
        Log.Case.State.ShouldBe(CaseState.Approved);
        Log.Do(Editor, new TellAuthors([.. Log.Case.Authors.Select(a => a.Party)], [.. _notice.Authors.Where(a => Told.Contains(a.Act)).Select(a => new ActStatement(a.Act, a.What))], Letter("wording")));
        foreach (AuthorsResponse position in _notice.Authors.Where(a => Positions.Contains(a.Act)))
        {
            foreach (CaseParty author in Log.Case.Authors.Where(a => position.Who.Role == Role.Authors || a.Kind == PartyKind.CorrespondingAuthor).ToArray())
                Log.Do(Editor, new RecordAuthorPosition(author.Party, new ActStatement(position.Act, position.What)));
        }
    }

    private void Publish()
    {
        NoticeForm form = new()
        {
            Labels = [.. _notice.Labels.Select(l => l.Value)], TitleStyle = _notice.Title!.Style, ArticleTitle = _notice.Title.ArticleTitle, Doi = _notice.Doi?.Value, Journal = _notice.Journal?.Value, Citation = _notice.Citation, Byline = _notice.Byline,
            Affiliations = _notice.Affiliations, Published = Published, Dates = [.. _notice.Dates.Select(d => d.Event)], FreeToRead = _notice.FreeToRead?.Value, Licence = _notice.Licence, Copyright = _notice.Copyright,
            Correspondence = _notice.Correspondence, OriginalStatus = _notice.OriginalStatus, Remarks = _notice.Remarks,
        };
        Draft = NoticeDraft.From(Log.Case, "d1", form, new NoticeSources { Article = _notice.Article!, References = _notice.References, Names = _names });
        ContentHash digest = Hash(NoticeFile.Facts(Draft));
        Log.Do(Editor, new DraftNotice("d1", Draft, digest)).Do(Editor, new CheckNotice("n1", Draft));
        Log.Do(Approver, new ApproveNotice("n1", digest, Log.Case.Notices[0].Errors));
        Log.Now = new DateTimeOffset(Published, new TimeOnly(12, 0), TimeSpan.Zero);
        Log.Do(Editor, new PublishNotice("n1", digest, _notice.Doi?.Value ?? "10.5555/notice", Published))
            .Do(Editor, new MarkOriginal("n1", Hash("marked")))
            .Do(Intake, new TellRaiser(RaiserNews.Outcome, Letter("outcome")));
        foreach (PropagationTarget target in Enum.GetValues<PropagationTarget>()) Log.Do(Editor, new ConfirmPropagation("n1", target, target == PropagationTarget.Repositories));
        Log.Do(Editor, new FinishPropagation("n1")).Do(Editor, new BeginMonitoring()).Do(Editor, new CloseCase());
    }

    /// <summary>A name that a notice prints belongs to a party, and is kept beside the log.</summary>
    private Sequence<StatedActor> Stated(Sequence<Actor> actors)
    {
        List<StatedActor> stated = [];
        foreach (Actor actor in actors)
        {
            string? party = null;
            if (actor.Name is not null)
            {
                party = actor.Role == Role.CorrespondingAuthor ? "au1" : _names.FirstOrDefault(n => n.Value == actor.Name).Key;
                if (party is null) Log.Do(Investigator, new AddParty(party = $"office-{_names.Count}", PartyKind.Office));
                _names[party] = actor.Name;
            }
            stated.Add(new StatedActor(actor.Role, party));
        }
        return [.. stated];
    }
}

using Palinode.Cases;
using Palinode.Notices;
using Case = Palinode.Cases.Case;

namespace Palinode.Tests.Cases;

/// <summary>A case in the making: asks, and keeps what was allowed, as the service would.</summary>
internal sealed class CaseLog(CasePolicy? policy = null)
{
    public static CaseActor Intake { get; } = new("ina", [CaseRole.Intake]);
    public static CaseActor Investigator { get; } = new("iva", [CaseRole.Investigator]);
    public static CaseActor Editor { get; } = new("edo", [CaseRole.Editor]);
    public static CaseActor Approver { get; } = new("abo", [CaseRole.Approver]);
    public static CaseActor SecondApprover { get; } = new("ada", [CaseRole.Approver]);
    public static CaseActor Administrator { get; } = new("adm", [CaseRole.Administrator]);
    public static CaseActor Service { get; } = new("service", [CaseRole.Service]);

    private readonly List<CaseEntry> _entries = [];

    public CasePolicy Policy { get; } = policy ?? new CasePolicy();
    public DateTimeOffset Now { get; set; } = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    public IReadOnlyList<CaseEntry> Entries => _entries;
    public Case? Current { get; private set; }
    public Case Case => Current!;
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public static SealedText Letter(string id) => new(id, Hash(id));

    public static ContentHash Hash(string of) => new(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(of))));

    /// <summary>Asks; what is allowed is written.</summary>
    public Ruling Try(CaseActor actor, CaseRequest request, string? why = null)
    {
        Ruling ruling = request.Decide(Current, actor, Policy, Now);
        foreach (CaseEvent happened in ruling.Events)
        {
            CaseEntry entry = new("case-1", _entries.Count + 1, actor.Id, Now, happened, why);
            Current = Palinode.Cases.Case.Apply(Current, entry);
            _entries.Add(entry);
        }
        return ruling;
    }

    /// <summary>What has to be allowed.</summary>
    public CaseLog Do(CaseActor actor, CaseRequest request)
    {
        Ruling ruling = Try(actor, request);
        ruling.Refusal.ShouldBeNull($"{request.Rule.Name}: {ruling.Refusal?.Sentence}");
        return this;
    }

    /// <summary>What has to be refused, and why.</summary>
    public Refusal Refused(CaseActor actor, CaseRequest request, RefusalCode code)
    {
        int before = _entries.Count;
        Ruling ruling = Try(actor, request);
        _entries.Count.ShouldBe(before);
        ruling.Refusal.ShouldNotBeNull(request.Rule.Name);
        ruling.Refusal.Code.ShouldBe(code, ruling.Refusal.Sentence);
        return ruling.Refusal;
    }

    public CaseLog Wait(int days)
    {
        Now = Now.AddDays(days);
        return this;
    }

    /// <summary>A case whose evidence is looked at, with a corresponding author "au1", two more, and an institution.</summary>
    public static CaseLog Assessing(CasePolicy? policy = null) => new CaseLog(policy)
        .Do(Intake, new ReceiveConcern(ConcernChannel.PublicForm, Raiser: new RaiserId("raiser-canary"), Identity: Hash("somebody")))
        .Do(Intake, new AssignJournal("journal-a"))
        .Do(Intake, new IdentifyArticle("10.5555/article", "An invented article"))
        .Do(Intake, new AcknowledgeConcern(Letter("thanks")))
        .Do(Investigator, new TriageConcern())
        .Do(Investigator, new BeginAssessment())
        .Do(Investigator, new AddParty("au1", PartyKind.CorrespondingAuthor, 2))
        .Do(Investigator, new AddParty("au2", PartyKind.Author, 1))
        .Do(Investigator, new AddParty("au3", PartyKind.Author, 3))
        .Do(Investigator, new AddParty("uni", PartyKind.Institution));

    /// <summary>The same with an answer that explains nothing.</summary>
    public static CaseLog Unsatisfactory(CasePolicy? policy = null) => Assessing(policy)
        .Do(Investigator, new DraftQuery("au1", Letter("query")))
        .Do(Investigator, new SendQuery("q1", LetterWay.Sent))
        .Do(Investigator, new RecordAnswer("q1", true, [new ActStatement(AuthorsAct.CouldNotExplain)]))
        .Do(Investigator, new AssessResponse(ResponseJudgement.Unsatisfactory));

    /// <summary>The same with a retraction decided and the authors told.</summary>
    public static CaseLog AuthorsTold(CasePolicy? policy = null)
    {
        CaseLog log = Unsatisfactory(policy).Do(Editor, new DraftDecision(CaseOutcome.Retraction, new DecisionStatement(), WithoutInstitution: "the journal no longer has confidence in the figure")).Do(Approver, new ApproveDecision("d1"));
        if (log.Policy.Approvals > 1) log.Do(SecondApprover, new ApproveDecision("d1"));
        return log.Do(Editor, new TellAuthors(["au1", "au2", "au3"], []));
    }

    /// <summary>The same with the notice out and the article marked.</summary>
    public static CaseLog Published(CasePolicy? policy = null)
    {
        CaseLog log = AuthorsTold(policy);
        Notice notice = NoticeDraft.From(log.Case, "d1", new NoticeForm { Labels = ["Retraction"] }, new NoticeSources { Article = new ArticleCitation { Title = "An invented article", Doi = "10.5555/article" } });
        log.Do(Editor, new DraftNotice("d1", notice, Hash("notice"))).Do(Editor, new CheckNotice("n1", notice));
        return log.Do(Approver, new ApproveNotice("n1", Hash("notice"), log.Case.Notices[0].Errors))
            .Do(Editor, new PublishNotice("n1", Hash("notice"), "10.5555/notice", log.Today)).Do(Editor, new MarkOriginal("n1", Hash("marked")));
    }
}

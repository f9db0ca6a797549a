using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;
using Actor = Palinode.Server.Storage.Actor;

namespace Palinode.ServiceLoad;

/// <summary>The life of one case, request by request, at times that lie behind.</summary>
/// <param name="who">Somebody with the role.</param>
internal sealed class FilledCase(CaseDatabase cases, MasterKey master, Guid journal, Func<CaseRole, Guid> who, Random random)
{
    private readonly Calendar _calendar = new(DateTimeOffset.UtcNow.AddDays(-random.Next(20, 90)));
    private readonly TextVault _texts = new(master);
    private readonly IdentityVault _identities = new(master);
    private Guid _id;

    private CaseDesk Desk => field ??= new CaseDesk(new EventStore(_calendar), _calendar);

    /// <param name="events">How many the log gets; a few more at the end of a closed one.</param>
    /// <param name="document">What may be screened.</param>
    public async Task LiveAsync(int events, bool isClosed, (AttachmentStore Store, StoredContent Content)? document, CancellationToken stop)
    {
        await OpenAsync(stop);
        await AssessAsync(document, stop);
        // A visit now and then until the case is as long as it is to be: each is a transaction of one person.
        for (int length = await LengthAsync(stop); length < events - (isClosed ? 2 : 0);)
        {
            int visit = Math.Min(random.Next(1, 5), events - length);
            length = await VisitAsync(random.Next(2) == 0 ? CaseRole.Investigator : CaseRole.Editor, Enumerable.Range(0, visit).Select<int, Step>(_ => Work), stop);
        }
        if (isClosed) await VisitAsync(CaseRole.Editor, [Always(new CloseWithoutAction(NoCaseReason.NotFounded))], stop);
    }

    private delegate ValueTask<CaseRequest> Step(ActingTransaction transaction, OpenCase open, CancellationToken stop);

    private static Step Always(CaseRequest request) => (_, _, _) => ValueTask.FromResult(request);

    private async Task OpenAsync(CancellationToken stop)
    {
        await using (ActingTransaction transaction = await cases.BeginAsync(Actor.Person(who(CaseRole.Intake)), stop))
        {
            (_id, Ruling ruling) = await Desk.OpenAsync(transaction, journal, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), "", stop);
            Hold(ruling);
            await transaction.CommitAsync(stop);
        }
        await VisitAsync(CaseRole.Intake,
        [
            Always(new AssignJournal(journal.ToString())),
            Always(new IdentifyArticle($"10.5555/load.{random.Next(1_000_000)}", Filling.Title(random))),
            Always(new AcknowledgeConcern()),
            Always(new TriageConcern()),
            Always(new AssignHandler(who(CaseRole.Investigator).ToString())),
        ], stop);
    }

    private async Task AssessAsync((AttachmentStore Store, StoredContent Content)? document, CancellationToken stop)
    {
        if (document is var (store, content))
            await VisitAsync(CaseRole.Editor, [async (transaction, _, to) =>
            {
                await store.AddAsync(transaction, _id, journal, Audience.Case, content, "article.pdf", to);
                return new AttachEvidence(new ContentHash(content.Sha256.ToString()), EvidenceKind.Article, "the article");
            }], stop);
        await VisitAsync(CaseRole.Investigator, [Always(new BeginAssessment()), Party(PartyKind.CorrespondingAuthor, 1), Always(new RecordAssessment(ConcernLevel.Minor))], stop);
    }

    private Step Party(PartyKind kind, int? place) => async (transaction, _, stop) =>
    {
        SealedIdentity sealedName = await _identities.SealAsync(transaction, journal, IdentityKind.Author, new Dictionary<string, string> { ["name"] = $"Author {random.Next(10_000)} Example", ["email"] = "author@example.org" }, stop);
        return new AddParty(sealedName.Id.ToString(), kind, place, new ContentHash(sealedName.Commitment.ToString()));
    };

    /// <summary>What is done day by day: mostly notes, and of everything else some.</summary>
    private async ValueTask<CaseRequest> Work(ActingTransaction transaction, OpenCase open, CancellationToken stop)
    {
        Case now = open.Current;
        switch (random.Next(10))
        {
            case 0 when now.Claims.Count < 12:
                string figure = random.Next(1, 8).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return new AddClaim(new NoticeClaim { Targets = [new ClaimTarget { Figure = figure, Panel = "B" }, new ClaimTarget { Figure = figure, Panel = "D" }], Relation = ClaimRelation.Similar, Certainty = Certainty.Apparent });
            case 1 when now.Parties.Count < 9:
                return await Party(PartyKind.Author, now.Parties.Count + 1)(transaction, open, stop);
            case 2 when now.Deadlines.Count(d => !d.Met) < 2:
                return new SetDeadline(DeadlineKind.Other, DateOnly.FromDateTime(_calendar.GetUtcNow().UtcDateTime).AddDays(random.Next(20, 120)));
            case 3 when now.Deadlines.FirstOrDefault(d => !d.Met) is { } deadline:
                return new MeetDeadline(deadline.Deadline);
            case 4 when now.Works.Count < 10:
                return new CiteWork($"{now.Works.Count + 1}", $"10.5555/load.{random.Next(1_000_000)}", Filling.Title(random));
            default:
                return new AddNote(await _texts.SealAsync(transaction, _id, journal, TextAudience.Case, Filling.Sentence(random), stop));
        }
    }

    /// <summary>Some requests of one person, in one transaction; the length of the log after them.</summary>
    private async Task<int> VisitAsync(CaseRole role, IEnumerable<Step> steps, CancellationToken stop)
    {
        _calendar.Pass(TimeSpan.FromHours(random.Next(2, 20)));
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Person(who(role)), stop);
        foreach (Step step in steps)
        {
            OpenCase open = (await Desk.ReadAsync(transaction, _id, stop))!;
            Hold(await Desk.DoAsync(transaction, open, await step(transaction, open, stop), "", stop));
            _calendar.Pass(TimeSpan.FromMinutes(random.Next(1, 9)));
        }
        await transaction.CommitAsync(stop);
        return await LengthAsync(stop);
    }

    private async Task<int> LengthAsync(CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        return (await transaction.QueryAsync("SELECT count(*)::int FROM palinode.event WHERE case_id = $1", r => r.GetInt32(0), stop, _id))[0];
    }

    private static void Hold(Ruling ruling)
    {
        if (ruling.Refusal is { } refusal) throw new InvalidOperationException(refusal.Sentence);
    }

    /// <summary>Stands still but for what is passed, and never runs ahead of the real one.</summary>
    private sealed class Calendar(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _now = start;

        public override DateTimeOffset GetUtcNow() => _now;

        public void Pass(TimeSpan time) => _now = _now + time < System.GetUtcNow() ? _now + time : System.GetUtcNow();
    }
}

using System.Security.Cryptography;
using Palinode.Cases;
using Palinode.Notices;
using Palinode.Server.Cases;
using Palinode.Server.Letters;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;
using Actor = Palinode.Server.Storage.Actor;

namespace Palinode.Server.Tests.Letters;

/// <summary>A case of journal A with a raiser, an article, a claim, two authors, an institution and an expert, and what letters take.</summary>
internal sealed class LetterBench : IAsyncDisposable
{
    public const string Raiser = "Quentin Okapi-Raiser", RaiserAddress = "okapi@raiser.example", Author = "Ada Example";

    private LetterBench(TestDatabase database, MailSettings? mail)
    {
        Database = database;
        Folder = new ServiceFolder(SharedCluster.NewFolder());
        Folder.Create();
        Master = new MasterKey(RandomNumberGenerator.GetBytes(32));
        Desk = new CaseDesk(new EventStore(Time), Time);
        Vault = new IdentityVault(Master);
        Texts = new TextVault(Master);
        Outbox = new Outbox(Master, Time);
        Letters = new LetterDesk(new LetterTemplates(Folder), Outbox, Vault, Desk, mail, Time);
    }

    public TestDatabase Database { get; }
    public ServiceFolder Folder { get; }
    public MasterKey Master { get; }
    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    public CaseDesk Desk { get; }
    public IdentityVault Vault { get; }
    public TextVault Texts { get; }
    public Outbox Outbox { get; }
    public LetterDesk Letters { get; }
    public Guid Case { get; private set; }
    public string Corresponding { get; private set; } = "";
    public string Other { get; private set; } = "";
    public string Institution { get; private set; } = "";
    public string Expert { get; private set; } = "";
    public Guid RaiserId { get; private set; }
    public DateOnly Today => DateOnly.FromDateTime(Time.Now.UtcDateTime);

    public static async Task<LetterBench> OpenAsync(MailSettings? mail = null)
    {
        LetterBench bench = new(await TestDatabase.CreateAsync(), mail);
        await bench.FillAsync();
        return bench;
    }

    /// <summary>One more person of the journal.</summary>
    public async Task<Actor> HireAsync(string role)
    {
        Guid person = Guid.NewGuid();
        await Database.AsSuperuserAsync("INSERT INTO palinode.person (id) VALUES ($1)", person);
        await Database.AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, $3)", person, Database.JournalA, role);
        return Actor.Person(person);
    }

    /// <summary>Something done in a transaction of its own, as the editor or as <paramref name="actor"/>.</summary>
    public async Task<T> Do<T>(Func<ActingTransaction, OpenCase, Task<T>> work, Actor? actor = null)
    {
        await using ActingTransaction transaction = await Database.Cases.BeginAsync(actor ?? Actor.Person(Database.EditorOfA));
        T result = await work(transaction, (await Desk.ReadAsync(transaction, Case, default))!);
        await transaction.CommitAsync();
        return result;
    }

    public Task Request(CaseRequest request, Actor? actor = null) => Do(async (t, c) =>
    {
        Ruling ruling = await Desk.DoAsync(t, c, request, "", default);
        ruling.Refusal?.Sentence.ShouldBeNull();
        return true;
    }, actor);

    public Actor Intake => Actor.Person(Database.IntakeOfA);

    /// <summary>Asks the corresponding author.</summary>
    public async Task SendQuery()
    {
        await Do(async (t, c) =>
        {
            SealedText letter = await Texts.SealAsync(t, Case, c.Journal, TextAudience.Case, "words", default);
            return (await Desk.DoAsync(t, c, new DraftQuery(Corresponding, letter), "", default)).IsAllowed;
        });
        await Request(new SendQuery("q1", LetterWay.Sent));
    }

    private async Task FillAsync()
    {
        await using (ActingTransaction transaction = await Database.Cases.BeginAsync(Intake))
        {
            SealedIdentity raiser = await Vault.SealAsync(transaction, Database.JournalA, IdentityKind.Raiser, new Dictionary<string, string> { ["name"] = Raiser, ["mail"] = RaiserAddress });
            RaiserId = raiser.Id;
            Case = Guid.NewGuid();
            SealedText words = await Texts.SealAsync(transaction, Case, Database.JournalA, TextAudience.Intake, $"I, {Raiser}, saw something.", default);
            Ruling ruling = (await Desk.OpenAsync(transaction, Case, Database.JournalA, new ReceiveConcern(ConcernChannel.Mail, Raiser: new RaiserId(raiser.Id.ToString()), Identity: new ContentHash(raiser.Commitment.ToString()), Text: words), "", default)).Ruling;
            ruling.IsAllowed.ShouldBeTrue();
            await transaction.CommitAsync();
        }
        await Request(new AssignJournal(Database.JournalA.ToString()), Intake);
        await Request(new IdentifyArticle("10.5555/example.1", "Example proteins in example cells"));
        SealedText thanks = await Do((t, c) => Texts.SealAsync(t, Case, c.Journal, TextAudience.Intake, $"Dear {Raiser}", default), Intake);
        await Request(new AcknowledgeConcern(thanks), Intake);
        await Request(new TriageConcern());
        await Request(new BeginAssessment());
        await Request(new AddClaim(new NoticeClaim { Targets = [new ClaimTarget { Figure = "3", Panel = "B" }, new ClaimTarget { Figure = "5", Panel = "E" }], Relation = ClaimRelation.Duplicate, Certainty = Certainty.Apparent }));
        Corresponding = await Party(PartyKind.CorrespondingAuthor, 1, Author, "ada@author.example");
        Other = await Party(PartyKind.Author, 2, "Bo Example", "bo@author.example");
        Institution = await Party(PartyKind.Institution, null, "Example University", "office@university.example");
        Expert = await Party(PartyKind.Expert, null, "Cy Example", "cy@expert.example");
    }

    public async Task<string> Party(PartyKind kind, int? place, string name, string? address)
    {
        Dictionary<string, string> fields = new() { ["name"] = name };
        if (address is not null) fields["mail"] = address;
        SealedIdentity identity = await Do((t, c) => Vault.SealAsync(t, c.Journal, IdentityKind.Author, fields));
        await Request(new AddParty(identity.Id.ToString(), kind, place, new ContentHash(identity.Commitment.ToString())));
        return identity.Id.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(Folder.FullName, recursive: true);
    }
}

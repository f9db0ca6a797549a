using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Keeping;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Tests.Letters;

namespace Palinode.Server.Tests.Keeping;

/// <summary>How far an erasure reaches: all of what it names, and nothing else.</summary>
internal sealed class ErasureReachTests
{
    private LetterBench _bench = null!;
    private AttachmentStore _store = null!;
    private Actor _administrator = null!;

    [SetUp]
    public async Task Open()
    {
        _bench = await LetterBench.OpenAsync();
        _store = new AttachmentStore(_bench.Folder, _bench.Master, new AttachmentOptions());
        _administrator = await _bench.HireAsync("administrator");
    }

    [TearDown] public async Task Close() { if (_bench is not null) await _bench.DisposeAsync(); }

    private Erasures Erasures => new(_bench.Desk, _store);

    private Task<long> Count(string table, string which = "true") => _bench.Database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.{table} WHERE {which}");

    /// <summary>The words of another case of the journal, which a legal hold keeps.</summary>
    private async Task<SealedText> HeldWords()
    {
        await using ActingTransaction transaction = await _bench.Database.Cases.BeginAsync(_bench.Intake);
        (Guid other, _) = await _bench.Desk.OpenAsync(transaction, _bench.Database.JournalA, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), "", default);
        SealedText words = await _bench.Texts.SealAsync(transaction, other, _bench.Database.JournalA, TextAudience.Case, "kept", default);
        await transaction.CommitAsync();
        await using ActingTransaction holding = await _bench.Database.Cases.BeginAsync(_administrator);
        (await _bench.Desk.DoAsync(holding, (await _bench.Desk.ReadAsync(holding, other, default))!, new PlaceHold(), "", default)).IsAllowed.ShouldBeTrue();
        await holding.CommitAsync();
        return words;
    }

    [Test, Category("Failure class 4")]
    public async Task Failure_class_4_the_words_of_another_case_are_not_erased_from_this_one_past_its_hold()
    {
        SealedText words = await HeldWords();
        int before = await _bench.Do((_, c) => Task.FromResult(c.Current.Version));
        (await _bench.Do((t, c) => Erasures.TextAsync(t, c, words.Id, ErasureGround.LawfulRequest, "", default), _administrator)).Refusal?.Code.ShouldBe(RefusalCode.Unknown);
        (await Count("sealed_text", $"id = '{words.Id}'")).ShouldBe(1);
        (await _bench.Do((_, c) => Task.FromResult(c.Current.Version))).ShouldBe(before);
    }

    /// <summary>A document of an author with a finished screening of it.</summary>
    private async Task Screened()
    {
        StoredContent document = await _store.ReceiveAsync(new MemoryStream("an author's blot"u8.ToArray())), picture = await _store.ReceiveAsync(new MemoryStream("a picture of the blot"u8.ToArray()));
        ContentHash hash = new(document.Sha256.ToString());
        Guid run = Guid.NewGuid();
        await _bench.Do(async (t, c) =>
        {
            (await _bench.Desk.DoAsync(t, c, new AttachEvidence(hash, EvidenceKind.OriginalBlot, "Original blot", _bench.Corresponding), "", default)).IsAllowed.ShouldBeTrue();
            await _store.AddAsync(t, c.Id, c.Journal, Audience.Case, document, "x");
            (await _bench.Desk.DoAsync(t, (await _bench.Desk.ReadAsync(t, c.Id, default))!, new RequestScreening(run.ToString(), [hash]), "", default)).IsAllowed.ShouldBeTrue();
            return true;
        });
        await _bench.Do(async (t, c) =>
        {
            Job job = (await JobQueue.FindAsync(t, c.Id, run, default))!;
            await JobResults.AddAsync(t, job, [new JobFile(job.Id, job.Case, "evidence/F1-a.png", picture)], default);
            return true;
        }, Actor.Service);
    }

    [Test]
    public async Task What_a_screening_made_of_a_file_goes_with_the_file_and_is_in_the_list_for_restores()
    {
        await _bench.SendQuery();
        await Screened();
        (await _bench.Do((t, c) => Erasures.PartyAsync(t, c, _bench.Corresponding, ErasureGround.LawfulRequest, "", default), _administrator)).IsAllowed.ShouldBeTrue();
        (await Count("attachment")).ShouldBe(0);
        (await Count("job_file")).ShouldBe(0);
        await ErasureList.FollowAsync(_bench.Database.Migrator, _bench.Folder, default);
        ErasureList.Read(ErasureList.PathIn(_bench.Folder)).ShouldContain(e => e.Thing == "screening");
    }

    [Test]
    public async Task When_the_time_is_over_nothing_stays_although_the_raiser_was_erased_before()
    {
        await Screened();
        (await _bench.Do((t, c) => Erasures.RaiserAsync(t, c, ErasureGround.LawfulRequest, "", default), _administrator)).IsAllowed.ShouldBeTrue();
        await _bench.Do((t, c) => _bench.Texts.SealAsync(t, c.Id, c.Journal, TextAudience.Intake, "a later note of intake", default), _bench.Intake);
        await _bench.Request(new CloseWithoutAction(NoCaseReason.Explained));
        await _bench.Request(new SetRetention(_bench.Today.AddDays(1)), _administrator);
        _bench.Time.Now += TimeSpan.FromDays(2);
        Retention retention = new(_bench.Desk, _bench.Time);
        (await _bench.Do((t, _) => retention.ReviewAsync(t, default))).Single().Over.ShouldBeTrue();
        (await _bench.Do((t, c) => Erasures.CaseAsync(t, c, "", default), _administrator)).IsAllowed.ShouldBeTrue();
        foreach (string table in (string[])["identity", "sealed_text", "attachment", "job_file"]) (await Count(table)).ShouldBe(0, table);
        (await Count("outbox", "box IS NOT NULL")).ShouldBe(0);
        (await _bench.Do((t, _) => retention.ReviewAsync(t, default))).Single().Over.ShouldBeFalse();
    }
}

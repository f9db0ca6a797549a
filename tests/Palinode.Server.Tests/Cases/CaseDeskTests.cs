using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Cases;

/// <summary>The desk: requests become events of the log, in the name and with the rights of whoever asks.</summary>
internal sealed class CaseDeskTests
{
    private readonly CaseDesk _desk = new(new EventStore(TimeProvider.System), TimeProvider.System);
    private readonly TextVault _texts = new(MasterKey.Of(TestDatabase.Folder));
    private TestDatabase _database = null!;

    [OneTimeSetUp] public async Task Create() => _database = await TestDatabase.CreateAsync();

    [OneTimeTearDown] public async Task Drop() { if (_database is not null) await _database.DisposeAsync(); }

    private Actor Intake => Actor.Person(_database.IntakeOfA);
    private Actor Editor => Actor.Person(_database.EditorOfA);

    private async Task<Guid> Open(Actor actor, ReceiveConcern? request = null)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        (Guid id, Ruling ruling) = await _desk.OpenAsync(transaction, _database.JournalA, request ?? new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), "by mail", default);
        ruling.Refusal.ShouldBeNull();
        await transaction.CommitAsync();
        return id;
    }

    private async Task<OpenCase?> Read(Actor actor, Guid id)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        return await _desk.ReadAsync(transaction, id, default);
    }

    private async Task<Ruling> Do(Actor actor, Guid id, CaseRequest request, string why = "")
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        Ruling ruling = await _desk.DoAsync(transaction, (await _desk.ReadAsync(transaction, id, default))!, request, why, default);
        await transaction.CommitAsync();
        return ruling;
    }

    [Test]
    public async Task A_concern_opens_a_case_with_its_deadline_and_the_log_holds()
    {
        Guid id = await Open(Intake);
        OpenCase found = (await Read(Editor, id))!;
        found.Journal.ShouldBe(_database.JournalA);
        found.Current.State.ShouldBe(CaseState.Received);
        found.Current.Deadlines.Single().Kind.ShouldBe(DeadlineKind.Acknowledgement);
        found.Entries.Select(e => e.By).Distinct().ShouldBe([_database.IntakeOfA.ToString()]);
        found.Entries[0].Why.ShouldBe("by mail");
        (await ChainVerifier.VerifyAsync(_database.Migrator, null, default)).Holds.ShouldBeTrue();
    }

    [Test]
    public async Task The_public_form_opens_a_case_and_can_do_no_more()
    {
        Actor form = Actor.Concern(_database.JournalA);
        Guid id = await Open(form, new ReceiveConcern(ConcernChannel.PublicForm));
        (await Read(form, id)).ShouldBeNull();
        OpenCase found = (await Read(Intake, id))!;
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(form);
        (await _desk.DoAsync(transaction, found, new AcknowledgeConcern(), "", default)).Refusal!.Code.ShouldBe(RefusalCode.Role);
        NewEvent reminder = new("reminder-recorded/1", "{\"deadline\":\"t1\"}", "");
        await Should.ThrowAsync<ConcurrentChangeException>(new EventStore(TimeProvider.System).AppendAsync(transaction, id, _database.JournalA, 2, [reminder]));
    }

    [Test]
    public async Task A_case_of_another_journal_is_not_there()
    {
        Guid id = await Open(Intake);
        (await Read(Actor.Person(_database.IntakeOfB), id)).ShouldBeNull();
        (await Read(Actor.Door, id)).ShouldBeNull();
        (await Read(Actor.Service, id)).ShouldNotBeNull();
    }

    [Test]
    public async Task A_refusal_writes_nothing()
    {
        Guid id = await Open(Intake);
        (await Do(Editor, id, new AcknowledgeConcern())).Refusal!.Code.ShouldBe(RefusalCode.Role);
        (await Do(Intake, id, new TriageConcern())).Refusal!.Code.ShouldBe(RefusalCode.State);
        (await Read(Intake, id))!.Entries.Count.ShouldBe(2);
    }

    [Test]
    public async Task A_request_on_a_case_that_has_moved_on_is_turned_away()
    {
        Guid id = await Open(Intake);
        OpenCase before = (await Read(Intake, id))!;
        (await Do(Intake, id, new AcknowledgeConcern())).IsAllowed.ShouldBeTrue();
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Intake);
        await Should.ThrowAsync<ConcurrentChangeException>(_desk.DoAsync(transaction, before, new AcknowledgeConcern(), "", default));
    }

    [Test]
    public async Task A_case_is_linked_to_one_that_the_person_sees_and_to_no_other()
    {
        Guid one = await Open(Intake), two = await Open(Intake);
        (await Do(Intake, one, new LinkCase(Guid.NewGuid().ToString(), CaseLinkKind.Related))).Refusal!.Code.ShouldBe(RefusalCode.Unknown);
        (await Do(Intake, one, new LinkCase(two.ToString(), CaseLinkKind.Related))).IsAllowed.ShouldBeTrue();
    }

    [Test]
    public async Task The_newest_policy_of_the_journal_holds_and_the_older_stay()
    {
        await _database.AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, 'administrator')", _database.IntakeOfB, _database.JournalB);
        foreach (int days in (int[])[10, 12])
        {
            await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfB));
            await _desk.SetPolicyAsync(transaction, _database.JournalB, new CasePolicy { AuthorDays = days }, default);
            await transaction.CommitAsync();
        }
        await using ActingTransaction reading = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfB));
        (await _desk.PolicyAsync(reading, _database.JournalB, default)).AuthorDays.ShouldBe(12);
        (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.journal_policy WHERE journal_id = '{_database.JournalB}'")).ShouldBe(2);
        await using ActingTransaction editor = await _database.Cases.BeginAsync(Editor);
        await Should.ThrowAsync<ConcurrentChangeException>(_desk.SetPolicyAsync(editor, _database.JournalA, new CasePolicy(), default));
    }

    [Test]
    public async Task A_text_for_intake_opens_for_intake_alone_and_one_of_the_case_for_its_readers()
    {
        Guid id = Guid.NewGuid();
        SealedText words;
        await using (ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Concern(_database.JournalA)))
        {
            words = await _texts.SealAsync(transaction, id, _database.JournalA, TextAudience.Intake, "Zebulon saw it", default);
            (await _desk.OpenAsync(transaction, id, _database.JournalA, new ReceiveConcern(ConcernChannel.PublicForm, Text: words), "", default)).Ruling.IsAllowed.ShouldBeTrue();
            await transaction.CommitAsync();
        }
        SealedText note;
        await using (ActingTransaction transaction = await _database.Cases.BeginAsync(Editor))
        {
            note = await _texts.SealAsync(transaction, id, _database.JournalA, TextAudience.Case, "see Figure 3", default);
            await transaction.CommitAsync();
        }
        (await Text(Intake, words)).ShouldBe("Zebulon saw it");
        (await Text(Actor.Person(_database.AuditorOfA), note)).ShouldBe("see Figure 3");
        foreach (Actor other in (Actor[])[Editor, Actor.Person(_database.AuditorOfA), Actor.Person(_database.IntakeOfB), Actor.Service, Actor.Door, Actor.Concern(_database.JournalA)])
            (await Text(other, words)).ShouldBeNull(other.As);
        (await Text(Actor.Person(_database.IntakeOfB), note)).ShouldBeNull();
        foreach (string table in (string[])["event", "sealed_text"])
            (await _database.AskSuperuserAsync<long>($"SELECT count(*) FROM palinode.{table} t WHERE t::text ILIKE '%zebulon%' OR t::text ILIKE '%{Convert.ToHexStringLower("Zebulon"u8)}%'")).ShouldBe(0, table);
    }

    [Test]
    public async Task An_erased_text_is_gone_and_the_log_still_verifies()
    {
        Guid id = await Open(Intake);
        SealedText note;
        await using (ActingTransaction transaction = await _database.Cases.BeginAsync(Editor))
        {
            note = await _texts.SealAsync(transaction, id, _database.JournalA, TextAudience.Case, "words", default);
            await transaction.CommitAsync();
        }
        await using (ActingTransaction transaction = await _database.Cases.BeginAsync(Intake))
        {
            (await transaction.QueryAsync("SELECT palinode.erase('text', $1)", r => r.GetBoolean(0), default, Guid.Parse(note.Id))).ShouldBe([true]);
            await transaction.CommitAsync();
        }
        (await Text(Editor, note)).ShouldBeNull();
        (await ChainVerifier.VerifyAsync(_database.Migrator, null, default)).Holds.ShouldBeTrue();
    }

    [Test]
    public async Task A_text_without_its_case_is_not_kept()
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Editor);
        await _texts.SealAsync(transaction, Guid.NewGuid(), _database.JournalA, TextAudience.Case, "words", default);
        await Should.ThrowAsync<Npgsql.PostgresException>(transaction.CommitAsync());
    }

    private async Task<string?> Text(Actor actor, SealedText text)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        return await _texts.OpenAsync(transaction, text, default);
    }
}

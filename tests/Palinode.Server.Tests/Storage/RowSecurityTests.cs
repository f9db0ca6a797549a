using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Tests.Storage;

/// <summary>What the database itself holds back, whatever the application asks (failure classes 4, 5 and 7 of the storage).</summary>
internal sealed class RowSecurityTests
{
    private readonly EventStore _store = new(TimeProvider.System);
    private readonly Guid _case = Guid.NewGuid();
    private TestDatabase _database = null!;

    [SetUp]
    public async Task Open()
    {
        _database = await TestDatabase.CreateAsync();
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));
        await _store.AppendAsync(transaction, _case, _database.JournalA, 0, [new("ConcernReceived", """{"canary":"zebra"}""", "")]);
        await transaction.CommitAsync();
    }

    [TearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    private async Task<int> Seen(Actor actor)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        return (await EventStore.ReadAsync(transaction, _case)).Count;
    }

    [Test]
    public async Task A_person_of_one_journal_reads_nothing_of_another()
    {
        (await Seen(Actor.Person(_database.EditorOfA))).ShouldBe(1);
        (await Seen(Actor.Person(_database.AuditorOfA))).ShouldBe(1);
        (await Seen(Actor.Person(_database.IntakeOfB))).ShouldBe(0);
        (await Seen(Actor.Person(Guid.NewGuid()))).ShouldBe(0);
        (await Seen(Actor.Concern(_database.JournalA))).ShouldBe(0);
        (await Seen(Actor.Door)).ShouldBe(0);
    }

    [Test]
    public async Task Direct_sql_without_a_context_sees_no_row_of_any_table()
    {
        foreach (string table in (string[])["event", "journal", "person", "membership", "service_administrator", "identity", "attachment"])
        {
            await using NpgsqlCommand command = _database.Application.CreateCommand($"SELECT count(*) FROM palinode.{table}");
            (await command.ExecuteScalarAsync()).ShouldBe(0L, table);
        }
    }

    [Test]
    public async Task Direct_sql_counts_nothing_of_a_foreign_journal()
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfB));
        (await transaction.QueryAsync("SELECT count(*) FROM palinode.event WHERE payload::text LIKE '%zebra%'", r => r.GetInt64(0), default)).ShouldBe([0]);
        (await transaction.QueryAsync("SELECT id FROM palinode.journal", r => r.GetGuid(0), default)).ShouldBe([_database.JournalB]);
    }

    [Test]
    public async Task The_context_ends_with_its_transaction_and_does_not_travel_through_the_pool()
    {
        // One connection in the pool: the next user gets the very one that the last gave back.
        await using NpgsqlDataSource single = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.As(DatabaseRoles.Application, DatabaseRoles.ApplicationPassword(TestDatabase.Folder))) { MaxPoolSize = 1 }.ConnectionString);
        await using CaseDatabase cases = new(single);
        int backend;
        await using (ActingTransaction transaction = await cases.BeginAsync(Actor.Person(_database.IntakeOfA)))
        {
            (await EventStore.ReadAsync(transaction, _case)).Count.ShouldBe(1);
            backend = (await transaction.QueryAsync("SELECT pg_backend_pid()", r => r.GetInt32(0), default))[0];
            await transaction.CommitAsync();
        }
        await using (NpgsqlCommand bare = single.CreateCommand("SELECT count(*) FROM palinode.event WHERE pg_backend_pid() = $1"))
        {
            bare.Parameters.Add(new() { Value = backend });
            (await bare.ExecuteScalarAsync()).ShouldBe(0L);
        }
        await using ActingTransaction next = await cases.BeginAsync(Actor.Person(_database.IntakeOfB));
        (await next.QueryAsync("SELECT pg_backend_pid()", r => r.GetInt32(0), default)).ShouldBe([backend]);
        (await EventStore.ReadAsync(next, _case)).ShouldBeEmpty();
    }

    [Test]
    public async Task The_application_can_neither_change_nor_delete_what_is_in_the_log()
    {
        foreach (string sql in (string[])["UPDATE palinode.event SET why = 'x'", "DELETE FROM palinode.event", "TRUNCATE palinode.event CASCADE", "UPDATE palinode.seal SET number = 7", "DELETE FROM palinode.seal",
            "INSERT INTO palinode.seal (number, case_id, sequence, event_hash, previous_hash, hash) VALUES (2, gen_random_uuid(), 1, ''::bytea, ''::bytea, ''::bytea)", "ALTER TABLE palinode.event DISABLE ROW LEVEL SECURITY", "SET ROLE palinode_owner", "DROP TABLE palinode.event"])
        {
            await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));
            (await Should.ThrowAsync<PostgresException>(transaction.ExecuteAsync(sql, default), sql)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
        (await Seen(Actor.Person(_database.IntakeOfA))).ShouldBe(1);
    }

    [Test]
    public async Task Even_the_owner_of_the_tables_cannot_change_the_log()
    {
        await using NpgsqlConnection connection = await _database.Migrator.OpenConnectionAsync();
        foreach (string sql in (string[])["UPDATE palinode.event SET why = 'x'", "DELETE FROM palinode.event", "DELETE FROM palinode.seal"])
        {
            await using NpgsqlCommand command = new($"SET ROLE palinode_owner; {sql}", connection);
            (await Should.ThrowAsync<PostgresException>(command.ExecuteNonQueryAsync())).MessageText.ShouldBe("the log is append-only");
        }
    }

    [Test]
    public async Task Nobody_writes_in_the_name_of_another()
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfA));
        Guid fresh = Guid.NewGuid();
        DateTimeOffset now = EventHash.WholeMicroseconds(DateTimeOffset.UtcNow);
        Digest hash = EventHash.Of(fresh, 1, _database.JournalA, "T", "{}", _database.EditorOfA, now, "", EventHash.OfCase(fresh));
        PostgresException refused = await Should.ThrowAsync<PostgresException>(transaction.ExecuteAsync(
            "INSERT INTO palinode.event (case_id, sequence, journal_id, type, payload, actor_id, occurred_at, why, previous_hash, hash) VALUES ($1, 1, $2, 'T', '{}', $3, $4, '', $5, $6)",
            default, fresh, _database.JournalA, _database.EditorOfA, now, EventHash.OfCase(fresh).ToArray(), hash.ToArray()));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Test]
    public async Task A_foreign_case_cannot_be_continued_and_the_answer_tells_nothing()
    {
        foreach (Guid target in (Guid[])[_case, Guid.NewGuid()])
            foreach (Guid journal in (Guid[])[_database.JournalA, _database.JournalB])
            {
                await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfB));
                (await Should.ThrowAsync<ConcurrentChangeException>(_store.AppendAsync(transaction, target, journal, 1, [new("X", "{}", "")]))).Message.ShouldBe(new ConcurrentChangeException().Message);
            }
        (await Seen(Actor.Person(_database.IntakeOfA))).ShouldBe(1);
    }

    [Test]
    public async Task An_auditor_reads_and_writes_nothing()
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.AuditorOfA));
        await Should.ThrowAsync<ConcurrentChangeException>(_store.AppendAsync(transaction, _case, _database.JournalA, 1, [new("X", "{}", "")]));
    }

    [Test]
    public async Task The_public_form_opens_a_case_in_its_journal_and_does_no_more()
    {
        Guid fresh = Guid.NewGuid();
        await using (ActingTransaction form = await _database.Cases.BeginAsync(Actor.Concern(_database.JournalB)))
        {
            await _store.AppendAsync(form, fresh, _database.JournalB, 0, [new("ConcernReceived", "{}", "")]);
            await form.CommitAsync();
        }
        await using ActingTransaction second = await _database.Cases.BeginAsync(Actor.Concern(_database.JournalB));
        await Should.ThrowAsync<ConcurrentChangeException>(_store.AppendAsync(second, Guid.NewGuid(), _database.JournalA, 0, [new("ConcernReceived", "{}", "")]));
        await using ActingTransaction intake = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfB));
        (await EventStore.ReadAsync(intake, fresh)).Count.ShouldBe(1);
    }

    [Test]
    public async Task A_right_that_is_withdrawn_is_gone_with_the_next_statement()
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.EditorOfA));
        (await EventStore.ReadAsync(transaction, _case)).Count.ShouldBe(1);
        await _database.AsSuperuserAsync("DELETE FROM palinode.membership WHERE person_id = $1", _database.EditorOfA);
        (await EventStore.ReadAsync(transaction, _case)).ShouldBeEmpty();
        await _database.AsSuperuserAsync("UPDATE palinode.person SET disabled_at = now() WHERE id = $1", _database.IntakeOfA);
        (await Seen(Actor.Person(_database.IntakeOfA))).ShouldBe(0);
    }

    [Test]
    public async Task A_person_grants_no_right_to_themself()
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(_database.IntakeOfB));
        PostgresException refused = await Should.ThrowAsync<PostgresException>(transaction.ExecuteAsync(
            "INSERT INTO palinode.membership (person_id, journal_id, role, granted_by) VALUES ($1, $2, 'editor', $1)", default, _database.IntakeOfB, _database.JournalA));
        refused.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }
}

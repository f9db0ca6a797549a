using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Migrations;
using Palinode.Testing;

namespace Palinode.Server.Tests.Storage.Migrations;

/// <summary>A database of every earlier version comes to this one with its data, and is then the same as a new one.</summary>
internal sealed class UpgradeTests
{
    /// <summary>The model: the whole schema in words, kept in the repository. It changes only together with a migration.</summary>
    private static readonly string Model = Path.Combine(SharedMaterial.RepositoryRoot, "tests", "golden", "schema.txt");

    private static IEnumerable<int> Steps => Enumerable.Range(1, Migration.All.Length);

    [Test]
    public async Task The_migrated_schema_is_the_one_of_the_model()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        string schema = await SchemaDescription.OfAsync(database);
        if (schema == (File.Exists(Model) ? await File.ReadAllTextAsync(Model) : "")) return;
        string now = Path.Combine(TestContext.CurrentContext.WorkDirectory, "schema.txt");
        await File.WriteAllTextAsync(now, schema);
        Assert.Fail($"The migrations make another schema than tests/golden/schema.txt says; theirs is {now}. If that is what is meant, it is the new model.");
    }

    /// <summary>Tables that no version ever wrote to, and a later step dropped.</summary>
    private static readonly string[] NeverUsed = ["case_sources"];

    [TestCaseSource(nameof(Steps))]
    public async Task A_database_of_an_earlier_step_keeps_its_data_and_becomes_like_a_new_one(int step)
    {
        await using TestDatabase old = await TestDatabase.CreateAsync(migrated: false);
        await MigrationRunner.RunAsync(old.Migrator, Migration.All[..step], CancellationToken.None);
        await FillAsync(old, step);
        Dictionary<string, List<string>> before = await RowsAsync(old);
        before["journal"].Count.ShouldBe(2);
        if (step >= 2) before["event"].Count.ShouldBe(3);

        await MigrationRunner.RunAsync(old.Migrator, Migration.All, CancellationToken.None);

        Dictionary<string, List<string>> after = await RowsAsync(old);
        foreach ((string table, List<string> rows) in before)
            if (after.TryGetValue(table, out List<string>? now)) await KeptAsync(old, table, rows, now);
            else NeverUsed.ShouldContain(table, "a later step dropped it with its rows");
        await using TestDatabase fresh = await TestDatabase.CreateAsync();
        (await SchemaDescription.OfAsync(old)).ShouldBe(await SchemaDescription.OfAsync(fresh));
        if (step >= 2) (await ChainVerifier.VerifyAsync(old.Migrator, null, CancellationToken.None)).Holds.ShouldBeTrue();
    }

    /// <summary>What people of that version would have left behind.</summary>
    private static async Task FillAsync(TestDatabase database, int step)
    {
        foreach (Guid journal in (Guid[])[database.JournalA, database.JournalB]) await database.AsSuperuserAsync("INSERT INTO palinode.journal (id, title) VALUES ($1, $2)", journal, "An invented journal");
        await database.AsSuperuserAsync("INSERT INTO palinode.person (id) VALUES ($1)", database.IntakeOfA);
        await database.AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, 'intake')", database.IntakeOfA, database.JournalA);
        if (step < 2) return;
        Guid caseId = Guid.NewGuid();
        await using (ActingTransaction transaction = await database.Cases.BeginAsync(Actor.Person(database.IntakeOfA)))
        {
            NewEvent[] events = [new("concern-received/1", """{"channel":"mail","anonymous":true,"mayStateRole":false}""", ""), new("deadline-set/1", """{"deadline":"t1","kind":"acknowledgement","due":"2026-03-01"}""", ""), new("concern-acknowledged/1", "{}", "thanked")];
            await new EventStore(TimeProvider.System).AppendAsync(transaction, caseId, database.JournalA, 0, events);
            await transaction.CommitAsync();
        }
        if (step < 3) return;
        await database.AsSuperuserAsync("INSERT INTO palinode.identity (id, journal_id, kind, wrapped_key, box) VALUES ($1, $2, 'raiser', '\\x01', '\\x02')", Guid.NewGuid(), database.JournalA);
        if (step < 4) return;
        await database.AsSuperuserAsync("INSERT INTO palinode.attachment (id, case_id, journal_id, audience, sha256, size, media_type, name_box, added_by) VALUES ($1, $2, $3, 'case', sha256('x'), 1, 'image/png', '\\x03', $4)",
            Guid.NewGuid(), caseId, database.JournalA, database.IntakeOfA);
        if (step < 5) return;
        await database.AsSuperuserAsync("INSERT INTO palinode.account (person_id, login_key, name_box, stamp) VALUES ($1, sha256('login'), '\\x04', 's')", database.IntakeOfA);
        await database.AsSuperuserAsync("INSERT INTO palinode.session (token_hash, person_id, expires_at) VALUES (sha256('token'), $1, now())", database.IntakeOfA);
        if (step < 6) return;
        await database.AsSuperuserAsync("INSERT INTO palinode.sealed_text (id, case_id, journal_id, audience, wrapped_key, box, created_by) VALUES ($1, $2, $3, 'case', '\\x05', '\\x06', $4)", Guid.NewGuid(), caseId, database.JournalA, database.IntakeOfA);
        await database.AsSuperuserAsync("INSERT INTO palinode.journal_policy (journal_id, version, policy, set_by) VALUES ($1, 1, '{}', $2)", database.JournalA, database.IntakeOfA);
        if (step < 7) return;
        Guid job = Guid.NewGuid();
        await database.AsSuperuserAsync("INSERT INTO palinode.job (id, kind, case_id, journal_id, payload, requested_by, state, ended_at) VALUES ($1, 'screening', $2, $3, '{}', $4, 'done', now())", job, caseId, database.JournalA, database.IntakeOfA);
        await database.AsSuperuserAsync("INSERT INTO palinode.job_file (job_id, case_id, journal_id, path, sha256, size, media_type) VALUES ($1, $2, $3, 'result.json', sha256('r'), 1, 'application/json')", job, caseId, database.JournalA);
        if (step < 8) return;
        await database.AsSuperuserAsync("INSERT INTO palinode.api_token (id, token_hash, person_id, name_box, scopes, created_at, expires_at) VALUES ($1, sha256('key'), $2, '\\x07', '{read:cases}', now(), now())", Guid.NewGuid(), database.IntakeOfA);
        if (step < 9) return;
        await database.AsSuperuserAsync("INSERT INTO palinode.outbox (id, case_id, journal_id, audience, kind, state, due_at, created_by, created_at) VALUES ($1, $2, $3, 'case', 'query', 'sent', now(), $4, now())", Guid.NewGuid(), caseId, database.JournalA, database.IntakeOfA);
        if (step < 11) return;
        await database.AsSuperuserAsync("INSERT INTO palinode.journal_house (journal_id, version, house, set_by) VALUES ($1, 1, '{}', $2)", database.JournalA, database.IntakeOfA);
    }

    /// <summary>All rows as JSON, by table.</summary>
    private static async Task<Dictionary<string, List<string>>> RowsAsync(TestDatabase database)
    {
        Dictionary<string, List<string>> rows = [];
        await using NpgsqlConnection connection = await database.SuperuserAsync();
        foreach (string table in await StringsAsync(connection, "SELECT relname::text FROM pg_class WHERE relnamespace = 'palinode'::regnamespace AND relkind = 'r' AND relname <> 'migration'"))
            rows[table] = await StringsAsync(connection, $"SELECT to_jsonb(t)::text FROM palinode.\"{table}\" t ORDER BY 1");
        return rows;
    }

    private static async Task KeptAsync(TestDatabase database, string table, List<string> before, List<string> after)
    {
        await using NpgsqlConnection connection = await database.SuperuserAsync();
        foreach (string row in before)
        {
            await using NpgsqlCommand contained = new("SELECT EXISTS (SELECT FROM unnest($1) AS now WHERE now::jsonb @> $2::jsonb)", connection) { Parameters = { new() { Value = after.ToArray() }, new() { Value = row } } };
            (await contained.ExecuteScalarAsync()).ShouldBe(true, $"a row of {table} changed or went");
        }
    }

    private static async Task<List<string>> StringsAsync(NpgsqlConnection connection, string sql)
    {
        List<string> strings = [];
        await using NpgsqlCommand command = new(sql, connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) strings.Add(reader.GetString(0));
        return strings;
    }
}

using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Tests.Storage;

/// <summary>Direct SQL under the application's role, over whatever tables there are: nobody reads of a journal that is not theirs.</summary>
internal sealed class EveryTableTests
{
    private TestDatabase _database = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _database = await TestDatabase.CreateAsync();
        EventStore store = new(TimeProvider.System);
        foreach ((Guid journal, Guid intake) in ((Guid, Guid)[])[(_database.JournalA, _database.IntakeOfA), (_database.JournalB, _database.IntakeOfB)])
        {
            await using ActingTransaction transaction = await _database.Cases.BeginAsync(Actor.Person(intake));
            Guid file = Guid.NewGuid();
            await store.AppendAsync(transaction, file, journal, 0, [new("ConcernReceived", "{}", "")]);
            await transaction.ExecuteAsync("INSERT INTO palinode.attachment (id, case_id, journal_id, audience, sha256, size, media_type, name_box, added_by) VALUES (gen_random_uuid(), $1, $2, 'case', sha256(''::bytea), 1, 'image/png', '', $3)", default, file, journal, intake);
            await transaction.ExecuteAsync("INSERT INTO palinode.job (id, kind, case_id, journal_id, requested_by, payload) VALUES (gen_random_uuid(), 'screening', $1, $2, $3, '{}')", default, file, journal, intake);
            foreach (string kind in (string[])["raiser", "author"]) await transaction.ExecuteAsync("INSERT INTO palinode.identity (id, journal_id, kind, wrapped_key, box) VALUES (gen_random_uuid(), $1, $2, '', '')", default, journal, kind);
            await transaction.CommitAsync();
        }
        await _database.AsSuperuserAsync("INSERT INTO palinode.job_file (job_id, case_id, journal_id, path, sha256, size, media_type) SELECT id, case_id, journal_id, 'findings.json', sha256(''::bytea), 1, 'text/plain' FROM palinode.job");
        // What people have for themselves.
        await _database.AsSuperuserAsync("INSERT INTO palinode.account (person_id, login_key, name_box, stamp) SELECT id, sha256(uuid_send(id)), '', '' FROM palinode.person");
        await _database.AsSuperuserAsync("INSERT INTO palinode.session (token_hash, person_id, expires_at) SELECT sha256(uuid_send(id)), id, now() + interval '1 hour' FROM palinode.person");
        await _database.AsSuperuserAsync("INSERT INTO palinode.api_token (id, token_hash, person_id, name_box, scopes, created_at, expires_at) SELECT gen_random_uuid(), sha256(uuid_send(id)), id, '', '{screen}', now(), now() + interval '1 hour' FROM palinode.person");
        await _database.AsSuperuserAsync("INSERT INTO palinode.recovery_code (person_id, code_hash) SELECT id, sha256(uuid_send(id)) FROM palinode.person");
        await _database.AsSuperuserAsync("INSERT INTO palinode.passkey (credential_id, person_id, name_box, public_key, created_at, sign_count, transports, user_verified, backup_eligible, backed_up, attestation_object, client_data) SELECT uuid_send(id), id, '', '', now(), 0, '{}', true, true, true, '', '' FROM palinode.person");
        await _database.AsSuperuserAsync("INSERT INTO palinode.invitation (token_hash, purpose, journal_id, role, invited_by, expires_at) SELECT sha256(uuid_send(journal_id)), 'join', journal_id, 'editor', person_id, now() + interval '1 hour' FROM palinode.membership WHERE role = 'intake'");
    }

    [OneTimeTearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    private Task<string[]> TablesAsync() => _database.AskSuperuserAsync<string[]>("SELECT array_agg(relname::text ORDER BY relname) FROM pg_class WHERE relnamespace = 'palinode'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')");

    [Test]
    public async Task Every_table_forces_row_level_security_and_has_policies_and_there_are_no_views_around_it()
    {
        (await _database.AskSuperuserAsync<string>("""
            SELECT coalesce(string_agg(c.relname, ', '), '') FROM pg_class c WHERE c.relnamespace = 'palinode'::regnamespace AND c.relname <> 'migration' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
            AND NOT (c.relkind IN ('r', 'p') AND c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
            """)).ShouldBeEmpty();
        (await _database.AskSuperuserAsync<bool>("SELECT has_table_privilege('palinode_application', 'palinode.migration', 'SELECT, INSERT, UPDATE, DELETE')")).ShouldBeFalse();
    }

    [Test]
    public async Task No_policy_of_the_application_lets_everybody_through()
    {
        (await _database.AskSuperuserAsync<string>("SELECT coalesce(string_agg(tablename || '.' || policyname, ', '), '') FROM pg_policies WHERE schemaname = 'palinode' AND NOT ('palinode_owner' = ANY (roles)) AND (qual = 'true' OR with_check = 'true' OR 'public' = ANY (roles))")).ShouldBeEmpty();
        (await _database.AskSuperuserAsync<string>("SELECT coalesce(string_agg(p.proname, ', '), '') FROM pg_proc p WHERE p.pronamespace = 'palinode'::regnamespace AND p.prosecdef AND NOT coalesce('search_path=pg_catalog' = ANY (p.proconfig), false)")).ShouldBeEmpty("functions of the owner look names up where they say");
    }

    [Test]
    public async Task Without_a_context_no_table_shows_a_row()
    {
        foreach (string table in await TablesAsync())
        {
            await using NpgsqlCommand command = _database.Application.CreateCommand($"SELECT count(*) FROM palinode.\"{table}\"");
            try
            {
                (await command.ExecuteScalarAsync()).ShouldBe(0L, table);
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                // Not even the right to ask.
            }
        }
    }

    [Test]
    public async Task A_person_reads_no_row_of_a_foreign_journal_or_of_a_stranger_in_any_table()
    {
        foreach (string table in await TablesAsync())
        {
            string text = await AllAsync(table, Actor.Person(_database.IntakeOfB));
            foreach (Guid foreign in (Guid[])[_database.JournalA, _database.IntakeOfA, _database.EditorOfA, _database.AuditorOfA]) text.ShouldNotContain(foreign.ToString(), Case.Insensitive, table);
        }
    }

    [Test]
    public async Task Secrets_of_a_person_are_for_nobody_else_of_the_same_journal()
    {
        foreach (string table in (string[])["session", "api_token", "recovery_code", "passkey", "passkey_question", "invitation"])
        {
            string text = await AllAsync(table, Actor.Person(_database.EditorOfA));
            foreach (Guid colleague in (Guid[])[_database.IntakeOfA, _database.AuditorOfA, _database.IntakeOfB]) text.ShouldNotContain(colleague.ToString(), Case.Insensitive, table);
        }
    }

    /// <summary>Two connections, forty people's worth of transactions in turn and at once: each sees its own.</summary>
    [Test]
    public async Task Interleaved_contexts_in_the_pool_do_not_mix()
    {
        await using NpgsqlDataSource two = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_database.As(DatabaseRoles.Application, DatabaseRoles.ApplicationPassword(TestDatabase.Folder))) { MaxPoolSize = 2 }.ConnectionString);
        await using CaseDatabase cases = new(two);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            (Guid person, Guid[] journals) = (i % 3) switch { 0 => (_database.IntakeOfA, [_database.JournalA]), 1 => (_database.IntakeOfB, [_database.JournalB]), _ => (Guid.NewGuid(), Array.Empty<Guid>()) };
            await using ActingTransaction transaction = await cases.BeginAsync(Actor.Person(person));
            (await transaction.QueryAsync("SELECT DISTINCT journal_id FROM palinode.event", r => r.GetGuid(0), default)).ShouldBe(journals);
            if (i % 4 == 0) await Should.ThrowAsync<PostgresException>(transaction.ExecuteAsync("SELECT 1 / 0", default));
            else if (i % 4 == 1) await transaction.CommitAsync();
        }));
    }

    private async Task<string> AllAsync(string table, Actor actor)
    {
        await using ActingTransaction transaction = await _database.Cases.BeginAsync(actor);
        try
        {
            return string.Join('\n', await transaction.QueryAsync($"SELECT t::text FROM palinode.\"{table}\" t", r => r.GetString(0), default));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return "";
        }
    }
}

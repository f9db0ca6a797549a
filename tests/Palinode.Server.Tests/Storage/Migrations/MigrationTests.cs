using Npgsql;
using Palinode.Server.Storage.Migrations;

namespace Palinode.Server.Tests.Storage.Migrations;

internal sealed class MigrationTests
{
    private TestDatabase _database = null!;

    [SetUp] public async Task Open() => _database = await TestDatabase.CreateAsync(migrated: false);

    [TearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    private Task<int> Run(IReadOnlyList<Migration> steps) => MigrationRunner.RunAsync(_database.Migrator, steps, CancellationToken.None);

    [Test]
    public async Task Steps_are_taken_once_and_in_order()
    {
        Migration[] steps = [new(1, "first", "CREATE TABLE palinode.a (x int)"), new(2, "second", "ALTER TABLE palinode.a ADD y int")];
        (await Run(steps[..1])).ShouldBe(1);
        (await Run(steps)).ShouldBe(1);
        (await Run(steps)).ShouldBe(0);
        (await _database.AskSuperuserAsync<long>("SELECT count(*) FROM information_schema.columns WHERE table_schema = 'palinode' AND table_name = 'a'")).ShouldBe(2);
    }

    [Test]
    public async Task A_step_that_fails_leaves_nothing_behind()
    {
        await Should.ThrowAsync<PostgresException>(Run([new(1, "half", "CREATE TABLE palinode.a (x int); SELECT 1 / 0")]));
        (await _database.AskSuperuserAsync<long>("SELECT count(*) FROM information_schema.tables WHERE table_schema = 'palinode' AND table_name = 'a'")).ShouldBe(0);
        (await Run([new(1, "half", "CREATE TABLE palinode.a (x int)")])).ShouldBe(1);
    }

    [Test]
    public async Task A_changed_step_is_refused_with_one_line()
    {
        await Run([new(1, "first", "CREATE TABLE palinode.a (x int)")]);
        InputException refused = await Should.ThrowAsync<InputException>(Run([new(1, "first", "CREATE TABLE palinode.a (x bigint)")]));
        refused.Message.ShouldContain("another step 0001 (first)");
        refused.Message.ShouldNotContain("\n");
    }

    [Test]
    public async Task A_database_of_a_newer_version_is_refused_with_one_line()
    {
        Migration[] steps = [new(1, "first", "SELECT 1"), new(2, "second", "SELECT 2")];
        await Run(steps);
        (await Should.ThrowAsync<InputException>(Run(steps[..1]))).Message.ShouldContain("at step 0002, and this Palinode knows steps up to 0001");
    }

    [Test]
    public async Task Several_who_start_at_once_migrate_once()
    {
        int[] taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Run(Migration.All)));
        taken.Sum().ShouldBe(Migration.All.Length);
    }

    [Test]
    public async Task Every_table_has_forced_row_level_security_and_belongs_to_the_owner()
    {
        await Run(Migration.All);
        const string wrong = """
            SELECT coalesce(string_agg(c.relname, ', '), '') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_roles r ON r.oid = c.relowner
            WHERE n.nspname = 'palinode' AND c.relkind = 'r' AND c.relname <> 'migration' AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND r.rolname = 'palinode_owner')
            """;
        (await _database.AskSuperuserAsync<string>(wrong)).ShouldBeEmpty();
    }

    [Test]
    public async Task The_roles_cannot_bypass_policies()
    {
        await Run(Migration.All);
        (await _database.AskSuperuserAsync<long>("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'palinode%' AND rolname <> 'palinode_cluster' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)")).ShouldBe(0);
        (await _database.AskSuperuserAsync<bool>("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'palinode_owner'")).ShouldBeFalse();
    }
}

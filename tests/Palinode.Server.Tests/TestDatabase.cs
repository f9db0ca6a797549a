using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Migrations;

namespace Palinode.Server.Tests;

/// <summary>A database of its own for one fixture, migrated, with two journals and people who work for one of them.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name;

    private TestDatabase(string name)
    {
        _name = name;
        Migrator = NpgsqlDataSource.Create(As(DatabaseRoles.Migrator, DatabaseRoles.MigratorPassword(Folder)));
        Application = NpgsqlDataSource.Create(As(DatabaseRoles.Application, DatabaseRoles.ApplicationPassword(Folder)));
        Cases = new CaseDatabase(Application);
    }

    public static ServiceFolder Folder => SharedCluster.Folder;

    public NpgsqlDataSource Migrator { get; }

    /// <summary>The application's role without any context, as a mistake in the code would use it.</summary>
    public NpgsqlDataSource Application { get; }

    public CaseDatabase Cases { get; }

    public Guid JournalA { get; } = Guid.NewGuid();
    public Guid JournalB { get; } = Guid.NewGuid();

    /// <summary>Takes concerns in for journal A, and for no other.</summary>
    public Guid IntakeOfA { get; } = Guid.NewGuid();

    /// <summary>Edits for journal A; sees no raiser.</summary>
    public Guid EditorOfA { get; } = Guid.NewGuid();

    /// <summary>Reads journal A.</summary>
    public Guid AuditorOfA { get; } = Guid.NewGuid();

    /// <summary>Takes concerns in for journal B, and for no other.</summary>
    public Guid IntakeOfB { get; } = Guid.NewGuid();

    /// <param name="migrated">Otherwise empty, for tests of the migrations themselves.</param>
    public static async Task<TestDatabase> CreateAsync(bool migrated = true)
    {
        SharedCluster.Require();
        TestDatabase database = new($"t{Guid.NewGuid():N}");
        if (!migrated)
        {
            await MakeAsync(admin => DatabaseRoles.CreateDatabaseAsync(admin, database._name, CancellationToken.None));
            return database;
        }
        string template = await Template.Value;
        await MakeAsync(async admin =>
        {
            // Files are copied as they are, which is faster here than writing every page to the log.
            await using NpgsqlCommand copy = new($"CREATE DATABASE \"{database._name}\" OWNER {DatabaseRoles.Owner} TEMPLATE \"{template}\" STRATEGY FILE_COPY", admin);
            await copy.ExecuteNonQueryAsync();
            await DatabaseRoles.EnterAsync(admin, database._name, CancellationToken.None);
        });
        await database.AsSuperuserAsync("INSERT INTO palinode.journal (id, title) SELECT j, 'Journal ' || replace(j::text, '-', '') FROM unnest($1) j", (object)(Guid[])[database.JournalA, database.JournalB]);
        Guid[] people = [database.IntakeOfA, database.EditorOfA, database.AuditorOfA, database.IntakeOfB];
        await database.AsSuperuserAsync("INSERT INTO palinode.person (id) SELECT unnest($1)", (object)people);
        await database.AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) SELECT * FROM unnest($1, $2, $3)",
            people, (Guid[])[database.JournalA, database.JournalA, database.JournalA, database.JournalB], (string[])["intake", "editor", "auditor", "intake"]);
        return database;
    }

    /// <summary>Migrated once a run; each test's database is a copy. Nobody stays connected to it, or it could not be copied.</summary>
    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        const string name = "template_migrated";
        await MakeAsync(admin => DatabaseRoles.CreateDatabaseAsync(admin, name, CancellationToken.None));
        await using NpgsqlDataSource migrator = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(SharedCluster.Admin.ConnectionString) { Database = name, Username = DatabaseRoles.Migrator, Password = DatabaseRoles.MigratorPassword(Folder), Pooling = false }.ConnectionString);
        await MigrationRunner.RunAsync(migrator, Migration.All, CancellationToken.None);
        return name;
    });

    private static async Task MakeAsync(Func<NpgsqlConnection, Task> make)
    {
        await using NpgsqlConnection admin = new(SharedCluster.Admin.ConnectionString);
        await admin.OpenAsync();
        await make(admin);
    }

    /// <summary>A statement that no policy holds back: what somebody with the whole machine in hand could do.</summary>
    public async Task<int> AsSuperuserAsync(string sql, params object[] parameters)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(SharedCluster.Admin.ConnectionString) { Database = _name }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>A connection that no policy holds back; the caller closes it.</summary>
    public async Task<NpgsqlConnection> SuperuserAsync()
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(SharedCluster.Admin.ConnectionString) { Database = _name }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>A query that no policy holds back.</summary>
    public async Task<T> AskSuperuserAsync<T>(string sql)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(SharedCluster.Admin.ConnectionString) { Database = _name }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public string As(string role, string password) =>
        new NpgsqlConnectionStringBuilder(SharedCluster.Admin.ConnectionString) { Database = _name, Username = role, Password = password, Pooling = true, MaxPoolSize = 8 }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await Cases.DisposeAsync();
        await Migrator.DisposeAsync();
        await using NpgsqlConnection admin = new(SharedCluster.Admin.ConnectionString);
        await admin.OpenAsync();
        await using NpgsqlCommand drop = new($"DROP DATABASE \"{_name}\" WITH (FORCE)", admin);
        await drop.ExecuteNonQueryAsync();
    }
}

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

    public static async Task<TestDatabase> CreateAsync(bool migrated = true)
    {
        SharedCluster.Require();
        TestDatabase database = new($"t{Guid.NewGuid():N}");
        await using (NpgsqlConnection admin = new(SharedCluster.Admin.ConnectionString))
        {
            await admin.OpenAsync();
            await DatabaseRoles.CreateDatabaseAsync(admin, database._name, CancellationToken.None);
        }
        if (!migrated) return database;
        await MigrationRunner.RunAsync(database.Migrator, Migration.All, CancellationToken.None);
        foreach (Guid journal in (Guid[])[database.JournalA, database.JournalB]) await database.AsSuperuserAsync("INSERT INTO palinode.journal (id, title) VALUES ($1, $2)", journal, $"Journal {journal:N}");
        foreach ((Guid person, Guid journal, string role) in ((Guid, Guid, string)[])[(database.IntakeOfA, database.JournalA, "intake"), (database.EditorOfA, database.JournalA, "editor"), (database.AuditorOfA, database.JournalA, "auditor"), (database.IntakeOfB, database.JournalB, "intake")])
        {
            await database.AsSuperuserAsync("INSERT INTO palinode.person (id) VALUES ($1)", person);
            await database.AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, $3)", person, journal, role);
        }
        return database;
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

using Npgsql;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;
using Palinode.Server.Storage.Migrations;

namespace Palinode.Server.Storage;

/// <summary>
/// The storage of one service, open: its folder, its PostgreSQL (started here when nobody else has), the schema of this version, and the
/// ways in.
/// </summary>
internal sealed class ServiceStorage : IAsyncDisposable
{
    /// <summary>The database in a cluster of our own.</summary>
    public const string DatabaseName = "palinode";

    private readonly FileStream? _lock;

    private ServiceStorage(ServiceFolder folder, FileStream? held, PrivateCluster? cluster, NpgsqlConnectionStringBuilder admin)
    {
        (Folder, _lock, Cluster, Admin) = (folder, held, cluster, admin);
        Migrator = NpgsqlDataSource.Create(As(admin, DatabaseRoles.Migrator, DatabaseRoles.MigratorPassword(folder), pool: 4));
        Cases = new CaseDatabase(NpgsqlDataSource.Create(ForApplication(folder, admin, pool: 60)));
    }

    public ServiceFolder Folder { get; }

    /// <summary>The server that runs for this process alone; null when it is the user's, or another process's.</summary>
    public PrivateCluster? Cluster { get; }

    /// <summary>A role that may make roles and databases, and nothing of the service uses after the start.</summary>
    public NpgsqlConnectionStringBuilder Admin { get; }

    /// <summary>The role that may become the owner: migrations, verification and backup.</summary>
    public NpgsqlDataSource Migrator { get; }

    /// <summary>The application's role.</summary>
    public CaseDatabase Cases { get; }

    /// <summary>Opens the storage for a service, which has it alone.</summary>
    /// <exception cref="InputException">Another service has it, or it cannot be opened.</exception>
    public static Task<ServiceStorage> OpenForServiceAsync(ServiceLocation location, CancellationToken stop) => OpenAsync(location, alone: true, migrate: true, stop);

    /// <summary>Opens the storage without making a schema: for a restore.</summary>
    public static Task<ServiceStorage> OpenEmptyAsync(ServiceLocation location, CancellationToken stop) => OpenAsync(location, alone: true, migrate: false, stop);

    /// <summary>Opens the storage for a verb, whether or not a service is running on it.</summary>
    public static Task<ServiceStorage> OpenBesideAsync(ServiceLocation location, CancellationToken stop) => OpenAsync(location, alone: false, migrate: true, stop);

    /// <summary>The application's way in alone: for a worker, which has neither the rights nor the need for more, and starts no PostgreSQL.</summary>
    public static (ServiceFolder Folder, CaseDatabase Cases) OpenForWorker(ServiceLocation location)
    {
        ServiceFolder folder = new(location.Data ?? ServiceFolder.Default());
        if (!Directory.Exists(location.Database is null ? folder.Cluster : folder.Secrets))
            throw new InputException($"{folder.FullName}: there is no service's data in this folder; name it with --data.");
        NpgsqlConnectionStringBuilder place = location.Database is null ? PrivateCluster.Address(folder) : Parse(location.Database);
        if (location.Database is null) place.Database = DatabaseName;
        return (folder, new CaseDatabase(NpgsqlDataSource.Create(ForApplication(folder, place, pool: 8))));
    }

    private static string ForApplication(ServiceFolder folder, NpgsqlConnectionStringBuilder place, int pool) =>
        As(place, DatabaseRoles.Application, DatabaseRoles.ApplicationPassword(folder), pool);

    private static async Task<ServiceStorage> OpenAsync(ServiceLocation location, bool alone, bool migrate, CancellationToken stop)
    {
        ServiceFolder folder = new(location.Data ?? ServiceFolder.Default());
        if (!alone && !Directory.Exists(location.Database is null ? folder.Cluster : folder.Secrets))
            throw new InputException($"{folder.FullName}: there is no service's data in this folder; name it with --data.");
        FileStream? held = folder.TryLock();
        PrivateCluster? cluster = null;
        ServiceStorage? storage = null;
        try
        {
            if (alone && held is null) throw new InputException($"{folder.FullName}: another palinode is at work on this data folder; stop it first, or choose another with --data.");
            NpgsqlConnectionStringBuilder admin = location.Database is null ? PrivateCluster.Address(folder) : Parse(location.Database);
            if (location.Database is null && held is not null)
            {
                cluster = new PrivateCluster(folder, PostgresPrograms.Find());
                await cluster.StartAsync(stop);
            }
            if (location.Database is null) (admin.Username, admin.Password) = (PrivateCluster.Superuser, SecretFile.Password(Path.Combine(folder.Secrets, "cluster.password")));
            if (held is not null) await PrepareAsync(folder, admin, location.Database is null, stop);
            if (location.Database is null) admin.Database = DatabaseName;
            storage = new ServiceStorage(folder, held, cluster, admin);
            if (held is not null && migrate) await MigrationRunner.RunAsync(storage.Migrator, Migration.All, stop);
            if (held is not null && migrate) await storage.RequireMasterKeyAsync(stop);
            return storage;
        }
        catch (Exception e)
        {
            if (storage is not null)
            {
                await storage.DisposeAsync();
            }
            else
            {
                if (cluster is not null) await cluster.DisposeAsync();
                if (held is not null) await held.DisposeAsync();
            }
            if (e is NpgsqlException and not PostgresException || e is PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidCatalogName })
                throw new InputException($"The database cannot be used: {e.Message}", e);
            throw;
        }
    }

    /// <summary>A service that has people had a master key. A new one in its place would open nothing of theirs, and what it seals from then on would be lost when the right one is put back.</summary>
    private async Task RequireMasterKeyAsync(CancellationToken stop)
    {
        string key = MasterKey.PathIn(Folder);
        if (File.Exists(key)) return;
        await using NpgsqlConnection connection = await Migrator.OpenConnectionAsync(stop);
        await using (NpgsqlCommand role = new($"SET ROLE {DatabaseRoles.Owner}", connection)) await role.ExecuteNonQueryAsync(stop);
        await using NpgsqlCommand any = new("SELECT EXISTS (SELECT FROM palinode.account) OR EXISTS (SELECT FROM palinode.identity) OR EXISTS (SELECT FROM palinode.sealed_text) OR EXISTS (SELECT FROM palinode.attachment)", connection);
        bool needed = await any.ExecuteScalarAsync(stop) is true;
        await using (NpgsqlCommand back = new("RESET ROLE", connection)) await back.ExecuteNonQueryAsync(stop);
        if (needed) throw new InputException($"{key}: the master key is not there, and nothing of the service opens without it; put the file back, or restore a backup.");
    }

    private static async Task PrepareAsync(ServiceFolder folder, NpgsqlConnectionStringBuilder admin, bool ours, CancellationToken stop)
    {
        NpgsqlConnectionStringBuilder unpooled = new(admin.ConnectionString) { Pooling = false };
        await using NpgsqlConnection connection = new(unpooled.ConnectionString);
        await connection.OpenAsync(stop);
        await DatabaseRoles.PrepareAsync(connection, folder, stop);
        if (ours) await DatabaseRoles.CreateDatabaseAsync(connection, DatabaseName, stop);
        else await DatabaseRoles.EnterAsync(connection, connection.Database, stop);
    }

    private static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection) is { Host: not null, Database: not null } builder ? builder
                : throw new InputException("--database needs a connection string with Host, Database, Username and Password.");
        }
        catch (ArgumentException)
        {
            // The text itself is not repeated: it holds a password.
            throw new InputException("--database is not a connection string; write it like \"Host=db.example;Database=palinode;Username=…;Password=…\".");
        }
    }

    private static string As(NpgsqlConnectionStringBuilder place, string role, string password, int pool) =>
        new NpgsqlConnectionStringBuilder(place.ConnectionString) { Username = role, Password = password, MaxPoolSize = pool, ApplicationName = "palinode", IncludeErrorDetail = false, Pooling = true }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await Cases.DisposeAsync();
        await Migrator.DisposeAsync();
        if (Cluster is not null) await Cluster.DisposeAsync();
        if (_lock is not null) await _lock.DisposeAsync();
    }
}

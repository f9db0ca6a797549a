using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Tests;

/// <summary>One PostgreSQL for all tests of this assembly, in a temporary folder; tests are skipped where it is not installed.</summary>
[SetUpFixture]
internal sealed class SharedCluster
{
    private static string? _missing;
    private static PrivateCluster? _cluster;

    public static ServiceFolder Folder { get; private set; } = null!;

    public static NpgsqlConnectionStringBuilder Admin => new(PrivateCluster.Address(Folder).ConnectionString) { Username = PrivateCluster.Superuser, Password = _cluster!.SuperuserPassword, Pooling = false };

    /// <summary>Without waiting for the disk: no test here is about power cuts.</summary>
    public static IReadOnlyDictionary<string, string> Hasty { get; } = new Dictionary<string, string> { ["fsync"] = "off", ["full_page_writes"] = "off", ["shared_buffers"] = "32MB" };

    /// <summary>A path short enough for a unix socket.</summary>
    public static string NewFolder() => Path.Combine("/tmp", $"pn-{Guid.NewGuid().ToString("N")[..10]}");

    public static void Require()
    {
        if (_missing is not null) Assert.Ignore($"skipped: {_missing}");
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        try
        {
            PostgresPrograms programs = PostgresPrograms.Find();
            Folder = new ServiceFolder(NewFolder());
            Folder.Create();
            _cluster = new PrivateCluster(Folder, programs, Hasty);
        }
        catch (InputException e)
        {
            _missing = e.Message;
            return;
        }
        await _cluster.StartAsync(CancellationToken.None);
        await using NpgsqlConnection connection = new(Admin.ConnectionString);
        await connection.OpenAsync();
        await DatabaseRoles.PrepareAsync(connection, Folder, CancellationToken.None);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_cluster is null) return;
        await _cluster.StopAsync();
        Directory.Delete(Folder.FullName, recursive: true);
    }
}

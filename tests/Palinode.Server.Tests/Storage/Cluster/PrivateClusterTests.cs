using System.Diagnostics;
using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Tests.Storage.Cluster;

internal sealed class PrivateClusterTests
{
    private ServiceFolder _folder = null!;

    [SetUp]
    public void Open()
    {
        SharedCluster.Require();
        _folder = new ServiceFolder(SharedCluster.NewFolder());
        _folder.Create();
    }

    [TearDown]
    public void Close()
    {
        if (_folder is not null && Directory.Exists(_folder.FullName)) Directory.Delete(_folder.FullName, recursive: true);
    }

    private PrivateCluster New() => new(_folder, PostgresPrograms.Find(), SharedCluster.Hasty);

    private async Task<int> Ask(PrivateCluster cluster)
    {
        NpgsqlConnectionStringBuilder address = PrivateCluster.Address(_folder);
        (address.Username, address.Password, address.Pooling) = (PrivateCluster.Superuser, cluster.SuperuserPassword, false);
        await using NpgsqlConnection connection = new(address.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("SELECT 42", connection);
        return (int)(await command.ExecuteScalarAsync())!;
    }

    [Test]
    public async Task What_a_killed_service_or_a_killed_server_left_is_cleared_away_by_the_next_start()
    {
        await using PrivateCluster first = New();
        await first.StartAsync(CancellationToken.None);
        int id = first.ProcessId;
        // As after kill -9 of the service: nobody stopped the server.
        await using PrivateCluster second = New();
        await second.StartAsync(CancellationToken.None);
        await first.Ended;
        second.ProcessId.ShouldNotBe(id);
        (await Ask(second)).ShouldBe(42);
        // As after kill -9 of the server: its note of a process that is gone lies in the folder.
        Process.GetProcessById(second.ProcessId).Kill();
        await second.Ended;
        File.Exists(Path.Combine(_folder.Cluster, "postmaster.pid")).ShouldBeTrue();
        await second.StartAsync(CancellationToken.None);
        (await Ask(second)).ShouldBe(42);
        await second.StopAsync();
        File.Exists(Path.Combine(_folder.Cluster, "postmaster.pid")).ShouldBeFalse();
    }

    [Test]
    public async Task Nothing_listens_on_the_network_and_a_password_is_needed()
    {
        await using PrivateCluster cluster = New();
        await cluster.StartAsync(CancellationToken.None);
        NpgsqlConnectionStringBuilder address = PrivateCluster.Address(_folder);
        (address.Username, address.Password, address.Pooling) = (PrivateCluster.Superuser, "wrong", false);
        await using NpgsqlConnection connection = new(address.ConnectionString);
        (await Should.ThrowAsync<PostgresException>(connection.OpenAsync())).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        (await File.ReadAllLinesAsync(Path.Combine(_folder.Cluster, "postmaster.pid")))[5].Trim().ShouldBeEmpty("the address that it listens on");
        foreach (string secret in Directory.GetFiles(_folder.Secrets)) File.GetUnixFileMode(secret).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    public void Without_postgresql_one_line_says_what_to_do()
    {
        string message = Should.Throw<InputException>(() => PostgresPrograms.Find("/nowhere")).Message;
        message.ShouldContain("install the package postgresql");
        message.ShouldContain("--database");
    }

    [Test]
    public void A_folder_too_deep_for_a_socket_is_refused_with_one_line() =>
        Should.Throw<InputException>(() => new ServiceFolder("/tmp/" + new string('x', 100))).Message.ShouldContain("too long");

    [Test]
    public void A_secret_that_others_can_read_is_refused()
    {
        string path = Path.Combine(_folder.Secrets, "key");
        byte[] key = SecretFile.Key(path);
        SecretFile.Key(path).ShouldBe(key);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Should.Throw<InputException>(() => SecretFile.Key(path)).Message.ShouldContain("chmod 600");
    }

    [TestCase("nonsense")]
    [TestCase("Database=x;Password=hunter2")]
    [TestCase("Port=hunter2;Host=h;Database=d")]
    public async Task A_connection_string_that_cannot_be_used_is_refused_and_not_repeated(string connection)
    {
        string message = (await Should.ThrowAsync<InputException>(ServiceStorage.OpenForServiceAsync(new(_folder.FullName, connection), CancellationToken.None))).Message;
        message.ShouldStartWith("--database");
        message.ShouldNotContain("hunter2");
    }

    [Test]
    public async Task A_verb_beside_no_service_makes_none()
    {
        Directory.Delete(_folder.FullName, recursive: true);
        (await Should.ThrowAsync<InputException>(ServiceStorage.OpenBesideAsync(new(_folder.FullName), CancellationToken.None))).Message.ShouldContain("there is no service's data");
        Directory.Exists(_folder.FullName).ShouldBeFalse();
    }
}

using System.Net;
using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Tests.Hosting;

/// <summary>A PostgreSQL of the user's own: another server, and a user in it who owns a database and may make roles, and nothing more.</summary>
internal sealed class UsersDatabaseTests
{
    private readonly string _theirs = SharedCluster.NewFolder(), _ours = SharedCluster.NewFolder(), _again = SharedCluster.NewFolder();

    [TearDown]
    public void Remove()
    {
        foreach (string folder in (string[])[_theirs, _ours, _again]) if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_service_works_on_it_is_backed_up_from_it_and_restored_into_another()
    {
        SharedCluster.Require();
        ServiceFolder theirs = new(_theirs);
        theirs.Create();
        await using PrivateCluster server = new(theirs, PostgresPrograms.Find(), SharedCluster.Hasty);
        await server.StartAsync(default);
        NpgsqlConnectionStringBuilder admin = new(PrivateCluster.Address(theirs).ConnectionString) { Username = PrivateCluster.Superuser, Password = server.SuperuserPassword, Pooling = false };
        foreach (string command in (string[])["CREATE ROLE clerk LOGIN CREATEROLE PASSWORD 'of the users own'", "CREATE DATABASE records OWNER clerk TEMPLATE template0 ENCODING 'UTF8'", "CREATE DATABASE records2 OWNER clerk TEMPLATE template0 ENCODING 'UTF8'"])
            await DoAsync(admin, command);
        ServiceLocation Location(string folder, string database) => new(folder, new NpgsqlConnectionStringBuilder(admin.ConnectionString) { Database = database, Username = "clerk", Password = "of the users own" }.ConnectionString);
        ServiceLocation records = Location(_ours, "records");
        await using RunningService service = await RunningService.StartAsync(_ours, database: records.Database);
        using Visitor ada = new(service), ines = new(service), reader = new(service);
        await ada.SignUpAsync(service.SignUp!, "ada@example.org", "Ada Example");
        string journal = (await ada.PostAsync("/journals", ("title", "Annals of Examples"))).Body["/journals/".Length..^"/people".Length];
        await ines.SignUpAsync(Visitor.LinkIn(await ada.PostAsync($"/journals/{journal}/invitations", ("role", "intake"))), "ines@example.org", "Ines Example");
        (await reader.PostAsync($"/concern/{journal}", ("article", "10.5555/example.1"), ("text", "Two panels appear unexpectedly similar."))).Status.ShouldBe(HttpStatusCode.OK);
        (await ines.GetAsync("/")).Body.ShouldContain("article not identified");
        (await ada.GetAsync("/")).Body.ShouldNotContain("article not identified");
        string backup = Path.Combine(_theirs, "service.backup"), recoveryKey = await Service.BackupAsync(records, backup, default);
        Directory.Exists(Path.Combine(_ours, "cluster")).ShouldBeFalse("no PostgreSQL of our own");
        await service.StopAsync();
        (await Service.VerifyAsync(records, null, TextWriter.Null, default)).ShouldBeTrue();

        ServiceLocation restored = Location(_again, "records2");
        (await Service.RestoreAsync(restored, backup, recoveryKey, null, TextWriter.Null, default)).ShouldBeTrue();
        await using RunningService anew = await RunningService.StartAsync(_again, database: restored.Database);
        using Visitor back = new(anew);
        (await back.SignInAsync("ines@example.org")).ShouldBe(new Answer(HttpStatusCode.Redirect, "/"));
        (await back.GetAsync("/")).Body.ShouldContain("article not identified");
    }

    private static async Task DoAsync(NpgsqlConnectionStringBuilder admin, string command)
    {
        await using NpgsqlConnection connection = new(admin.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand make = new(command, connection);
        await make.ExecuteNonQueryAsync();
    }
}

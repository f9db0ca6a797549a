using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Storage;

internal sealed class MasterKeyTests
{
    [Test]
    public async Task A_service_that_has_sealed_something_does_not_start_with_a_new_master_key()
    {
        SharedCluster.Require();
        string folder = SharedCluster.NewFolder();
        try
        {
            string key;
            await using (ServiceStorage storage = await ServiceStorage.OpenForServiceAsync(new(folder), CancellationToken.None))
            {
                key = MasterKey.PathIn(storage.Folder);
                await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
                await connection.OpenAsync();
                await using NpgsqlCommand command = new("INSERT INTO palinode.journal (id, title) VALUES ($1, 'Journal of Examples'); ", connection) { Parameters = { new() { Value = Guid.NewGuid() } } };
                await command.ExecuteNonQueryAsync();
                await using NpgsqlCommand identity = new("INSERT INTO palinode.identity (id, journal_id, kind, wrapped_key, box) SELECT id, id, 'raiser', '\\x01', '\\x02' FROM palinode.journal", connection);
                await identity.ExecuteNonQueryAsync();
                _ = MasterKey.Of(storage.Folder);
            }
            File.Move(key, key + ".away");
            InputException refused = await Should.ThrowAsync<InputException>(ServiceStorage.OpenForServiceAsync(new(folder), CancellationToken.None));
            refused.Message.ShouldContain("master.key");
            File.Exists(key).ShouldBeFalse();
            File.Move(key + ".away", key);
            await using (await ServiceStorage.OpenForServiceAsync(new(folder), CancellationToken.None)) { }
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}

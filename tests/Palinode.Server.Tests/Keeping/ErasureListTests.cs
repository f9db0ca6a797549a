using Palinode.Server.Keeping;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Tests.Keeping;

/// <summary>The list of erasures beside the data: it is read at every start of the service and given to every restore.</summary>
internal sealed class ErasureListTests
{
    private TestDatabase _database = null!;
    private ServiceFolder _folder = null!;

    [SetUp]
    public async Task Open()
    {
        _database = await TestDatabase.CreateAsync();
        _folder = new ServiceFolder(SharedCluster.NewFolder());
        _folder.Create();
    }

    [TearDown]
    public async Task Close()
    {
        if (_database is null) return;
        await _database.DisposeAsync();
        Directory.Delete(_folder.FullName, recursive: true);
    }

    private Task<int> Erased(Guid id) => _database.AsSuperuserAsync("INSERT INTO palinode.erasure (identity_id, journal_id, erased_by) VALUES ($1, $2, $3)", id, _database.JournalA, _database.EditorOfA);

    private string Path => ErasureList.PathIn(_folder);

    [Test, Category("Failure class 15")]
    public async Task Failure_class_15_a_line_that_a_crash_has_cut_is_written_anew_and_spoils_no_other()
    {
        Guid first = Guid.NewGuid(), second = Guid.NewGuid();
        await Erased(first);
        await ErasureList.FollowAsync(_database.Migrator, _folder, default);
        await Erased(second);
        await File.AppendAllTextAsync(Path, $"identity {second.ToString()[..9]}");
        (await ErasureList.FollowAsync(_database.Migrator, _folder, default)).ShouldBe(1);
        ErasureList.Read(Path).ShouldBe([("identity", first), ("identity", second)]);
        (await ErasureList.FollowAsync(_database.Migrator, _folder, default)).ShouldBe(0);
    }

    [Test]
    public async Task Several_who_follow_at_the_same_time_write_each_line_once()
    {
        Guid[] ids = [.. Enumerable.Range(0, 200).Select(_ => Guid.NewGuid())];
        foreach (Guid id in ids) await Erased(id);
        int[] written = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ErasureList.FollowAsync(_database.Migrator, _folder, default)));
        written.Sum().ShouldBe(ids.Length);
        ErasureList.Read(Path).Select(e => e.Id).Order().ShouldBe(ids.Order());
    }
}

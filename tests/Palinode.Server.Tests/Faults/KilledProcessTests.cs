using System.Text;
using Palinode.Server.Jobs;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Tests.Jobs;

namespace Palinode.Server.Tests.Faults;

/// <summary>Failure class 15: a crash between file and row, and a chain that forks under load; with real processes and a real kill -9.</summary>
internal sealed class KilledProcessTests
{
    private ScreeningScene _scene = null!;

    [SetUp] public async Task Open() => _scene = await ScreeningScene.OpenAsync();

    [TearDown] public async Task Close() { if (_scene is not null) await _scene.DisposeAsync(); }

    private string Connection => _scene.Database.As(DatabaseRoles.Application, DatabaseRoles.ApplicationPassword(TestDatabase.Folder));

    [Test]
    public async Task Failure_class_15_killed_at_each_step_of_storing_a_file_there_is_never_a_row_without_its_content()
    {
        Guid id = await _scene.CaseAsync("first");
        foreach (string step in (string[])["Written", "Flushed", "Renamed", "FolderFlushed", TestProgram.Recorded, TestProgram.Committed, "none"])
        {
            (await TestProgram.RunAsync(Connection, "store", _scene.Folder.FullName, _scene.Database.IntakeOfA.ToString(), _scene.Database.JournalA.ToString(), id.ToString(), step)).ShouldBe(step == "none" ? 0 : 137, step);
            await using ActingTransaction transaction = await _scene.Database.Cases.BeginAsync(_scene.Editor);
            List<Attachment> rows = await _scene.Store.ListAsync(transaction, id);
            rows.Any(r => r.Sha256.Equals(Digest.Of(Encoding.UTF8.GetBytes(step)))).ShouldBe(step is TestProgram.Committed or "none", step);
            foreach (Attachment row in rows)
            {
                await using Stream content = _scene.Store.Read(row);
                using MemoryStream copy = new();
                await content.CopyToAsync(copy);
                Digest.Of(copy.ToArray()).ShouldBe(row.Sha256);
            }
        }
        // What the killed ones left goes at the next start and with the daily sweep.
        _scene.Store.ClearIncoming();
        (await _scene.Store.SweepAsync(_scene.Database.Migrator, TimeSpan.Zero, DateTimeOffset.UtcNow.AddHours(1))).ShouldBeGreaterThan(0);
        await using ActingTransaction after = await _scene.Database.Cases.BeginAsync(_scene.Editor);
        Directory.EnumerateFiles(_scene.Folder.Files, "*", SearchOption.AllDirectories).Count().ShouldBe((await _scene.Store.ListAsync(after, id)).Count);
    }

    [Test]
    public async Task Failure_class_15_a_worker_killed_at_each_step_of_keeping_a_result_leaves_the_job_to_the_next_which_reports_it_once()
    {
        foreach ((string step, int file) in ((string, int)[])[("Written", 1), ("Flushed", 2), ("Renamed", 1), ("FolderFlushed", 2)])
        {
            Guid id = await _scene.CaseAsync($"good {step}");
            string run = await _scene.RequestAsync(id);
            (await TestProgram.RunAsync(Connection, "work", _scene.Folder.FullName, _scene.Program, step, $"{file}")).ShouldBe(137);
            (await _scene.JobAsync(id, run)).State.ShouldBe(JobState.Running);
            (await _scene.ReadAsync(id)).Screenings.Single().Status.ShouldBe(Palinode.Cases.ScreeningStatus.Requested);
            await using (_scene.Work()) await _scene.UntilAsync(id, run, j => j.State == JobState.Done);
            (await _scene.JobAsync(id, run)).Attempts.ShouldBe(2);
            await using ActingTransaction transaction = await _scene.Database.Cases.BeginAsync(_scene.Editor);
            (await EventStore.ReadAsync(transaction, id)).Count(e => e.Type == "screening-finished/1").ShouldBe(1);
        }
        (await ChainVerifier.VerifyAsync(_scene.Database.Migrator, null, default)).Faults.ShouldBeEmpty();
    }

    [Test]
    public async Task Failure_class_15_forty_eight_appends_from_six_processes_make_one_chain()
    {
        Guid[] ids = [await _scene.CaseAsync("a"), await _scene.CaseAsync("b"), await _scene.CaseAsync("c")];
        long before = (await ChainVerifier.VerifyAsync(_scene.Database.Migrator, null, default)).Events;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TestProgram.RunAsync(Connection, ["append", _scene.Database.IntakeOfA.ToString(), _scene.Database.JournalA.ToString(), "8", .. ids.Select(i => i.ToString())])));
        ChainReport report = await ChainVerifier.VerifyAsync(_scene.Database.Migrator, null, default);
        report.Faults.ShouldBeEmpty();
        (report.Events - before).ShouldBe(48);
    }
}

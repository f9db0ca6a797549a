using Palinode.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Case = Palinode.Cases.Case;

namespace Palinode.Server.Tests.Jobs;

internal sealed class WorkerTests
{
    private ScreeningScene _scene = null!;

    [SetUp] public async Task Open() => _scene = await ScreeningScene.OpenAsync();

    [TearDown] public async Task Close() { if (_scene is not null) await _scene.DisposeAsync(); }

    [Test]
    public async Task A_screening_is_reported_in_the_case_and_its_files_are_there_for_the_journal()
    {
        Guid id = await _scene.CaseAsync("good");
        string run = await _scene.RequestAsync(id);
        await using (_scene.Work()) await _scene.UntilAsync(id, run, j => j.State == JobState.Done);
        Case read = await _scene.ReadAsync(id);
        read.Screenings.Single().Status.ShouldBe(ScreeningStatus.Finished);
        read.Findings.Single().Finding.ShouldBe("F1");
        JobFile findings = (await FileOf(_scene.Editor, id, run, "findings.json"))!;
        findings.Content.Sha256.ToString().ShouldBe(read.Screenings.Single().Results!.Value.Hex);
        (await FileOf(_scene.Editor, id, run, "evidence/F1-a.png"))!.Content.MediaType.ShouldBe("image/png");
        (await FileOf(Actor.Person(_scene.Database.IntakeOfB), id, run, "findings.json")).ShouldBeNull();
        (await FileOf(_scene.Editor, Guid.NewGuid(), run, "findings.json")).ShouldBeNull();
        Directory.EnumerateFileSystemEntries(Path.Combine(_scene.Folder.FullName, "work")).ShouldBeEmpty();
        (await ChainVerifier.VerifyAsync(_scene.Database.Migrator, null, default)).Holds.ShouldBeTrue();
    }

    [Test]
    public async Task Failure_class_11_a_file_that_crashes_its_reader_is_quarantined_and_the_others_finish()
    {
        Guid first = await _scene.CaseAsync("good one"), bad = await _scene.CaseAsync("crash"), last = await _scene.CaseAsync("good two");
        string runFirst = await _scene.RequestAsync(first), runBad = await _scene.RequestAsync(bad), runLast = await _scene.RequestAsync(last);
        await using (_scene.Work())
        {
            await _scene.UntilAsync(first, runFirst, j => j.State == JobState.Done);
            await _scene.UntilAsync(last, runLast, j => j.State == JobState.Done);
            await _scene.UntilAsync(bad, runBad, j => j.State == JobState.Quarantined);
        }
        Job job = await _scene.JobAsync(bad, runBad);
        job.Attempts.ShouldBe(ScreeningScene.Quick.MaxFailures);
        job.Reason.ShouldBe("It was tried 3 times. The last time: The process that read it ended suddenly (signal 11).");
        (await _scene.ReadAsync(bad)).Screenings.Single().Status.ShouldBe(ScreeningStatus.Stopped);
    }

    [TestCase("unreadable", 1, "./e1.txt: not a document")]
    [TestCase("link", 3, "It was tried 3 times. The last time: The result holds a link: findings.json.")]
    [TestCase("linkedfolder", 3, "It was tried 3 times. The last time: The result holds a link: evidence.")]
    [TestCase("nonsense", 3, "It was tried 3 times. The last time: ")]
    public async Task What_cannot_be_screened_is_put_aside_with_the_reason(string document, int attempts, string reason)
    {
        Guid id = await _scene.CaseAsync(document);
        string run = await _scene.RequestAsync(id);
        await using (_scene.Work()) await _scene.UntilAsync(id, run, j => j.State == JobState.Quarantined);
        Job job = await _scene.JobAsync(id, run);
        job.Attempts.ShouldBe(attempts);
        job.Reason.ShouldStartWith(reason);
    }

    [Test]
    public async Task A_screening_that_takes_too_long_is_ended()
    {
        Guid id = await _scene.CaseAsync("endless");
        string run = await _scene.RequestAsync(id);
        await using (_scene.Work(ScreeningScene.Quick with { ScreeningTime = TimeSpan.FromMilliseconds(300), MaxFailures = 1 })) await _scene.UntilAsync(id, run, j => j.State == JobState.Quarantined);
        (await _scene.JobAsync(id, run)).Reason!.ShouldContain("It was not done after");
        _scene.ChildRuns().ShouldBeFalse();
    }

    [Test]
    public async Task A_person_who_cancels_ends_the_process_at_once_and_the_progress_was_seen_before()
    {
        Guid id = await _scene.CaseAsync("endless");
        string run = await _scene.RequestAsync(id);
        await using RunningAll workers = new(_scene.Work());
        await _scene.UntilAsync(id, run, j => j.Progress is { Stage: "Waiting", Done: 1, Total: 3 });
        await RunningService.EventuallyAsync(() => Task.FromResult(File.Exists(_scene.Pid)));
        _scene.ChildRuns().ShouldBeTrue();
        (await _scene.DoAsync(_scene.Editor, id, _ => new StopScreening(run, ScreeningStop.Cancelled))).IsAllowed.ShouldBeTrue();
        (await _scene.JobAsync(id, run)).State.ShouldBe(JobState.Cancelled);
        await RunningService.EventuallyAsync(() => Task.FromResult(!_scene.ChildRuns()));
    }

    [Test]
    public async Task A_worker_that_is_asked_to_stop_gives_its_job_back()
    {
        Guid id = await _scene.CaseAsync("endless");
        string run = await _scene.RequestAsync(id);
        await using (_scene.Work()) await RunningService.EventuallyAsync(() => Task.FromResult(File.Exists(_scene.Pid)));
        Job job = await _scene.JobAsync(id, run);
        (job.State, job.Attempts, job.Worker).ShouldBe((JobState.Queued, 0, null));
        _scene.ChildRuns().ShouldBeFalse();
    }

    [Test]
    public async Task Several_workers_do_every_job_once()
    {
        List<(Guid Case, string Run)> jobs = [];
        for (int i = 0; i < 8; i++)
        {
            Guid id = await _scene.CaseAsync($"good {i}");
            jobs.Add((id, await _scene.RequestAsync(id)));
        }
        await using (RunningAll workers = new(_scene.Work(), _scene.Work(), _scene.Work()))
            foreach ((Guid id, string run) in jobs) await _scene.UntilAsync(id, run, j => j.State == JobState.Done);
        foreach ((Guid id, string run) in jobs)
        {
            (await _scene.JobAsync(id, run)).Attempts.ShouldBe(1);
            (await _scene.ReadAsync(id)).Screenings.ShouldHaveSingleItem().Status.ShouldBe(ScreeningStatus.Finished);
        }
    }

    [Test]
    public async Task A_result_for_a_case_that_was_closed_meanwhile_is_not_recorded()
    {
        Guid id = await _scene.CaseAsync("good");
        string run = await _scene.RequestAsync(id);
        (await _scene.DoAsync(_scene.Editor, id, _ => new CloseWithoutAction(NoCaseReason.NotFounded))).Refusal.ShouldBeNull();
        await using (_scene.Work()) await _scene.UntilAsync(id, run, j => j.State == JobState.Cancelled);
        (await _scene.JobAsync(id, run)).Reason!.ShouldStartWith("The case took no result: ");
        (await FileOf(_scene.Editor, id, run, "findings.json")).ShouldBeNull();
    }

    [Test]
    public async Task What_a_killed_worker_left_in_its_folder_is_removed_by_the_next()
    {
        string work = Path.Combine(_scene.Folder.FullName, "work");
        Directory.CreateDirectory(Path.Combine(work, "dead", "job"));
        await File.WriteAllTextAsync(Path.Combine(work, "dead", "job", "e1.pdf"), "article");
        await File.WriteAllTextAsync(Path.Combine(work, "dead.lock"), "");
        using WorkFolder alive = WorkFolder.Open(_scene.Folder);
        using WorkFolder second = WorkFolder.Open(_scene.Folder);
        Directory.EnumerateDirectories(work).Count().ShouldBe(2);
        Directory.Exists(Path.Combine(work, "dead")).ShouldBeFalse();
    }

    private async Task<JobFile?> FileOf(Actor actor, Guid id, string run, string path)
    {
        await using ActingTransaction transaction = await _scene.Database.Cases.BeginAsync(actor);
        return await JobResults.FindAsync(transaction, id, Guid.Parse(run), path, default);
    }

    private sealed class RunningAll(params ScreeningScene.RunningWorker[] workers) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (ScreeningScene.RunningWorker worker in workers) await worker.DisposeAsync();
        }
    }
}

using Npgsql;
using Palinode.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Jobs;

internal sealed class JobQueueTests
{
    private ScreeningScene _scene = null!;

    [SetUp] public async Task Open() => _scene = await ScreeningScene.OpenAsync();

    [TearDown] public async Task Close() { if (_scene is not null) await _scene.DisposeAsync(); }

    private JobClaims Claims(string worker, TimeSpan? lease = null) => new(_scene.Database.Cases, ScreeningScene.Quick with { Lease = lease ?? TimeSpan.FromMinutes(5) }, worker);

    [Test]
    public async Task A_request_that_is_not_committed_leaves_no_job()
    {
        Guid id = await _scene.CaseAsync("good"), run = Guid.NewGuid();
        await using (ActingTransaction transaction = await _scene.Database.Cases.BeginAsync(_scene.Editor))
        {
            Palinode.Server.Cases.OpenCase found = (await _scene.Desk.ReadAsync(transaction, id, default))!;
            (await _scene.Desk.DoAsync(transaction, found, new RequestScreening(run.ToString(), [found.Current.Evidence[0].Content]), "", default)).IsAllowed.ShouldBeTrue();
            (await JobQueue.FindAsync(transaction, id, run, default)).ShouldNotBeNull();
        }
        (await Claims("w").ClaimAsync(default)).ShouldBeNull();
    }

    [Test]
    public async Task A_claimed_job_is_nobody_elses_until_its_lease_has_run_out_and_then_the_old_claim_is_worth_nothing()
    {
        Guid id = await _scene.CaseAsync("good");
        string run = await _scene.RequestAsync(id);
        JobClaims dead = Claims("dead", TimeSpan.FromMilliseconds(1)), alive = Claims("alive");
        Job old = (await dead.ClaimAsync(default))!;
        Job? taken = null;
        await RunningService.EventuallyAsync(async () => (taken = await alive.ClaimAsync(default)) is not null);
        (taken!.Id, taken.Attempts, taken.Run).ShouldBe((old.Id, 2, run));
        (await dead.ClaimAsync(default)).ShouldBeNull();
        (await dead.BeatAsync(old, default, default)).ShouldBe(ClaimState.Lost);
        await dead.TryAgainAsync(old, "late", default);
        await dead.GiveBackAsync(old, default);
        await using (ActingTransaction transaction = await _scene.Database.Cases.BeginAsync(Actor.Service)) (await dead.EndAsync(transaction, old, JobState.Done, null, default)).ShouldBeFalse();
        (await alive.BeatAsync(taken, new JobProgress("Reading", 1, 2), default)).ShouldBe(ClaimState.Held);
        (await _scene.JobAsync(id, run)).Progress.ToString().ShouldBe("Reading (1 of 2)");
    }

    [Test]
    public async Task A_job_that_broke_waits_longer_each_time()
    {
        JobOptions options = new() { FirstPause = TimeSpan.FromSeconds(10), LongestPause = TimeSpan.FromMinutes(1) };
        new[] { 1, 2, 3, 4, 60 }.Select(n => options.PauseAfter(n).TotalSeconds).ShouldBe([10, 20, 40, 60, 60]);
        Guid id = await _scene.CaseAsync("good");
        string run = await _scene.RequestAsync(id);
        JobClaims claims = new(_scene.Database.Cases, options, "w");
        await claims.TryAgainAsync((await claims.ClaimAsync(default))!, "once", default);
        (await claims.ClaimAsync(default)).ShouldBeNull();
        Job job = await _scene.JobAsync(id, run);
        (job.State, job.Failures, job.Reason).ShouldBe((JobState.Queued, 1, "once"));
        (job.DueAt - job.RequestedAt).ShouldBeGreaterThan(TimeSpan.FromSeconds(9));
    }

    [Test]
    public async Task People_read_the_jobs_of_their_journals_and_can_only_cancel()
    {
        Guid id = await _scene.CaseAsync("good");
        string run = await _scene.RequestAsync(id);
        foreach ((Guid person, int seen) in ((Guid, int)[])[(_scene.Database.AuditorOfA, 1), (_scene.Database.IntakeOfB, 0)])
        {
            await using ActingTransaction transaction = await _scene.Database.Cases.BeginAsync(Actor.Person(person));
            (await JobQueue.ListAsync(transaction, 10, default)).Count.ShouldBe(seen);
        }
        foreach ((Actor actor, string change, bool allowed) in ((Actor, string, bool)[])[
            (_scene.Editor, "state = 'done', ended_at = now()", false), (_scene.Editor, "failures = 0", false), (Actor.Person(_scene.Database.AuditorOfA), "state = 'cancelled', ended_at = now()", false),
            (Actor.Person(_scene.Database.IntakeOfB), "state = 'cancelled', ended_at = now()", false), (_scene.Editor, "state = 'cancelled', ended_at = now()", true)])
        {
            await using ActingTransaction transaction = await _scene.Database.Cases.BeginAsync(actor);
            int changed;
            try
            {
                changed = await transaction.ExecuteAsync($"UPDATE palinode.job SET {change} WHERE id = $1", default, Guid.Parse(run));
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
            {
                changed = 0;
            }
            changed.ShouldBe(allowed ? 1 : 0, change);
        }
        await using ActingTransaction forged = await _scene.Database.Cases.BeginAsync(_scene.Editor);
        (await Should.ThrowAsync<PostgresException>(forged.ExecuteAsync(
            "INSERT INTO palinode.job_file (job_id, case_id, journal_id, path, sha256, size, media_type) SELECT id, case_id, journal_id, 'findings.json', sha256('x'), 1, 'text/plain' FROM palinode.job", default))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }
}

using Palinode.Server.Storage;

namespace Palinode.Server.Jobs;

/// <summary>What became of a claim at a sign of life.</summary>
internal enum ClaimState { Held, Cancelled, Lost }

/// <summary>
/// Jobs as workers see them. A claim is a row locked for a moment (SKIP LOCKED) and then marked with the worker's name, the number of the attempt and a
/// time until which it holds. Times are the database's: clocks of several machines need not agree. Whoever records something names the claim;
/// where it is no longer the job's, nothing is recorded.
/// </summary>
internal sealed class JobClaims(CaseDatabase cases, JobOptions options, string worker)
{
    /// <summary>The claim of this worker on a job, in a WHERE clause with the job as $1, the worker as $2 and the attempt as $3.</summary>
    private const string Mine = "id = $1 AND worker = $2 AND attempts = $3 AND state = 'running'";

    /// <summary>Takes the job that has waited longest, also one whose worker has not been heard of; null when there is nothing to do.</summary>
    public async Task<Job?> ClaimAsync(CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        List<Job> claimed = await transaction.QueryAsync($"""
            UPDATE palinode.job SET state = 'running', attempts = attempts + 1, worker = $1, lease_until = clock_timestamp() + $2, heartbeat_at = clock_timestamp(), stage = NULL, done = 0, total = 0
            WHERE id = (
                SELECT id FROM palinode.job WHERE (state = 'queued' AND due_at <= clock_timestamp()) OR (state = 'running' AND lease_until < clock_timestamp())
                ORDER BY due_at, requested_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING {JobQueue.Columns}
            """, JobQueue.Row, stop, worker, options.Lease);
        await transaction.CommitAsync(stop);
        return claimed is [var job] ? job : null;
    }

    /// <summary>Says that the work goes on, and how far it is.</summary>
    public async Task<ClaimState> BeatAsync(Job claim, JobProgress progress, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        int held = await transaction.ExecuteAsync($"UPDATE palinode.job SET lease_until = clock_timestamp() + $4, heartbeat_at = clock_timestamp(), stage = $5, done = $6, total = $7 WHERE {Mine}", stop,
            claim.Id, worker, claim.Attempts, options.Lease, (object?)progress.Stage ?? DBNull.Value, progress.Done, progress.Total);
        bool cancelled = held == 0 && (await transaction.QueryAsync("SELECT 1 FROM palinode.job WHERE id = $1 AND state = 'cancelled'", r => r.GetInt32(0), stop, claim.Id)).Count == 1;
        await transaction.CommitAsync(stop);
        return held == 1 ? ClaimState.Held : cancelled ? ClaimState.Cancelled : ClaimState.Lost;
    }

    /// <summary>Ends the job in the transaction that records what came of it. False: the claim is not this worker's any more; do not commit.</summary>
    public async Task<bool> EndAsync(ActingTransaction transaction, Job claim, JobState state, string? reason, CancellationToken stop) =>
        await transaction.ExecuteAsync($"UPDATE palinode.job SET state = $4, reason = $5, ended_at = clock_timestamp(), worker = NULL, lease_until = NULL WHERE {Mine}", stop,
            claim.Id, worker, claim.Attempts, state.ToString().ToLowerInvariant(), (object?)Shortened(reason) ?? DBNull.Value) == 1;

    /// <summary>The work broke and is to be tried again later.</summary>
    public async Task TryAgainAsync(Job claim, string reason, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        await transaction.ExecuteAsync($"UPDATE palinode.job SET state = 'queued', failures = failures + 1, due_at = clock_timestamp() + $4, reason = $5, worker = NULL, lease_until = NULL WHERE {Mine}", stop,
            claim.Id, worker, claim.Attempts, options.PauseAfter(claim.Failures + 1), Shortened(reason)!);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The worker is asked to stop: the job is another's, as if it had not been touched.</summary>
    public async Task GiveBackAsync(Job claim, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        await transaction.ExecuteAsync($"UPDATE palinode.job SET state = 'queued', attempts = attempts - 1, worker = NULL, lease_until = NULL WHERE {Mine}", stop, claim.Id, worker, claim.Attempts);
        await transaction.CommitAsync(stop);
    }

    private static string? Shortened(string? reason) => reason is { Length: > 1000 } ? reason[..999] + "…" : reason;
}

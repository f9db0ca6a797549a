using Npgsql;

namespace Palinode.Server.Jobs;

/// <summary>
/// Keeps a claim while its work goes on, and carries the progress into the row. Where the claim is gone (cancelled, or another's because the database did
/// not hear of this one in time) the work is told by <see cref="Gone"/>.
/// </summary>
internal sealed class Heart : IAsyncDisposable
{
    private readonly JobClaims _claims;
    private readonly Job _job;
    private readonly JobOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _gone = new(), _end = new();
    private readonly Lock _lock = new();
    private readonly Task _beating;
    private JobProgress _progress;

    public Heart(JobClaims claims, Job job, JobOptions options, TimeProvider time)
    {
        (_claims, _job, _options, _time) = (claims, job, options, time);
        _beating = BeatAsync();
    }

    /// <summary>Set when the claim is no longer this worker's.</summary>
    public CancellationToken Gone => _gone.Token;

    public ClaimState State { get; private set; } = ClaimState.Held;

    /// <summary>Told of every step; the row hears of the latest with the next beat.</summary>
    public void Tell(JobProgress progress)
    {
        lock (_lock) _progress = progress;
    }

    private async Task BeatAsync()
    {
        long last = _time.GetTimestamp();
        while (true)
        {
            try
            {
                await Task.Delay(_options.Heartbeat, _time, _end.Token);
                JobProgress progress;
                lock (_lock) progress = _progress;
                long before = _time.GetTimestamp();
                State = await _claims.BeatAsync(_job, progress, _end.Token);
                last = before;
            }
            catch (OperationCanceledException) when (_end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                // The database is being started again, or out of reach: for as long as the claim holds nobody else has it.
                if (_time.GetElapsedTime(last) > _options.Lease) State = ClaimState.Lost;
            }
            if (State == ClaimState.Held) continue;
            await _gone.CancelAsync();
            return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _beating;
        _end.Dispose();
        _gone.Dispose();
    }
}

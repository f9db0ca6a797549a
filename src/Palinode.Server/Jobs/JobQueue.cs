using Npgsql;
using NpgsqlTypes;
using Palinode.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Jobs;

/// <summary>Jobs as people see them: put in and cancelled with the case's log in one transaction, read as far as the journal is theirs.</summary>
internal static class JobQueue
{
    internal const string Columns =
        "id, case_id, journal_id, payload::text, state, requested_by, requested_at, due_at, attempts, failures, worker, heartbeat_at, stage, done, total, reason, ended_at";

    /// <summary>Puts a screening into the queue: it is there if and only if the transaction commits.</summary>
    /// <param name="run">How the case's log calls it: a new id, which becomes the job's.</param>
    /// <exception cref="InputException">It is no id.</exception>
    /// <exception cref="ConcurrentChangeException">There is a job of this id.</exception>
    private static async Task EnqueueAsync(ActingTransaction transaction, Guid caseId, Guid journal, string run, IEnumerable<ContentHash> documents, CancellationToken stop)
    {
        if (!Guid.TryParse(run, out Guid id) || id.ToString() != run) throw new InputException("A screening is called by a new id: thirty-two hexadecimal digits with four hyphens.");
        await using NpgsqlCommand command = transaction.Command(
            "INSERT INTO palinode.job (id, kind, case_id, journal_id, requested_by, payload) VALUES ($1, 'screening', $2, $3, $4, $5)", id, caseId, journal, transaction.Actor.Id);
        command.Parameters.Add(new NpgsqlParameter { Value = new ScreeningPayload([.. documents.Select(d => d.Hex)]).ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        try
        {
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ConcurrentChangeException(e);
        }
    }

    /// <summary>
    /// What the events of a case mean for its jobs, in the transaction that appends them: a requested screening is queued, one that a person stops
    /// is cancelled. Called after every decision; other events do nothing.
    /// </summary>
    public static async Task AfterAsync(ActingTransaction transaction, Guid caseId, Guid journal, IEnumerable<CaseEvent> events, CancellationToken stop)
    {
        foreach (CaseEvent one in events)
            switch (one)
            {
                case ScreeningRequested requested:
                    await EnqueueAsync(transaction, caseId, journal, requested.Run, requested.Documents, stop);
                    break;
                case ScreeningStopped stopped when transaction.Actor.As == "person" && Guid.TryParse(stopped.Run, out Guid run):
                    await transaction.ExecuteAsync(
                        "UPDATE palinode.job SET state = 'cancelled', reason = 'cancelled', ended_at = now(), worker = NULL, lease_until = NULL WHERE case_id = $1 AND id = $2 AND state IN ('queued', 'running')", stop, caseId, run);
                    break;
            }
    }

    /// <summary>A job of a case; null when there is none for this actor.</summary>
    public static async Task<Job?> FindAsync(ActingTransaction transaction, Guid caseId, Guid id, CancellationToken stop) =>
        await transaction.QueryAsync($"SELECT {Columns} FROM palinode.job WHERE case_id = $1 AND id = $2", Row, stop, caseId, id) is [var job] ? job : null;

    /// <summary>What waits, runs or is in quarantine, and the latest that ended, in the journals that this actor may read.</summary>
    public static Task<List<Job>> ListAsync(ActingTransaction transaction, int ended, CancellationToken stop) =>
        transaction.QueryAsync($"""
            (SELECT {Columns} FROM palinode.job WHERE state IN ('running', 'queued', 'quarantined') ORDER BY requested_at DESC, id LIMIT 500)
            UNION ALL
            (SELECT {Columns} FROM palinode.job WHERE state IN ('done', 'cancelled') ORDER BY ended_at DESC, id LIMIT $1)
            """, Row, stop, ended);

    internal static Job Row(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), [.. ScreeningPayload.Parse(r.GetString(3)).Documents.Select(d => Digest.Parse(d)!)], Enum.Parse<JobState>(r.GetString(4), ignoreCase: true),
        r.GetGuid(5), r.GetFieldValue<DateTimeOffset>(6), r.GetFieldValue<DateTimeOffset>(7), r.GetInt32(8), r.GetInt32(9), Maybe<string>(r, 10), MaybeTime(r, 11),
        new JobProgress(Maybe<string>(r, 12), r.GetInt32(13), r.GetInt32(14)), Maybe<string>(r, 15), MaybeTime(r, 16));

    private static T? Maybe<T>(NpgsqlDataReader r, int column) where T : class => r.IsDBNull(column) ? null : r.GetFieldValue<T>(column);
    private static DateTimeOffset? MaybeTime(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
}

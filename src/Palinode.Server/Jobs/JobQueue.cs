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
        "id, case_id, journal_id, run, payload::text, state, requested_by, requested_at, due_at, attempts, failures, worker, heartbeat_at, stage, done, total, reason, ended_at";

    /// <summary>Puts a screening into the queue: it is there if and only if the transaction commits.</summary>
    /// <returns>The job's id.</returns>
    public static async Task<Guid> EnqueueAsync(ActingTransaction transaction, Guid caseId, Guid journal, string run, IEnumerable<ContentHash> documents, CancellationToken stop)
    {
        Guid id = Guid.NewGuid();
        await using NpgsqlCommand command = transaction.Command(
            "INSERT INTO palinode.job (id, kind, case_id, journal_id, run, requested_by, payload) VALUES ($1, 'screening', $2, $3, $4, $5, $6)", id, caseId, journal, run, transaction.Actor.Id);
        command.Parameters.Add(new NpgsqlParameter { Value = new ScreeningPayload([.. documents.Select(d => d.Hex)]).ToJson(), NpgsqlDbType = NpgsqlDbType.Jsonb });
        await command.ExecuteNonQueryAsync(stop);
        return id;
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
                case ScreeningStopped stopped when transaction.Actor.As == "person":
                    await transaction.ExecuteAsync(
                        "UPDATE palinode.job SET state = 'cancelled', reason = 'cancelled', ended_at = now(), worker = NULL, lease_until = NULL WHERE case_id = $1 AND run = $2 AND state IN ('queued', 'running')", stop, caseId, stopped.Run);
                    break;
            }
    }

    /// <summary>The job of a case's run; null when there is none for this actor.</summary>
    public static async Task<Job?> FindAsync(ActingTransaction transaction, Guid caseId, string run, CancellationToken stop) =>
        await transaction.QueryAsync($"SELECT {Columns} FROM palinode.job WHERE case_id = $1 AND run = $2", Row, stop, caseId, run) is [var job] ? job : null;

    /// <summary>What waits, runs or is in quarantine, and the latest that ended, in the journals that this actor may read.</summary>
    public static Task<List<Job>> ListAsync(ActingTransaction transaction, int ended, CancellationToken stop) =>
        transaction.QueryAsync($"""
            (SELECT {Columns} FROM palinode.job WHERE state IN ('running', 'queued', 'quarantined') ORDER BY requested_at DESC, id LIMIT 500)
            UNION ALL
            (SELECT {Columns} FROM palinode.job WHERE state IN ('done', 'cancelled') ORDER BY ended_at DESC, id LIMIT $1)
            """, Row, stop, ended);

    internal static Job Row(NpgsqlDataReader r) => new(
        r.GetGuid(0), r.GetGuid(1), r.GetGuid(2), r.GetString(3), [.. ScreeningPayload.Parse(r.GetString(4)).Documents.Select(d => Digest.Parse(d)!)], Enum.Parse<JobState>(r.GetString(5), ignoreCase: true),
        r.GetGuid(6), r.GetFieldValue<DateTimeOffset>(7), r.GetFieldValue<DateTimeOffset>(8), r.GetInt32(9), r.GetInt32(10), Maybe<string>(r, 11), MaybeTime(r, 12),
        new JobProgress(Maybe<string>(r, 13), r.GetInt32(14), r.GetInt32(15)), Maybe<string>(r, 16), MaybeTime(r, 17));

    private static T? Maybe<T>(NpgsqlDataReader r, int column) where T : class => r.IsDBNull(column) ? null : r.GetFieldValue<T>(column);
    private static DateTimeOffset? MaybeTime(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetFieldValue<DateTimeOffset>(column);
}

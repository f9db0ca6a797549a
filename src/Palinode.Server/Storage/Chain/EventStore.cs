using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Palinode.Server.Storage.Chain;

/// <summary>Appends events to cases and reads them back, as the actor of a transaction may.</summary>
internal sealed class EventStore(TimeProvider time)
{
    private const string Columns = "case_id, sequence, journal_id, type, payload::text, actor_id, occurred_at, why, previous_hash, hash";

    /// <summary>Appends to a case that was read up to <paramref name="expected"/>; 0 opens the case. They are sealed when the transaction commits.</summary>
    /// <param name="journal">The journal of the case; it never changes.</param>
    /// <exception cref="ConcurrentChangeException">
    /// The case is not at <paramref name="expected"/>. The answer is the same for a case that the actor must not see: it tells nothing.
    /// </exception>
    public async Task<IReadOnlyList<EventEnvelope>> AppendAsync(ActingTransaction transaction, Guid caseId, Guid journal, long expected, IReadOnlyList<NewEvent> events, CancellationToken stop = default)
    {
        Digest previous = expected == 0 ? EventHash.OfCase(caseId) : await HashAtAsync(transaction, caseId, expected, stop) ?? throw new ConcurrentChangeException();
        DateTimeOffset now = EventHash.WholeMicroseconds(time.GetUtcNow());
        List<EventEnvelope> appended = [];
        foreach (NewEvent one in events)
        {
            using (JsonDocument.Parse(one.Payload)) { }  // what is kept for ever must at least be JSON
            long sequence = expected + appended.Count + 1;
            Digest hash = EventHash.Of(caseId, sequence, journal, one.Type, one.Payload, transaction.Actor.Id, now, one.Why, previous);
            EventEnvelope envelope = new(caseId, sequence, journal, one.Type, one.Payload, transaction.Actor.Id, now, one.Why, previous, hash);
            await InsertAsync(transaction, envelope, stop);
            appended.Add(envelope);
            previous = hash;
        }
        return appended;
    }

    /// <summary>All events of a case in order; none when there is no such case for this actor.</summary>
    public static Task<List<EventEnvelope>> ReadAsync(ActingTransaction transaction, Guid caseId, CancellationToken stop = default) =>
        transaction.QueryAsync($"SELECT {Columns} FROM palinode.event WHERE case_id = $1 ORDER BY sequence", r => Row(r), stop, caseId);

    /// <summary>The cases that this actor may see, each with its journal and the number of its last event.</summary>
    public static Task<List<(Guid CaseId, Guid JournalId, long Sequence)>> CasesAsync(ActingTransaction transaction, CancellationToken stop = default) =>
        transaction.QueryAsync("SELECT case_id, journal_id, max(sequence) FROM palinode.event GROUP BY case_id, journal_id ORDER BY case_id", r => (r.GetGuid(0), r.GetGuid(1), r.GetInt64(2)), stop);

    /// <param name="first">The column of the case's id; the others follow in the order of the table.</param>
    internal static EventEnvelope Row(NpgsqlDataReader r, int first = 0) => new(
        r.GetGuid(first), r.GetInt64(first + 1), r.GetGuid(first + 2), r.GetString(first + 3), r.GetString(first + 4), r.GetGuid(first + 5), r.GetFieldValue<DateTimeOffset>(first + 6), r.GetString(first + 7),
        new Digest(r.GetFieldValue<byte[]>(first + 8)), new Digest(r.GetFieldValue<byte[]>(first + 9)));

    /// <summary>The hash of the event, when that is the case's last.</summary>
    private static async Task<Digest?> HashAtAsync(ActingTransaction transaction, Guid caseId, long expected, CancellationToken stop)
    {
        List<(long Sequence, byte[] Hash)> last = await transaction.QueryAsync(
            "SELECT sequence, hash FROM palinode.event WHERE case_id = $1 ORDER BY sequence DESC LIMIT 1", r => (r.GetInt64(0), r.GetFieldValue<byte[]>(1)), stop, caseId);
        return last is [var (sequence, hash)] && sequence == expected ? new Digest(hash) : null;
    }

    private static async Task InsertAsync(ActingTransaction transaction, EventEnvelope e, CancellationToken stop)
    {
        await using NpgsqlCommand command = transaction.Command(
            "INSERT INTO palinode.event (case_id, sequence, journal_id, type, payload, actor_id, occurred_at, why, previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            e.CaseId, e.Sequence, e.JournalId, e.Type);
        command.Parameters.Add(new NpgsqlParameter { Value = e.Payload, NpgsqlDbType = NpgsqlDbType.Json });
        foreach (object value in (object[])[e.ActorId, e.OccurredAt, e.Why, e.PreviousHash.ToArray(), e.Hash.ToArray()]) command.Parameters.Add(new NpgsqlParameter { Value = value });
        try
        {
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException x) when (x.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ConcurrentChangeException(x);
        }
        transaction.Appended(e.CaseId, e.Sequence);
    }
}

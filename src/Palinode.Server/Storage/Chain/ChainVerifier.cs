using System.Collections.Immutable;
using System.Data;
using System.Globalization;
using Npgsql;

namespace Palinode.Server.Storage.Chain;

/// <param name="Where">The place in the log: a seal, an event of a case, or the head.</param>
/// <param name="What">What is not as it was written.</param>
internal sealed record ChainFault(string Where, string What)
{
    public override string ToString() => $"{Where}: {What}";
}

/// <param name="Events">Sealed events that were walked.</param>
/// <param name="Head">The hash of the last seal; zero of an empty log.</param>
/// <param name="FaultCount">All faults; <see cref="Faults"/> lists the first of them.</param>
internal sealed record ChainReport(long Events, int Cases, Digest Head, long FaultCount, ImmutableArray<ChainFault> Faults)
{
    public bool Holds => FaultCount == 0;
}

/// <summary>
/// Walks the whole log and computes every hash anew, without the database's own functions: what was altered, taken out, put in or moved shows.
/// A log that was cut at its end, or rewritten from some point on with all hashes made anew, is consistent in itself: only a signed head from
/// outside tells.
/// </summary>
internal static class ChainVerifier
{
    /// <summary>Faults that are listed one by one.</summary>
    private const int Listed = 50;

    /// <param name="migrator">Connections that may become the owner, who reads every case and no identity is needed for.</param>
    /// <param name="head">A head whose signature was checked, or null.</param>
    public static async Task<ChainReport> VerifyAsync(NpgsqlDataSource migrator, SignedHead? head, CancellationToken stop)
    {
        await using NpgsqlConnection connection = await migrator.OpenConnectionAsync(stop);
        // One snapshot: what is appended meanwhile is not half seen.
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        await using (NpgsqlCommand role = new($"SET TRANSACTION READ ONLY; SET LOCAL ROLE {DatabaseRoles.Owner}", connection)) await role.ExecuteNonQueryAsync(stop);
        Walk walk = new(head);
        await using (NpgsqlCommand command = new("""
            SELECT s.number, s.case_id, s.sequence, s.event_hash, s.previous_hash, s.hash,
                   e.case_id, e.sequence, e.journal_id, e.type, e.payload::text, e.actor_id, e.occurred_at, e.why, e.previous_hash, e.hash
            FROM palinode.seal s LEFT JOIN palinode.event e ON e.case_id = s.case_id AND e.sequence = s.sequence ORDER BY s.number
            """, connection))
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) walk.Seal(reader);
        await using (NpgsqlCommand command = new("""
            SELECT e.case_id, e.sequence FROM palinode.event e LEFT JOIN palinode.seal s ON e.case_id = s.case_id AND e.sequence = s.sequence
            WHERE s.number IS NULL ORDER BY e.case_id, e.sequence
            """, connection))
        await using (NpgsqlDataReader reader = await command.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) walk.Fault(Event(reader.GetGuid(0), reader.GetInt64(1)), "stands in the log without a seal");
        return walk.End();
    }

    private static string Event(Guid caseId, long sequence) => string.Create(CultureInfo.InvariantCulture, $"case {caseId}, event {sequence}");

    private sealed class Walk(SignedHead? head)
    {
        private readonly Dictionary<Guid, (long Sequence, Digest Hash)> _cases = [];
        private readonly List<ChainFault> _faults = [];
        private long _faultCount, _seals, _number;
        private Digest _last = Digest.Zero;
        private Digest? _atHead = head?.Number == 0 ? Digest.Zero : null;

        public void Seal(NpgsqlDataReader r)
        {
            long number = r.GetInt64(0), sequence = r.GetInt64(2);
            Guid caseId = r.GetGuid(1);
            Digest eventHash = At(r, 3), previous = At(r, 4), hash = At(r, 5);
            string where = string.Create(CultureInfo.InvariantCulture, $"seal {number}");
            if (number != _number + 1) Fault(where, string.Create(CultureInfo.InvariantCulture, $"follows seal {_number}; what stood between is gone"));
            if (!previous.Equals(_last)) Fault(where, "does not hold the hash of the seal before it");
            if (!EventHash.OfSeal(number, caseId, sequence, eventHash, previous).Equals(hash)) Fault(where, "its hash is not that of its content");
            if (r.IsDBNull(6)) Fault(Event(caseId, sequence), "is sealed and not there");
            else Sealed(EventStore.Row(r, first: 6), eventHash);
            if (number == head?.Number) _atHead = hash;
            (_number, _last) = (number, hash);
            _seals++;
        }

        private void Sealed(EventEnvelope e, Digest asSealed)
        {
            string where = Event(e.CaseId, e.Sequence);
            (long sequence, Digest hash) = _cases.TryGetValue(e.CaseId, out (long, Digest) before) ? before : (0, EventHash.OfCase(e.CaseId));
            if (e.Sequence != sequence + 1) Fault(where, string.Create(CultureInfo.InvariantCulture, $"follows event {sequence} of its case"));
            if (!e.PreviousHash.Equals(hash)) Fault(where, "does not hold the hash of the event before it");
            if (!EventHash.Of(e).Equals(e.Hash)) Fault(where, "its hash is not that of its content");
            if (!e.Hash.Equals(asSealed)) Fault(where, "is not the event that was sealed");
            _cases[e.CaseId] = (e.Sequence, e.Hash);
        }

        public void Fault(string where, string what)
        {
            if (_faultCount++ < Listed) _faults.Add(new ChainFault(where, what));
        }

        public ChainReport End()
        {
            if (head is not null && _atHead is null)
                Fault("head", string.Create(CultureInfo.InvariantCulture, $"on {head.SignedAt:yyyy-MM-dd HH:mm} UTC the log had {head.Number} events, and now it ends at {_number}: it was cut"));
            else if (head is not null && !head.Hash.Equals(_atHead))
                Fault("head", string.Create(CultureInfo.InvariantCulture, $"seal {head.Number} is not the one that was signed on {head.SignedAt:yyyy-MM-dd HH:mm} UTC: the log was rewritten at or before it"));
            return new ChainReport(_seals, _cases.Count, _last, _faultCount, [.. _faults]);
        }

        private static Digest At(NpgsqlDataReader r, int column) => new(r.GetFieldValue<byte[]>(column));
    }
}

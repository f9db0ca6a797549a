using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Palinode.Server.Storage.Chain;

/// <summary>
/// What is hashed, and how: each field as its length (four bytes, most significant first) and its bytes, so that no two lists of fields give
/// the same bytes. Numbers are eight bytes, ids sixteen, both most significant byte first; texts are UTF-8; time is microseconds since 1970,
/// UTC. The second migration computes the same in the database, which refuses a row with another hash.
/// </summary>
internal static class EventHash
{
    /// <summary>What the first event of a case follows.</summary>
    public static Digest OfCase(Guid caseId) => Digest.Of([.. "palinode/case/1"u8, .. caseId.ToByteArray(bigEndian: true)]);

    public static Digest Of(Guid caseId, long sequence, Guid journalId, string type, string payload, Guid actorId, DateTimeOffset occurredAt, string why, Digest previous)
    {
        using Fields fields = new("palinode/event/1");
        return fields.Add(caseId).Add(sequence).Add(journalId).Add(type).Add(payload).Add(actorId).Add(Microseconds(occurredAt)).Add(why).Add(previous.Bytes).Hash();
    }

    public static Digest Of(EventEnvelope e) => Of(e.CaseId, e.Sequence, e.JournalId, e.Type, e.Payload, e.ActorId, e.OccurredAt, e.Why, e.PreviousHash);

    /// <summary>The hash of a seal: the n-th event of all cases in order of commit.</summary>
    public static Digest OfSeal(long number, Guid caseId, long sequence, Digest eventHash, Digest previous)
    {
        using Fields fields = new("palinode/seal/1");
        return fields.Add(number).Add(caseId).Add(sequence).Add(eventHash.Bytes).Add(previous.Bytes).Hash();
    }

    /// <summary>Cut to what PostgreSQL keeps.</summary>
    public static DateTimeOffset WholeMicroseconds(DateTimeOffset time) => DateTimeOffset.UnixEpoch.AddTicks(Microseconds(time) * TimeSpan.TicksPerMicrosecond);

    private static long Microseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private sealed class Fields : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public Fields(string purpose) => Add(purpose);

        public Fields Add(string text) => Add(Encoding.UTF8.GetBytes(text));

        public Fields Add(Guid id) => Add(id.ToByteArray(bigEndian: true));

        public Fields Add(long number)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            return Add(bytes);
        }

        public Fields Add(ReadOnlySpan<byte> bytes)
        {
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            _hash.AppendData(length);
            _hash.AppendData(bytes);
            return this;
        }

        public Digest Hash() => new(_hash.GetHashAndReset());

        public void Dispose() => _hash.Dispose();
    }
}

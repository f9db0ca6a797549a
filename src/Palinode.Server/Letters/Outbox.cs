using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Letters;

internal enum LetterState
{
    /// <summary>To be sent, at once or again.</summary>
    Waiting,

    /// <summary>Being sent, or it is not known whether it was: then it is sent again, as the same message.</summary>
    Sending,
    Sent,

    /// <summary>Refused, or tried too often; somebody has to look.</summary>
    Failed,

    /// <summary>For sending by hand: there is no mail server.</summary>
    Saved,
}

/// <summary>A letter as the case's page shows it. Who it is for and what it says stand elsewhere.</summary>
/// <param name="Party">Who it is for; null for the raiser.</param>
/// <param name="HasText">It can be downloaded.</param>
/// <param name="Fault">"refused", "unreachable", or null.</param>
internal sealed record OutboxEntry(Guid Id, string Kind, string? Party, LetterState State, int Attempts, DateTimeOffset DueAt, DateTimeOffset? SentAt, string? Fault, bool HasText);

/// <summary>A letter that somebody took to carry it.</summary>
/// <param name="Letter">Null where it cannot be opened; it is marked as failed then.</param>
internal sealed record TakenLetter(Guid Id, OutgoingLetter? Letter, int Attempts);

/// <summary>
/// Letters that are to leave. They are put in with the event that says so, in one transaction: neither is there without the other. Address and words are
/// sealed with a key of their own, and gone when the letter has left.
/// </summary>
internal sealed partial class Outbox(MasterKey master, TimeProvider time)
{
    private readonly byte[] _wrapping = master.For("letter");

    /// <param name="audience">Intake for a letter to the raiser.</param>
    public async Task<Guid> PutAsync(ActingTransaction transaction, OpenCase to, TextAudience audience, LetterKind kind, string? party, OutgoingLetter letter, LetterState state, CancellationToken stop)
    {
        Guid id = Guid.NewGuid();
        byte[] belongsTo = id.ToByteArray(bigEndian: true), key = RandomNumberGenerator.GetBytes(32);
        DateTimeOffset now = time.GetUtcNow();
        await transaction.ExecuteAsync("INSERT INTO palinode.outbox (id, case_id, journal_id, audience, kind, party, wrapped_key, box, state, due_at, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10)", stop,
            id, to.Id, to.Journal, audience == TextAudience.Intake ? "intake" : "case", kind.Name(), (object?)party ?? DBNull.Value, SealedBox.Seal(_wrapping, key, belongsTo),
            SealedBox.Seal(key, JsonSerializer.SerializeToUtf8Bytes(letter, LetterJson.Default.OutgoingLetter), belongsTo), Word(state), now, transaction.Actor.Id);
        CryptographicOperations.ZeroMemory(key);
        return id;
    }

    /// <summary>Those of a case that this actor may see.</summary>
    public static Task<List<OutboxEntry>> ListAsync(ActingTransaction transaction, Guid caseId, CancellationToken stop) => transaction.QueryAsync(
        "SELECT id, kind, party, state, attempts, due_at, sent_at, fault, box IS NOT NULL FROM palinode.outbox WHERE case_id = $1 ORDER BY created_at, id",
        r => new OutboxEntry(r.GetGuid(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), Enum.Parse<LetterState>(r.GetString(3), ignoreCase: true), r.GetInt32(4), r.GetFieldValue<DateTimeOffset>(5),
            r.IsDBNull(6) ? null : r.GetFieldValue<DateTimeOffset>(6), r.IsDBNull(7) ? null : r.GetString(7), r.GetBoolean(8)), stop, caseId);

    /// <summary>A letter that has not left; null when it has, was erased, or is not for this actor.</summary>
    public async Task<OutgoingLetter?> OpenAsync(ActingTransaction transaction, Guid caseId, Guid id, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT wrapped_key, box FROM palinode.outbox WHERE case_id = $1 AND id = $2 AND box IS NOT NULL", r => Open(id, r.GetFieldValue<byte[]>(0), r.GetFieldValue<byte[]>(1)), stop, caseId, id) is [var letter] ? letter : null;

    /// <summary>Takes the next letter that is due, so that nobody else sends it for a while; null when there is none.</summary>
    /// <param name="carrier">A transaction of <see cref="Actor.Post"/>.</param>
    /// <param name="lease">After that it counts as not sent: whoever took it has died.</param>
    public async Task<TakenLetter?> TakeAsync(ActingTransaction carrier, TimeSpan lease, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        List<(Guid Id, byte[] Key, byte[] Box, int Attempts)> rows = await carrier.QueryAsync("""
            UPDATE palinode.outbox SET state = 'sending', attempts = attempts + 1, due_at = $2
            WHERE id = (SELECT id FROM palinode.outbox WHERE state IN ('waiting', 'sending') AND box IS NOT NULL AND due_at <= $1 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING id, wrapped_key, box, attempts
            """, r => (r.GetGuid(0), r.GetFieldValue<byte[]>(1), r.GetFieldValue<byte[]>(2), r.GetInt32(3)), stop, now, now + lease);
        if (rows is not [var (id, key, box, attempts)]) return null;
        try
        {
            return new TakenLetter(id, Open(id, key, box), attempts);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            // Somebody has to look, and the letters behind it go on.
            await FailedAsync(carrier, id, "refused", stop);
            return new TakenLetter(id, null, attempts);
        }
    }

    /// <summary>It has left: address and words go.</summary>
    public Task<int> SentAsync(ActingTransaction transaction, Guid id, CancellationToken stop) =>
        transaction.ExecuteAsync("UPDATE palinode.outbox SET state = 'sent', sent_at = $2, fault = NULL, wrapped_key = NULL, box = NULL WHERE id = $1 AND state <> 'sent'", stop, id, time.GetUtcNow());

    public static Task<int> FailedAsync(ActingTransaction transaction, Guid id, string fault, CancellationToken stop) =>
        transaction.ExecuteAsync("UPDATE palinode.outbox SET state = 'failed', fault = $2 WHERE id = $1 AND state <> 'sent'", stop, id, fault);

    /// <summary>To be tried at another time.</summary>
    public static Task<int> LaterAsync(ActingTransaction transaction, Guid id, DateTimeOffset due, CancellationToken stop) =>
        transaction.ExecuteAsync("UPDATE palinode.outbox SET state = 'waiting', due_at = $2, fault = 'unreachable' WHERE id = $1 AND state <> 'sent'", stop, id, due);

    /// <summary>A person says that it is to be tried again, from the beginning.</summary>
    public async Task<bool> RetryAsync(ActingTransaction transaction, Guid caseId, Guid id, CancellationToken stop) =>
        await transaction.ExecuteAsync("UPDATE palinode.outbox SET state = 'waiting', attempts = 0, due_at = $3, fault = NULL WHERE case_id = $1 AND id = $2 AND state IN ('failed', 'saved') AND box IS NOT NULL", stop, caseId, id, time.GetUtcNow()) == 1;

    /// <summary>A person says that they sent it by hand.</summary>
    public async Task<bool> SentByHandAsync(ActingTransaction transaction, Guid caseId, Guid id, CancellationToken stop) =>
        await transaction.ExecuteAsync("UPDATE palinode.outbox SET state = 'sent', sent_at = $3, fault = NULL, wrapped_key = NULL, box = NULL WHERE case_id = $1 AND id = $2 AND state IN ('failed', 'saved', 'waiting')", stop, caseId, id, time.GetUtcNow()) == 1;

    private OutgoingLetter Open(Guid id, byte[] wrapped, byte[] box)
    {
        byte[] belongsTo = id.ToByteArray(bigEndian: true), key = SealedBox.Open(_wrapping, wrapped, belongsTo);
        OutgoingLetter letter = JsonSerializer.Deserialize(SealedBox.Open(key, box, belongsTo), LetterJson.Default.OutgoingLetter)!;
        CryptographicOperations.ZeroMemory(key);
        return letter;
    }

    private static string Word(LetterState state) => state.ToString().ToLowerInvariant();

    [JsonSerializable(typeof(OutgoingLetter))]
    private sealed partial class LetterJson : JsonSerializerContext;
}

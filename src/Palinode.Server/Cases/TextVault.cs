using System.Security.Cryptography;
using System.Text;
using Palinode.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases;

/// <summary>What is said by or to the raiser is for intake; everything else for whoever may read the case.</summary>
internal enum TextAudience { Intake, Case }

/// <summary>
/// Words behind a <see cref="SealedText"/>: letters, notes, answers. They are encrypted with a key of their own, wrapped by the master key outside the
/// database, and can be erased; the log holds a commitment, SHA-256 over a random salt and the words. Who may open them the database decides.
/// </summary>
internal sealed class TextVault(MasterKey master)
{
    private const int SaltBytes = 32, KeyBytes = 32;

    /// <summary>Characters of one text: a long letter has a tenth of it.</summary>
    public const int Longest = 200_000;

    private readonly byte[] _wrapping = master.For("text");

    /// <summary>Puts a text in; its id and commitment go into the event, the words nowhere else.</summary>
    /// <exception cref="InputException">It is longer than <see cref="Longest"/>.</exception>
    public async Task<SealedText> SealAsync(ActingTransaction transaction, Guid caseId, Guid journal, TextAudience audience, string text, CancellationToken stop)
    {
        if (text.Length > Longest) throw new InputException($"The text has {text.Length} characters; {Longest} are allowed. Attach it as a file.");
        Guid id = Guid.NewGuid();
        byte[] belongsTo = id.ToByteArray(bigEndian: true), key = RandomNumberGenerator.GetBytes(KeyBytes);
        // The salt is inside the box, so that it is erased with the words.
        byte[] plain = [.. RandomNumberGenerator.GetBytes(SaltBytes), .. Encoding.UTF8.GetBytes(text)];
        await transaction.ExecuteAsync("INSERT INTO palinode.sealed_text (id, case_id, journal_id, audience, wrapped_key, box, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)", stop,
            id, caseId, journal, audience == TextAudience.Intake ? "intake" : "case", SealedBox.Seal(_wrapping, key, belongsTo), SealedBox.Seal(key, plain, belongsTo), transaction.Actor.Id);
        CryptographicOperations.ZeroMemory(key);
        return new SealedText(id.ToString(), Commitment(plain));
    }

    /// <summary>Null when it is not for this actor, when it was erased, and when it never was: the answer is the same.</summary>
    /// <exception cref="CryptographicException">The words are not those that the log was given.</exception>
    public async Task<string?> OpenAsync(ActingTransaction transaction, SealedText text, CancellationToken stop)
    {
        if (!Guid.TryParse(text.Id, out Guid id)) return null;
        List<(byte[] Key, byte[] Box)> rows = await transaction.QueryAsync("SELECT wrapped_key, box FROM palinode.sealed_text WHERE id = $1",
            r => (r.GetFieldValue<byte[]>(0), r.GetFieldValue<byte[]>(1)), stop, id);
        return rows is [var row] ? Open(text, row.Key, row.Box) : null;
    }

    /// <summary>All texts of a case that this actor may read, by id: for its page, in one question to the database.</summary>
    public async Task<IReadOnlyDictionary<string, Func<SealedText, string>>> OpenAllAsync(ActingTransaction transaction, Guid caseId, CancellationToken stop)
    {
        List<(string Id, byte[] Key, byte[] Box)> rows = await transaction.QueryAsync("SELECT id, wrapped_key, box FROM palinode.sealed_text WHERE case_id = $1",
            r => (r.GetGuid(0).ToString(), r.GetFieldValue<byte[]>(1), r.GetFieldValue<byte[]>(2)), stop, caseId);
        return rows.ToDictionary(r => r.Id, r => new Func<SealedText, string>(text => Open(text, r.Key, r.Box)), StringComparer.Ordinal);
    }

    /// <summary>Opens what was fetched by somebody who may have it.</summary>
    /// <exception cref="CryptographicException">The words are not those that the log was given.</exception>
    public string Open(SealedText text, byte[] wrappedKey, byte[] box)
    {
        byte[] belongsTo = Guid.Parse(text.Id).ToByteArray(bigEndian: true), key = SealedBox.Open(_wrapping, wrappedKey, belongsTo), plain = SealedBox.Open(key, box, belongsTo);
        CryptographicOperations.ZeroMemory(key);
        if (Commitment(plain) != text.Commitment) throw new CryptographicException("A text is not the one that the log was given.");
        return Encoding.UTF8.GetString(plain.AsSpan(SaltBytes));
    }

    private static ContentHash Commitment(byte[] plain) => new(Convert.ToHexStringLower(SHA256.HashData(plain)));
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Storage.Identities;

/// <summary>Who raised a concern is for intake alone; authors are for whoever may read the case.</summary>
internal enum IdentityKind { Raiser, Author }

/// <summary>What the log may hold of a person: a number, and a commitment that shows later that the identity is the one that was meant.</summary>
/// <param name="Commitment">SHA-256 over a random salt and the identity. Once that is erased nobody can tell what it was.</param>
internal sealed record SealedIdentity(Guid Id, Digest Commitment);

/// <param name="Fields">Name, address and the like, by the names that the case work gives them.</param>
internal sealed record Identity(Guid Id, IdentityKind Kind, ImmutableSortedDictionary<string, string> Fields, Digest Commitment);

/// <summary>
/// Names of people, kept apart from the log and erasable. Each identity has a key of its own, wrapped by the master key outside the
/// database; deleting the row deletes the key with it. Who may open it the database decides.
/// </summary>
internal sealed partial class IdentityVault(MasterKey master)
{
    private const int SaltBytes = 32;

    private readonly byte[] _wrapping = master.For("identity");

    /// <summary>Puts an identity in; the id and commitment go into the event, the names nowhere else.</summary>
    public async Task<SealedIdentity> SealAsync(ActingTransaction transaction, Guid journal, IdentityKind kind, IReadOnlyDictionary<string, string> fields, CancellationToken stop = default)
    {
        Guid id = Guid.NewGuid();
        byte[] belongsTo = id.ToByteArray(bigEndian: true), key = RandomNumberGenerator.GetBytes(32);
        byte[] plain = JsonSerializer.SerializeToUtf8Bytes(new Content(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes)), fields.ToImmutableSortedDictionary(StringComparer.Ordinal)), IdentityJson.Default.Content);
        await transaction.ExecuteAsync("INSERT INTO palinode.identity (id, journal_id, kind, wrapped_key, box) VALUES ($1, $2, $3, $4, $5)", stop,
            id, journal, Name(kind), SealedBox.Seal(_wrapping, key, belongsTo), SealedBox.Seal(key, plain, belongsTo));
        CryptographicOperations.ZeroMemory(key);
        return new SealedIdentity(id, Digest.Of(plain));
    }

    /// <summary>Null when it is not for this actor, when it was erased, and when it never was: the answer is the same.</summary>
    public async Task<Identity?> OpenAsync(ActingTransaction transaction, Guid id, CancellationToken stop = default)
    {
        List<(string Kind, byte[] Key, byte[] Box)> rows = await transaction.QueryAsync("SELECT kind, wrapped_key, box FROM palinode.identity WHERE id = $1",
            r => (r.GetString(0), r.GetFieldValue<byte[]>(1), r.GetFieldValue<byte[]>(2)), stop, id);
        return rows is [var row] ? Open(id, row.Kind, row.Key, row.Box) : null;
    }

    /// <summary>Those of several people that this actor may open, in one question to the database.</summary>
    public async Task<List<Identity>> OpenAllAsync(ActingTransaction transaction, IEnumerable<Guid> ids, CancellationToken stop = default) =>
        ids.ToArray() is { Length: > 0 } all
            ? await transaction.QueryAsync("SELECT id, kind, wrapped_key, box FROM palinode.identity WHERE id = ANY ($1)", r => Open(r.GetGuid(0), r.GetString(1), r.GetFieldValue<byte[]>(2), r.GetFieldValue<byte[]>(3)), stop, all)
            : [];

    private Identity Open(Guid id, string kind, byte[] wrappedKey, byte[] box)
    {
        byte[] belongsTo = id.ToByteArray(bigEndian: true), key = SealedBox.Open(_wrapping, wrappedKey, belongsTo), plain = SealedBox.Open(key, box, belongsTo);
        CryptographicOperations.ZeroMemory(key);
        return new Identity(id, kind == Name(IdentityKind.Raiser) ? IdentityKind.Raiser : IdentityKind.Author, JsonSerializer.Deserialize(plain, IdentityJson.Default.Content)!.Fields, Digest.Of(plain));
    }

    private static string Name(IdentityKind kind) => kind == IdentityKind.Raiser ? "raiser" : "author";

    /// <summary>The salt is inside, so that it is erased with the rest.</summary>
    internal sealed record Content(string Salt, ImmutableSortedDictionary<string, string> Fields);

    [JsonSerializable(typeof(Content))]
    private sealed partial class IdentityJson : JsonSerializerContext;
}

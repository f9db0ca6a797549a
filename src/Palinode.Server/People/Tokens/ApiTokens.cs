using System.Text;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.People;

/// <summary>A token that holds: what a program may do on a person's behalf.</summary>
internal sealed record ApiToken(Guid Id, Guid Person, string[] Scopes);

internal sealed record ApiTokenLine(Guid Id, string Name, string[] Scopes, DateTimeOffset Made, DateTimeOffset Expires, DateTimeOffset? Used);

/// <summary>Tokens for programs. A person makes them for themself; what a program may is what the scopes allow of what the person may at that moment. The database has their SHA-256 only.</summary>
internal sealed class ApiTokens(CaseDatabase cases, MasterKey master, TimeProvider time)
{
    /// <summary>Tells a scanner for leaked secrets what it has found.</summary>
    public const string Prefix = "palinode_";

    /// <summary>Days that may be chosen: a run, a month, a year at the longest.</summary>
    public static IReadOnlyList<int> Lifetimes { get; } = [7, 30, 90, 365];

    private readonly byte[] _names = master.For("token-name");

    /// <returns>The token; it is known nowhere else.</returns>
    public async Task<string> MakeAsync(ActingTransaction transaction, string name, IReadOnlyCollection<string> scopes, TimeSpan lifetime, CancellationToken stop)
    {
        string token = Prefix + Token.New();
        Guid id = Guid.NewGuid();
        DateTimeOffset now = time.GetUtcNow();
        await transaction.ExecuteAsync("INSERT INTO palinode.api_token (id, token_hash, person_id, name_box, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)", stop,
            id, Token.HashOf(token), transaction.Actor.Id, SealedBox.Seal(_names, Encoding.UTF8.GetBytes(name), id.ToByteArray(bigEndian: true)), TokenScope.All.Where(scopes.Contains).ToArray(), now, now + lifetime);
        return token;
    }

    /// <summary>Null when it does not hold: unknown, expired, taken back, of a disabled person, or of one who lacks the second factor that a journal asks for.</summary>
    public async Task<ApiToken?> FindAsync(string token, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        List<(ApiToken Token, DateTimeOffset? Used)> found = await transaction.QueryAsync("""
            SELECT t.id, t.person_id, t.scopes, t.used_at FROM palinode.api_token t JOIN palinode.person p ON p.id = t.person_id JOIN palinode.account a ON a.person_id = t.person_id
            WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND p.disabled_at IS NULL
              AND (a.totp_on OR EXISTS (SELECT FROM palinode.passkey k WHERE k.person_id = t.person_id) OR NOT palinode.needs_second_factor(t.person_id))
            """, r => (new ApiToken(r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<string[]>(2)), r.IsDBNull(3) ? (DateTimeOffset?)null : r.GetFieldValue<DateTimeOffset>(3)), stop, Token.HashOf(token), now);
        if (found is not [var (known, used)]) return null;
        if (used is null || now - used > TimeSpan.FromMinutes(1))
        {
            await transaction.ExecuteAsync("UPDATE palinode.api_token SET used_at = $2 WHERE id = $1", stop, known.Id, now);
            await transaction.CommitAsync(stop);
        }
        return known;
    }

    /// <summary>One's own that still hold.</summary>
    public async Task<List<ApiTokenLine>> OfAsync(ActingTransaction transaction, CancellationToken stop) => await transaction.QueryAsync(
        "SELECT id, name_box, scopes, created_at, expires_at, used_at FROM palinode.api_token WHERE person_id = palinode.acting_person() AND revoked_at IS NULL AND expires_at > $1 ORDER BY created_at, id",
        r => new ApiTokenLine(r.GetGuid(0), Encoding.UTF8.GetString(SealedBox.Open(_names, r.GetFieldValue<byte[]>(1), r.GetGuid(0).ToByteArray(bigEndian: true))), r.GetFieldValue<string[]>(2),
            r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4), r.IsDBNull(5) ? null : r.GetFieldValue<DateTimeOffset>(5)), stop, time.GetUtcNow());

    /// <summary>Takes one of a person's back, or all of them; as far as the actor may.</summary>
    public async Task<int> RevokeAsync(ActingTransaction transaction, Guid person, Guid? token, CancellationToken stop) => await transaction.ExecuteAsync(
        "UPDATE palinode.api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL AND ($3 = '00000000-0000-0000-0000-000000000000' OR id = $3)", stop, person, time.GetUtcNow(), token ?? Guid.Empty);
}

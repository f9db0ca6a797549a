using System.Text;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.People;

/// <summary>Passkeys: public keys of authenticators. The name that a person gives one is encrypted.</summary>
internal sealed partial class PeopleStore
{
    private const string PasskeyColumns = "credential_id, public_key, created_at, sign_count, transports, user_verified, backup_eligible, backed_up, attestation_object, client_data, name_box";

    private readonly byte[] _passkeyNames = master.For("passkey-name");

    public async Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, cancellationToken);
        // What was signed at the registration stays; what changes is the counter, and whether the key is backed up.
        await transaction.ExecuteAsync("""
            INSERT INTO palinode.passkey (credential_id, person_id, name_box, public_key, created_at, sign_count, transports, user_verified, backup_eligible, backed_up, attestation_object, client_data)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            ON CONFLICT (credential_id) DO UPDATE SET sign_count = excluded.sign_count, backed_up = excluded.backed_up, user_verified = excluded.user_verified WHERE passkey.person_id = excluded.person_id
            """, cancellationToken,
            passkey.CredentialId, user.Id, SealedBox.Seal(_passkeyNames, Encoding.UTF8.GetBytes(passkey.Name ?? ""), passkey.CredentialId), passkey.PublicKey, passkey.CreatedAt.ToUniversalTime(), (long)passkey.SignCount,
            passkey.Transports ?? [], passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject, passkey.ClientDataJson);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, cancellationToken);
        return await transaction.QueryAsync($"SELECT {PasskeyColumns} FROM palinode.passkey WHERE person_id = $1 ORDER BY created_at, id", PasskeyRow, cancellationToken, user.Id);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, cancellationToken);
        return await transaction.QueryAsync($"SELECT {PasskeyColumns} FROM palinode.passkey WHERE person_id = $1 AND credential_id = $2", PasskeyRow, cancellationToken, user.Id, credentialId) is [var found] ? found : null;
    }

    public Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        FindAsync("a.person_id = (SELECT k.person_id FROM palinode.passkey k WHERE k.credential_id = $1)", credentialId, cancellationToken);

    public async Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, cancellationToken);
        await transaction.ExecuteAsync("DELETE FROM palinode.passkey WHERE person_id = $1 AND credential_id = $2", cancellationToken, user.Id, credentialId);
        await transaction.CommitAsync(cancellationToken);
    }

    private UserPasskeyInfo PasskeyRow(NpgsqlDataReader r)
    {
        byte[] id = r.GetFieldValue<byte[]>(0);
        return new UserPasskeyInfo(id, r.GetFieldValue<byte[]>(1), r.GetFieldValue<DateTimeOffset>(2), (uint)r.GetInt64(3), r.GetFieldValue<string[]>(4), r.GetBoolean(5), r.GetBoolean(6), r.GetBoolean(7), r.GetFieldValue<byte[]>(8), r.GetFieldValue<byte[]>(9))
        {
            Name = Encoding.UTF8.GetString(SealedBox.Open(_passkeyNames, r.GetFieldValue<byte[]>(10), id)),
        };
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.People;

/// <summary>Accounts in our own tables, for ASP.NET Core Identity: passwords, lockout, the second factor. Address and name are encrypted.</summary>
internal sealed partial class PeopleStore(CaseDatabase cases, MasterKey master) : IUserPasswordStore<Account>, IUserLockoutStore<Account>, IUserAuthenticatorKeyStore<Account>, IUserTwoFactorStore<Account>, IUserSecurityStampStore<Account>, IUserPasskeyStore<Account>
{
    private const string Columns = "person_id, name_box, password_hash, failures, locked_until, totp_box, totp_on, stamp, version";

    private readonly byte[] _loginKey = master.For("login"), _names = master.For("account-name"), _totp = master.For("totp");

    /// <summary>Makes the person with the account, in a transaction of the door that may also use an invitation.</summary>
    public async Task AddAsync(ActingTransaction transaction, Account account, CancellationToken stop)
    {
        byte[] belongsTo = account.Id.ToByteArray(bigEndian: true);
        byte[] names = SealedBox.Seal(_names, JsonSerializer.SerializeToUtf8Bytes(new Names(account.Login, account.Name), NamesJson.Default.Names), belongsTo);
        await transaction.ExecuteAsync("INSERT INTO palinode.person (id) VALUES ($1)", stop, account.Id);
        await transaction.ExecuteAsync("INSERT INTO palinode.account (person_id, login_key, name_box, password_hash, stamp, version) VALUES ($1, $2, $3, $4, $5, $6)", stop,
            account.Id, LoginKey(account.Login.ToUpperInvariant()), names, (object?)account.PasswordHash ?? DBNull.Value, account.Stamp, account.Version);
    }

    /// <summary>The names of people, as far as the actor sees them.</summary>
    public async Task<Dictionary<Guid, Names>> NamesAsync(ActingTransaction transaction, IEnumerable<Guid> people, CancellationToken stop) =>
        (await transaction.QueryAsync("SELECT person_id, name_box FROM palinode.account WHERE person_id = ANY ($1)",
            r => (Id: r.GetGuid(0), Names: JsonSerializer.Deserialize(SealedBox.Open(_names, r.GetFieldValue<byte[]>(1), r.GetGuid(0).ToByteArray(bigEndian: true)), NamesJson.Default.Names)!), stop, people.Distinct().ToArray()))
        .ToDictionary(p => p.Id, p => p.Names);

    /// <summary>A name for a page; a pseudonym's beginning for somebody without one.</summary>
    public static string Shown(Dictionary<Guid, Names> names, Guid? person) => person is { } id && names.TryGetValue(id, out Names? known) ? known.Name : person == Actor.ServiceId ? "the service" : $"person {person?.ToString()[..8]}";

    /// <summary>Takes a code's time step for used. False when it was before, whoever was faster.</summary>
    public async Task<bool> UseStepAsync(Guid person, long step, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        if (await transaction.ExecuteAsync("UPDATE palinode.account SET totp_step = $2 WHERE person_id = $1 AND totp_step < $2", stop, person, step) != 1) return false;
        await transaction.CommitAsync(stop);
        return true;
    }

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, cancellationToken);
        try
        {
            await AddAsync(transaction, user, cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return IdentityResult.Failed(new IdentityErrorDescriber().DuplicateUserName(user.Login));
        }
        await transaction.CommitAsync(cancellationToken);
        return IdentityResult.Success;
    }

    /// <summary>Writes an account as it was changed since it was read; refused when someone else changed it meanwhile.</summary>
    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken)
    {
        Guid next = Guid.NewGuid();
        object totp = user.TotpKey is null ? DBNull.Value : SealedBox.Seal(_totp, Encoding.UTF8.GetBytes(user.TotpKey), user.Id.ToByteArray(bigEndian: true));
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, cancellationToken);
        await using NpgsqlCommand command = transaction.Command(
            "UPDATE palinode.account SET password_hash = $3, failures = $4, locked_until = $5, totp_box = $6, totp_on = $7, stamp = $8, version = $9 WHERE person_id = $1 AND version = $2",
            user.Id, user.Version, (object?)user.PasswordHash ?? DBNull.Value, user.Failures, (object?)user.LockedUntil?.ToUniversalTime() ?? DBNull.Value, totp, user.TotpOn, user.Stamp, next);
        if (await command.ExecuteNonQueryAsync(cancellationToken) != 1) return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        await transaction.CommitAsync(cancellationToken);
        user.Version = next;
        return IdentityResult.Success;
    }

    /// <summary>An account is disabled, never deleted: the log speaks of the person.</summary>
    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken)
    {
        user.PasswordHash = null;
        user.TotpKey = null;
        return await UpdateAsync(user, cancellationToken);
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out Guid id) ? await FindAsync("a.person_id = $1", id, cancellationToken) : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => FindAsync("a.login_key = $1", LoginKey(normalizedUserName), cancellationToken);

    private async Task<Account?> FindAsync(string which, object value, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        return await transaction.QueryAsync($"SELECT {Columns} FROM palinode.account a JOIN palinode.person p ON p.id = a.person_id WHERE p.disabled_at IS NULL AND {which}", Row, stop, value) is [var found] ? found : null;
    }

    private Account Row(NpgsqlDataReader r)
    {
        Guid id = r.GetGuid(0);
        byte[] belongsTo = id.ToByteArray(bigEndian: true);
        Names names = JsonSerializer.Deserialize(SealedBox.Open(_names, r.GetFieldValue<byte[]>(1), belongsTo), NamesJson.Default.Names)!;
        return new Account
        {
            Id = id, Login = names.Login, Name = names.Name,
            PasswordHash = r.IsDBNull(2) ? null : r.GetString(2), Failures = r.GetInt32(3), LockedUntil = r.IsDBNull(4) ? null : r.GetFieldValue<DateTimeOffset>(4),
            TotpKey = r.IsDBNull(5) ? null : Encoding.UTF8.GetString(SealedBox.Open(_totp, r.GetFieldValue<byte[]>(5), belongsTo)), TotpOn = r.GetBoolean(6), Stamp = r.GetString(7), Version = r.GetGuid(8),
        };
    }

    /// <summary>Finds an address without keeping it.</summary>
    private byte[] LoginKey(string normalized) => HMACSHA256.HashData(_loginKey, Encoding.UTF8.GetBytes(normalized));

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Login);
    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) => Set(() => user.Login = userName ?? "");
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Login.ToUpperInvariant());
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) => Set(() => user.PasswordHash = passwordHash);
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);
    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.LockedUntil);
    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Set(() => user.LockedUntil = lockoutEnd);
    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(++user.Failures);
    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Set(() => user.Failures = 0);
    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Failures);
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;
    public Task SetAuthenticatorKeyAsync(Account user, string key, CancellationToken cancellationToken) => Set(() => user.TotpKey = key);
    public Task<string?> GetAuthenticatorKeyAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TotpKey);
    public Task SetTwoFactorEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Set(() => user.TotpOn = enabled);
    public Task<bool> GetTwoFactorEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.TotpOn);
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) => Set(() => user.Stamp = stamp);
    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Stamp);

    public void Dispose() { }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }

    internal sealed record Names(string Login, string Name);

    [JsonSerializable(typeof(Names))]
    private sealed partial class NamesJson : JsonSerializerContext;
}

using System.Security.Cryptography;
using System.Text;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.People;

/// <summary>Codes beside the password: an authenticator's, or one of ten for the day it is lost. None works twice.</summary>
internal sealed class SecondFactors(CaseDatabase cases, PeopleStore people, MasterKey master, TimeProvider time)
{
    private const int RecoveryCodes = 10;

    private readonly byte[] _recovery = master.For("recovery-code");

    /// <summary>Whether the code is right for the account, and was not used before; from now on it is.</summary>
    public async Task<bool> UseAsync(Account account, string code, CancellationToken stop)
    {
        if (account.TotpKey is not null && Totp.StepOf(account.TotpKey, code, time.GetUtcNow()) is { } step) return await people.UseStepAsync(account.Id, step, stop);
        if (!account.TotpOn) return false;
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        if (await transaction.ExecuteAsync("UPDATE palinode.recovery_code SET used_at = $3 WHERE person_id = $1 AND code_hash = $2 AND used_at IS NULL", stop, account.Id, HashOf(account.Id, code), time.GetUtcNow()) != 1) return false;
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>Ten new codes of 50 bits instead of all earlier ones. They are known nowhere else.</summary>
    public async Task<string[]> NewRecoveryCodesAsync(Guid person, CancellationToken stop)
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Totp.Base32(RandomNumberGenerator.GetBytes(10))[..10]).Select(c => $"{c[..5]}-{c[5..]}")];
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("DELETE FROM palinode.recovery_code WHERE person_id = $1", stop, person);
        await transaction.ExecuteAsync("INSERT INTO palinode.recovery_code (person_id, code_hash) SELECT $1, unnest($2)", stop, person, codes.Select(c => HashOf(person, c)).ToArray());
        await transaction.CommitAsync(stop);
        return codes;
    }

    public async Task<int> RecoveryCodesLeftAsync(Guid person, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        return (int)(await transaction.QueryAsync("SELECT count(*) FROM palinode.recovery_code WHERE person_id = $1 AND used_at IS NULL", r => r.GetInt64(0), stop, person))[0];
    }

    public async Task ForgetRecoveryCodesAsync(Guid person, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("DELETE FROM palinode.recovery_code WHERE person_id = $1", stop, person);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Keyed: fifty bits alone could be found again from a plain hash.</summary>
    private byte[] HashOf(Guid person, string code)
    {
        string plain = new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        byte[] what = [.. person.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(plain)];
        return HMACSHA256.HashData(_recovery, what);
    }
}

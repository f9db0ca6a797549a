using Microsoft.AspNetCore.Identity;
using Npgsql;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>Links by which people sign up, each usable once.</summary>
internal sealed class Invitations(CaseDatabase cases, PeopleStore people, UserManager<Account> identity, TimeProvider time)
{
    /// <summary>Long enough to carry a link to a colleague, short enough not to lie about.</summary>
    private static readonly TimeSpan Valid = TimeSpan.FromDays(3);

    /// <summary>A link for the first administrator of a service that has none; a new one makes earlier ones void. Null when there is one.</summary>
    public static async Task<string?> ForFirstAdministratorAsync(CaseDatabase cases, TimeProvider time, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        if (await transaction.QueryAsync("SELECT palinode.has_administrator()", r => r.GetBoolean(0), stop) is [true]) return null;
        string token = Token.New();
        await transaction.ExecuteAsync("DELETE FROM palinode.invitation WHERE purpose = 'first-administrator'", stop);
        await transaction.ExecuteAsync("INSERT INTO palinode.invitation (token_hash, purpose, expires_at) VALUES ($1, 'first-administrator', $2)", stop, Token.HashOf(token), time.GetUtcNow() + Valid);
        await transaction.CommitAsync(stop);
        return token;
    }

    /// <summary>A link by which somebody joins a journal in a role; the actor must administer the journal or the service.</summary>
    public async Task<string> ToJoinAsync(ActingTransaction transaction, Guid journal, string role, CancellationToken stop)
    {
        string token = Token.New();
        await transaction.ExecuteAsync("INSERT INTO palinode.invitation (token_hash, purpose, journal_id, role, invited_by, expires_at) VALUES ($1, 'join', $2, $3, $4, $5)", stop,
            Token.HashOf(token), journal, role, transaction.Actor.Id, time.GetUtcNow() + Valid);
        return token;
    }

    /// <summary>A link by which a person takes a new password; the actor must administer the service.</summary>
    /// <param name="withoutSecondFactor">For someone who has lost the authenticator and the recovery codes as well.</param>
    public async Task<string> ToResetAsync(ActingTransaction transaction, Guid person, bool withoutSecondFactor, CancellationToken stop)
    {
        string token = Token.New();
        await transaction.ExecuteAsync("INSERT INTO palinode.invitation (token_hash, purpose, person_id, without_second_factor, invited_by, expires_at) VALUES ($1, 'reset', $2, $3, $4, $5)", stop,
            Token.HashOf(token), person, withoutSecondFactor, transaction.Actor.Id, time.GetUtcNow() + Valid);
        return token;
    }

    /// <summary>Whether a link can still be used.</summary>
    public async Task<bool> HoldsAsync(string token, CancellationToken stop, bool reset = false)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        return await transaction.QueryAsync("SELECT 1 FROM palinode.invitation WHERE token_hash = $1 AND (purpose = 'reset') = $3 AND used_at IS NULL AND expires_at > $2", r => r.GetInt32(0), stop, Token.HashOf(token), time.GetUtcNow(), reset) is [1];
    }

    /// <summary>Uses a link: the person, the account and the right come to be together, or none does.</summary>
    /// <returns>The account, or what is wrong with what was given.</returns>
    public async Task<(Account? Account, IReadOnlyList<string> Wrong)> AcceptAsync(string token, string login, string name, string password, CancellationToken stop)
    {
        Account account = new() { Login = login.Trim(), Name = name.Trim() };
        List<string> wrong = [];
        if (account.Login.Length is < 3 or > 200 || !account.Login.Contains('@', StringComparison.Ordinal)) wrong.Add("Give an e-mail address.");
        if (account.Name.Length is 0 or > 200) wrong.Add("Give a name.");
        wrong.AddRange(await WrongWithPasswordAsync(account, password));
        if (wrong.Count > 0) return (null, wrong);
        account.PasswordHash = identity.PasswordHasher.HashPassword(account, password);
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        try
        {
            await people.AddAsync(transaction, account, stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return (null, ["This address has an account already: sign in with it, then open the link again."]);
        }
        if (!await UseAsync(transaction, token, account.Id, stop)) return (null, ["This link cannot be used any more; ask for a new one."]);
        await transaction.CommitAsync(stop);
        return (account, []);
    }

    /// <summary>Uses a link for a person who has an account. False when it cannot be used.</summary>
    public async Task<bool> AcceptForAsync(string token, Guid person, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        if (!await UseAsync(transaction, token, person, stop)) return false;
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>Uses a link for a new password: the password is changed, tokens and sessions are over, and a lost second factor goes when the link says so.</summary>
    /// <returns>What is wrong with the password; nothing when it is changed.</returns>
    public async Task<IReadOnlyList<string>> ResetAsync(string token, string password, CancellationToken stop)
    {
        IReadOnlyList<string> wrong = await WrongWithPasswordAsync(new Account(), password);
        if (wrong.Count > 0) return wrong;
        string hash = identity.PasswordHasher.HashPassword(new Account(), password);
        DateTimeOffset now = time.GetUtcNow();
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        if (await transaction.QueryAsync("SELECT person, without_second_factor FROM palinode.use_reset($1, $2)", r => (Person: r.GetGuid(0), WithoutSecondFactor: r.GetBoolean(1)), stop, Token.HashOf(token), now) is not [var reset])
            return ["This link cannot be used any more; ask for a new one."];
        await transaction.ExecuteAsync("UPDATE palinode.account SET password_hash = $2, failures = 0, locked_until = NULL, version = gen_random_uuid() WHERE person_id = $1", stop, reset.Person, hash);
        await transaction.ExecuteAsync("UPDATE palinode.session SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL", stop, reset.Person, now);
        await transaction.ExecuteAsync("UPDATE palinode.api_token SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL", stop, reset.Person, now);
        if (reset.WithoutSecondFactor)
        {
            await transaction.ExecuteAsync("UPDATE palinode.account SET totp_on = false, totp_box = NULL WHERE person_id = $1", stop, reset.Person);
            await transaction.ExecuteAsync("DELETE FROM palinode.recovery_code WHERE person_id = $1", stop, reset.Person);
            await transaction.ExecuteAsync("DELETE FROM palinode.passkey WHERE person_id = $1", stop, reset.Person);
        }
        await transaction.CommitAsync(stop);
        return [];
    }

    /// <summary>What is wrong with a password that somebody wants to take.</summary>
    public async Task<IReadOnlyList<string>> WrongWithPasswordAsync(Account account, string password)
    {
        List<string> wrong = [];
        foreach (IPasswordValidator<Account> validator in identity.PasswordValidators)
            wrong.AddRange((await validator.ValidateAsync(identity, account, password)).Errors.Select(e => e.Description));
        return wrong;
    }

    private async Task<bool> UseAsync(ActingTransaction transaction, string token, Guid person, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT palinode.accept_invitation($1, $2, $3)", r => r.GetBoolean(0), stop, Token.HashOf(token), person, time.GetUtcNow()) is [true];
}

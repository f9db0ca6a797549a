using Palinode.Server.Storage;

namespace Palinode.Server.People;

internal sealed record SessionOptions
{
    /// <summary>A working day.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Nobody at the keyboard.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(2);
}

/// <summary>Who is signed in. Each request asks here: a session that was revoked, or a person who was disabled, is out with the next one.</summary>
internal sealed class Sessions(CaseDatabase cases, TimeProvider time, SessionOptions options)
{
    /// <returns>The token for the cookie; it is known nowhere else.</returns>
    public async Task<string> BeginAsync(Guid person, CancellationToken stop)
    {
        string token = Token.New();
        DateTimeOffset now = time.GetUtcNow();
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("INSERT INTO palinode.session (token_hash, person_id, begun_at, seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)", stop, Token.HashOf(token), person, now, now + options.Longest);
        await transaction.CommitAsync(stop);
        return token;
    }

    /// <summary>The person of a session that holds, or null.</summary>
    public async Task<Guid?> PersonAsync(string token, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        byte[] hash = Token.HashOf(token);
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        List<(Guid Person, DateTimeOffset Seen)> found = await transaction.QueryAsync("""
            SELECT s.person_id, s.seen_at FROM palinode.session s JOIN palinode.person p ON p.id = s.person_id
            WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.disabled_at IS NULL
            """, r => (r.GetGuid(0), r.GetFieldValue<DateTimeOffset>(1)), stop, hash, now, now - options.Idle);
        if (found is not [var (person, seen)]) return null;
        // Once a minute is enough to know that somebody is there.
        if (now - seen > TimeSpan.FromMinutes(1))
        {
            await transaction.ExecuteAsync("UPDATE palinode.session SET seen_at = $2 WHERE token_hash = $1", stop, hash, now);
            await transaction.CommitAsync(stop);
        }
        return person;
    }

    /// <summary>Signs out.</summary>
    public async Task EndAsync(string token, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("UPDATE palinode.session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL", stop, Token.HashOf(token), time.GetUtcNow());
        await transaction.CommitAsync(stop);
    }

    /// <summary>Signs a person out everywhere, as far as the actor may: oneself, or anybody for an administrator of the service.</summary>
    public async Task<int> RevokeAllAsync(ActingTransaction transaction, Guid person, CancellationToken stop) =>
        await transaction.ExecuteAsync("UPDATE palinode.session SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL", stop, person, time.GetUtcNow());
}

using Palinode.Server.Storage;

namespace Palinode.Server.People;

internal sealed record SessionOptions
{
    /// <summary>A working day.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Nobody at the keyboard.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(2);
}

/// <param name="SecondFactorMissing">A journal asks this person for a second factor, and this session began with a password alone.</param>
internal sealed record Session(Guid Id, Guid Person, bool SecondFactorMissing);

/// <param name="Current">The one that asks.</param>
internal sealed record SessionLine(Guid Id, DateTimeOffset Begun, DateTimeOffset Seen, bool Current);

/// <summary>Who is signed in. Each request asks here: a session that was revoked, or a person who was disabled, is out with the next one.</summary>
internal sealed class Sessions(CaseDatabase cases, TimeProvider time, SessionOptions options)
{
    /// <param name="strong">More than a password was shown: a code, or a passkey.</param>
    /// <returns>The token for the cookie; it is known nowhere else.</returns>
    public async Task<string> BeginAsync(Guid person, bool strong, CancellationToken stop)
    {
        string token = Token.New();
        DateTimeOffset now = time.GetUtcNow();
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("INSERT INTO palinode.session (token_hash, person_id, begun_at, seen_at, expires_at, strong) VALUES ($1, $2, $3, $3, $4, $5)", stop, Token.HashOf(token), person, now, now + options.Longest, strong);
        await transaction.CommitAsync(stop);
        return token;
    }

    /// <summary>The session of a token that holds, or null.</summary>
    /// <param name="seen">Counts as somebody at the keyboard.</param>
    public async Task<Session?> FindAsync(string token, CancellationToken stop, bool seen = true)
    {
        DateTimeOffset now = time.GetUtcNow();
        byte[] hash = Token.HashOf(token);
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        List<(Session Session, DateTimeOffset Seen)> found = await transaction.QueryAsync("""
            SELECT s.id, s.person_id, NOT s.strong AND palinode.needs_second_factor(s.person_id), s.seen_at FROM palinode.session s JOIN palinode.person p ON p.id = s.person_id
            WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.seen_at > $3 AND p.disabled_at IS NULL
            """, r => (new Session(r.GetGuid(0), r.GetGuid(1), r.GetBoolean(2)), r.GetFieldValue<DateTimeOffset>(3)), stop, hash, now, now - options.Idle);
        if (found is not [var (session, last)]) return null;
        // Once a minute is enough to know that somebody is there.
        if (seen && now - last > TimeSpan.FromMinutes(1))
        {
            await transaction.ExecuteAsync("UPDATE palinode.session SET seen_at = $2 WHERE token_hash = $1", stop, hash, now);
            await transaction.CommitAsync(stop);
        }
        return session;
    }

    /// <summary>Signs out.</summary>
    public async Task EndAsync(string token, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("UPDATE palinode.session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL", stop, Token.HashOf(token), time.GetUtcNow());
        await transaction.CommitAsync(stop);
    }

    /// <summary>A second factor was shown in the midst of a session.</summary>
    public async Task StrengthenAsync(Guid session, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("UPDATE palinode.session SET strong = true WHERE id = $1", stop, session);
        await transaction.CommitAsync(stop);
    }

    /// <summary>The sessions of a person that still hold, newest first; one's own, or anybody's for an administrator of the service.</summary>
    public async Task<List<SessionLine>> OfAsync(ActingTransaction transaction, Guid person, Guid? current, CancellationToken stop)
    {
        DateTimeOffset now = time.GetUtcNow();
        return await transaction.QueryAsync("SELECT id, begun_at, seen_at FROM palinode.session WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND seen_at > $3 ORDER BY begun_at DESC, id",
            r => new SessionLine(r.GetGuid(0), r.GetFieldValue<DateTimeOffset>(1), r.GetFieldValue<DateTimeOffset>(2), r.GetGuid(0) == current), stop, person, now, now - options.Idle);
    }

    /// <summary>Ends one session of a person, as far as the actor may; false when there is none.</summary>
    public async Task<bool> RevokeAsync(ActingTransaction transaction, Guid person, Guid session, CancellationToken stop) =>
        await transaction.ExecuteAsync("UPDATE palinode.session SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL", stop, session, person, time.GetUtcNow()) == 1;

    /// <summary>Signs a person out everywhere, as far as the actor may: oneself, or anybody for an administrator of the service.</summary>
    /// <param name="but">Goes on.</param>
    public async Task<int> RevokeAllAsync(ActingTransaction transaction, Guid person, CancellationToken stop, Guid? but = null) =>
        await transaction.ExecuteAsync("UPDATE palinode.session SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL AND id <> $3", stop, person, time.GetUtcNow(), but ?? Guid.Empty);
}

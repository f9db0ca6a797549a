using Microsoft.AspNetCore.Http;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>What an authenticator was asked, kept on this side until it answers: each question is answered once, by the browser that was asked, within minutes.</summary>
internal sealed class PasskeyQuestions(CaseDatabase cases, TimeProvider time)
{
    private const string CookieName = "palinode-passkey";

    /// <summary>Time to find the key and put a finger on it.</summary>
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(5);

    /// <param name="person">Who registers a key; null when somebody is about to sign in.</param>
    public async Task AskAsync(HttpContext context, Guid? person, string state, CancellationToken stop)
    {
        string token = Token.New();
        DateTimeOffset now = time.GetUtcNow();
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        await transaction.ExecuteAsync("DELETE FROM palinode.passkey_question WHERE expires_at < $1", stop, now);
        await transaction.ExecuteAsync("INSERT INTO palinode.passkey_question (token_hash, person_id, state, expires_at) VALUES ($1, nullif($2, '00000000-0000-0000-0000-000000000000'), $3, $4)", stop, Token.HashOf(token), person ?? Guid.Empty, state, now + Valid);
        await transaction.CommitAsync(stop);
        context.Response.Cookies.Append(CookieName, token, Cookie(context));
    }

    /// <summary>The question of this browser, which with that is answered; null when there is none.</summary>
    public async Task<string?> TakeAsync(HttpContext context, Guid? person, CancellationToken stop)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 and < 100 } token) return null;
        context.Response.Cookies.Delete(CookieName, Cookie(context));
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Door, stop);
        List<string> state = await transaction.QueryAsync(
            "DELETE FROM palinode.passkey_question WHERE token_hash = $1 AND coalesce(person_id, '00000000-0000-0000-0000-000000000000') = $2 AND expires_at > $3 RETURNING state",
            r => r.GetString(0), stop, Token.HashOf(token), person ?? Guid.Empty, time.GetUtcNow());
        await transaction.CommitAsync(stop);
        return state is [var one] ? one : null;
    }

    private static CookieOptions Cookie(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", IsEssential = true, MaxAge = Valid };
}

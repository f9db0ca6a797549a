using Microsoft.AspNetCore.Http;
using Palinode.Server.People;

namespace Palinode.Server.Hosting;

/// <summary>
/// Ends what goes on after the right to it is gone. A stream of events or a long download was allowed when it began; every two seconds this asks again, as at the
/// beginning, and cuts the connection when the answer is no. Answers that are quick are never asked about.
/// </summary>
internal sealed class StillAllowed(RequestDelegate next, Sessions sessions, ApiTokens tokens, AccessRules rules, TimeProvider time)
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        // What is for anybody takes no right that could be taken away: a sign-in that ends the session before, the public form with a large file.
        if (context.User.Identity?.IsAuthenticated != true || context.GetEndpoint()?.Metadata.GetMetadata<Access>() is { Who: Who.Anyone })
        {
            await next(context);
            return;
        }
        CancellationToken gone = context.RequestAborted;
        using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(gone);
        context.RequestAborted = cut.Token;
        Task answer = next(context);
        using CancellationTokenSource done = new();
        while (!answer.IsCompleted)
        {
            if (await Task.WhenAny(answer, Task.Delay(Interval, time, done.Token)) == answer || await HoldsAsync(context, gone)) continue;
            await cut.CancelAsync();
            context.Abort();
            break;
        }
        await done.CancelAsync();
        try
        {
            await answer;
        }
        catch (OperationCanceledException) when (cut.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            // It was cut here; there is nobody to tell.
        }
    }

    private async Task<bool> HoldsAsync(HttpContext context, CancellationToken stop)
    {
        try
        {
            bool known = context.User.IsToken() ? await tokens.FindAsync(TokenAuthentication.Of(context.Request)!, stop) is not null
                : await sessions.FindAsync(context.Request.Cookies[SessionAuthentication.CookieName]!, stop, seen: false) is not null;
            return known && await rules.RefusalAsync(context, stop) is null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return true;
        }
        catch (Npgsql.NpgsqlException)
        {
            // The database is away for a moment: nothing was taken from anybody. It is asked again.
            return true;
        }
    }
}

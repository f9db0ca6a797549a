using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Jobs;

/// <summary>
/// GET /cases/{case}/screenings/{screening}/progress: server-sent events while it goes on, and "end" when it has ended. Each look is a transaction of its own on the
/// person's behalf, so a journal that is taken from them ends it; a revoked session is seen to for all answers that last (<see cref="StillAllowed"/>).
/// </summary>
internal static class ScreeningProgressStream
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1), Silence = TimeSpan.FromSeconds(15);

    public static async Task<Results<EmptyHttpResult, NotFound>> Get(Guid @case, Guid screening, HttpContext context, CaseDatabase cases, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        CancellationToken stop = either.Token;
        if (await FindAsync(cases, context, @case, screening, stop) is not { } job) return TypedResults.NotFound();
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        // A proxy that gathers answers would hold them back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        string last = "";
        long said = time.GetTimestamp();
        try
        {
            while (true)
            {
                string now = Data(job);
                if (now != last) await SayAsync(context, $"event: progress\ndata: {last = now}\n\n", stop);
                else if (time.GetElapsedTime(said) >= Silence) await SayAsync(context, ":\n\n", stop);
                if (now == last) said = time.GetTimestamp();
                if (!job.IsOpen) break;
                await Task.Delay(Look, time, stop);
                try
                {
                    if (await FindAsync(cases, context, @case, screening, stop) is not { } found) return TypedResults.Empty;
                    job = found;
                }
                catch (NpgsqlException)
                {
                    // The database is being started again.
                }
            }
            await SayAsync(context, "event: end\ndata: {}\n\n", stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader has gone, or the right to read, or the service ends.
        }
        return TypedResults.Empty;
    }

    private static async Task<Job?> FindAsync(CaseDatabase cases, HttpContext context, Guid @case, Guid screening, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        return await JobQueue.FindAsync(transaction, @case, screening, stop);
    }

    private static async Task SayAsync(HttpContext context, string text, CancellationToken stop)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        await context.Response.Body.FlushAsync(stop);
    }

    /// <summary>One line of JSON.</summary>
    private static string Data(Job job)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("state", job.State.ToString().ToLowerInvariant());
            json.WriteString("text", ScreeningPage.Sentence(job));
            json.WriteNumber("done", job.Progress.Done);
            json.WriteNumber("total", Math.Max(1, job.Progress.Total));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

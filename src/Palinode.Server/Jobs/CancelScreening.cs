using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Jobs;

/// <summary>POST /cases/{case}/screenings/{screening}/cancel: the case's log says so, the job is over, and the worker ends the process within a second or two.</summary>
internal static class CancelScreening
{
    public static Task<Results<RedirectHttpResult, ContentHttpResult, NotFound>> Post(Guid @case, Guid screening, HttpContext context, CaseDatabase cases, CaseDesk desk, JobResults results, CancellationToken stop) =>
        ScreeningRequest.DoAsync(@case, screening, job => new StopScreening(job.Run, ScreeningStop.Cancelled), context, cases, desk, results, stop);
}

/// <summary>POST /cases/{case}/screenings/{screening}/again: a new screening of the same documents, for one that was given up or cancelled.</summary>
internal static class ScreenAgain
{
    public static Task<Results<RedirectHttpResult, ContentHttpResult, NotFound>> Post(Guid @case, Guid screening, HttpContext context, CaseDatabase cases, CaseDesk desk, JobResults results, CancellationToken stop) =>
        ScreeningRequest.DoAsync(@case, screening, RequestFor, context, cases, desk, results, stop);

    public static RequestScreening RequestFor(Job job) => new(Guid.NewGuid().ToString(), [.. job.Documents.Select(d => new ContentHash(d.ToString()))]);
}

/// <summary>A request of the case's rules that comes from a screening's page.</summary>
internal static class ScreeningRequest
{
    public static async Task<Results<RedirectHttpResult, ContentHttpResult, NotFound>> DoAsync(
        Guid caseId, Guid screening, Func<Job, CaseRequest> request, HttpContext context, CaseDatabase cases, CaseDesk desk, JobResults results, CancellationToken stop)
    {
        while (true)
        {
            await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
            if (await desk.ReadAsync(transaction, caseId, stop) is not { } found || await JobQueue.FindAsync(transaction, caseId, screening, stop) is not { } job) return TypedResults.NotFound();
            CaseRequest asked = request(job);
            try
            {
                if ((await desk.DoAsync(transaction, found, asked, "", stop)).Refusal is { } refusal)
                    return await ScreeningPage.ShowAsync(transaction, found, job, desk, results, [refusal.Sentence], StatusCodes.Status409Conflict, stop);
                await transaction.CommitAsync(stop);
                return TypedResults.Redirect($"/cases/{caseId}/screenings/{(asked is RequestScreening again ? again.Run : job.Run)}");
            }
            catch (ConcurrentChangeException)
            {
                // Others may write to the case at the same time; what is asked here does not depend on that. Read it again.
            }
        }
    }
}

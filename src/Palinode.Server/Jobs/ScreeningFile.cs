using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Jobs;

/// <summary>
/// GET /cases/{case}/screenings/{screening}/files/{path}: pictures as pictures, report and findings as files to save. What else a result holds (where it was
/// made, and on what machine) leaves the service in no way.
/// </summary>
internal static class ScreeningFile
{
    public static async Task<Results<FileStreamHttpResult, NotFound>> Get(Guid @case, Guid screening, string path, HttpContext context, CaseDatabase cases, JobResults results, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        if (await JobResults.FindAsync(transaction, @case, screening, path, stop) is not { } file) return TypedResults.NotFound();
        // By its content, not by its name; the header that forbids guessing is on every answer.
        if (file.Content.MediaType is "image/png" or "image/jpeg") return TypedResults.Stream(results.Read(file), file.Content.MediaType);
        return path is JobResults.Findings or JobResults.Report ? TypedResults.Stream(results.Read(file), "application/octet-stream", path) : TypedResults.NotFound();
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Uploads;

/// <summary>
/// Gives out a file of a case, for saving. No browser shows it within our pages: it goes as an attachment, under a name of ours, with a type that nothing
/// is run by, and under headers that forbid guessing another.
/// </summary>
internal static class DownloadAttachment
{
    public static async Task<Results<FileStreamHttpResult, NotFound>> Get([FromRoute(Name = "case")] Guid caseId, [FromRoute(Name = "attachment")] Guid id, ClaimsPrincipal user, CaseDatabase cases, AttachmentStore store, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        return await store.FindAsync(transaction, caseId, id, stop) is { } found
            ? TypedResults.Stream(store.Read(found), TypeOf(found), found.DownloadName)
            : TypedResults.NotFound();
    }

    /// <summary>Pictures, PDFs and archives are called what they are; text, which may be anything a browser runs, is bytes.</summary>
    private static string TypeOf(Attachment attachment) => attachment.MediaType is "text/plain" or "application/postscript" ? SniffedType.Unknown : attachment.MediaType;
}

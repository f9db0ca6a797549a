using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Uploads;

/// <summary>Adds a file to a case, with the event that says so: a form with the file and the fields label, kind, from and why.</summary>
internal static class AttachFile
{
    public static async Task<Results<RedirectHttpResult, NotFound, ContentHttpResult>> Post([FromRoute(Name = "case")] Guid caseId, HttpRequest http, ClaimsPrincipal user, CaseDatabase cases, CaseDesk desk, AttachmentStore store, AttachmentOptions options, CancellationToken stop)
    {
        try
        {
            // Whether they may at all is asked before half a gigabyte is read.
            await using (ActingTransaction looking = await cases.BeginAsync(user.Actor(), stop))
                if (await desk.ReadAsync(looking, caseId, stop) is not { } seen || !(await desk.PolicyAsync(looking, seen.Journal, stop)).RolesFor(AttachEvidence.Definition).Any((await desk.ActorAsync(looking, seen.Journal, stop)).Has))
                    return TypedResults.NotFound();
            UploadedForm form = await UploadedForm.ReadAsync(http, store, options, stop);
            if (form.Files is not [var file]) throw new InputException("Choose one file.");
            if (!Enum.TryParse(form["kind"], ignoreCase: true, out EvidenceKind kind) || !Enum.IsDefined(kind)) throw new InputException("Say what the file is.");
            await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
            if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return TypedResults.NotFound();
            AttachEvidence request = new(new ContentHash(file.Content.Sha256.ToString()), kind, form["label"], form["from"] is { Length: > 0 } from ? from : null);
            Ruling ruling = await desk.DoAsync(transaction, found, request, form["why"].Trim(), stop);
            if (ruling.Refusal is { } refusal) throw new InputException(refusal.Sentence);
            await store.AddAsync(transaction, caseId, found.Journal, Audience.Case, file.Content, file.Name, stop);
            await transaction.CommitAsync(stop);
            return TypedResults.Redirect($"/cases/{caseId}", permanent: false, preserveMethod: false);
        }
        catch (InputException e)
        {
            return Page.Of("The file was not attached", Page.Errors([e.Message]), StatusCodes.Status400BadRequest);
        }
        catch (ConcurrentChangeException e)
        {
            return Page.Of("The file was not attached", Page.Errors([e.Message]), StatusCodes.Status409Conflict);
        }
    }
}

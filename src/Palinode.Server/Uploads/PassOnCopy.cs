using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Stripping;

namespace Palinode.Server.Uploads;

/// <summary>
/// What a raiser sent stays with intake. Intake looks through it, and passes on a copy without metadata under a label of its own: a form with the fields
/// label, kind and why.
/// </summary>
internal static class PassOnCopy
{
    public static async Task<Results<RedirectHttpResult, NotFound, ContentHttpResult>> Post([FromRoute(Name = "case")] Guid caseId, [FromRoute(Name = "attachment")] Guid id, HttpRequest http, ClaimsPrincipal user, CaseDatabase cases, CaseDesk desk, AttachmentStore store, StrippedCopy copies, CancellationToken stop)
    {
        IFormCollection form = await http.ReadFormAsync(stop);
        try
        {
            if (!Enum.TryParse(form["kind"], ignoreCase: true, out EvidenceKind kind) || !Enum.IsDefined(kind)) throw new InputException("Say what the file is.");
            return await DoAsync(caseId, id, kind, form["label"].ToString(), form["why"].ToString().Trim(), user.Actor(), cases, desk, store, copies, stop)
                ? TypedResults.Redirect($"/cases/{caseId}", permanent: false, preserveMethod: false) : TypedResults.NotFound();
        }
        catch (InputException e)
        {
            return Page.Of("No copy was passed on", Page.Errors([e.Message]), StatusCodes.Status400BadRequest);
        }
        catch (ConcurrentChangeException e)
        {
            return Page.Of("No copy was passed on", Page.Errors([e.Message]), StatusCodes.Status409Conflict);
        }
    }

    /// <returns>False when there is no such file for this actor.</returns>
    /// <exception cref="InputException">No copy can be made, or the rules refuse it.</exception>
    internal static async Task<bool> DoAsync(Guid caseId, Guid id, EvidenceKind kind, string label, string why, Actor actor, CaseDatabase cases, CaseDesk desk, AttachmentStore store, StrippedCopy copies, CancellationToken stop)
    {
        Attachment? original;
        await using (ActingTransaction looking = await cases.BeginAsync(actor, stop)) original = await store.FindAsync(looking, caseId, id, stop);
        if (original is not { Audience: Audience.Intake }) return false;
        StoredContent copy;
        await using (Stream content = store.Read(original)) copy = await store.ReceiveAsync(new MemoryStream(await copies.MakeAsync(content, original.MediaType, stop)), stop);
        await using ActingTransaction transaction = await cases.BeginAsync(actor, stop);
        if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return false;
        Ruling ruling = await desk.DoAsync(transaction, found, new AttachEvidence(new ContentHash(copy.Sha256.ToString()), kind, label), why, stop);
        if (ruling.Refusal is { } refusal) throw new InputException(refusal.Sentence);
        await store.AddAsync(transaction, caseId, found.Journal, Audience.Case, copy, "copy", stop);
        await transaction.CommitAsync(stop);
        return true;
    }
}

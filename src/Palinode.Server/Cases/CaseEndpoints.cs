using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Hosting;
using Palinode.Server.Pages;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases;

/// <summary>GET /cases/{id}, and its files: in by a form, out as downloads.</summary>
internal static class CaseEndpoints
{
    public static void MapCasePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id:guid}", ShowAsync).RequireAuthorization();
        routes.MapPost("/cases/{id:guid}/attachments", AttachAsync).RequireAuthorization().DisableAntiforgery();
        routes.MapGet("/cases/{id:guid}/attachments/{attachment:guid}", DownloadAsync).RequireAuthorization();
    }

    private static async Task<IResult> ShowAsync(Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, MasterKey master, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        if (await cabinet.Desk.ReadAsync(transaction, id, stop) is not { } open) return Page.NotThere();
        CaseActor actor = await cabinet.Desk.ActorAsync(transaction, open.Journal, stop);
        CasePolicy policy = await cabinet.Desk.PolicyAsync(transaction, open.Journal, stop);
        CaseNames names = await CaseNames.OfAsync(transaction, open.Journal, open, cabinet.Identities, master, stop);
        CaseView view = new(open, actor, policy, names, DateOnly.FromDateTime(cabinet.Time.GetUtcNow().UtcDateTime));
        return Page.Show<CasePage>(await view.ModelAsync(transaction, cabinet, stop));
    }

    /// <summary>Files for the readers of the case; whether they are evidence somebody says by attaching them as such.</summary>
    private static async Task<IResult> AttachAsync(Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, CancellationToken stop)
    {
        if (await MayAttachAsync(id, context, cases, cabinet, stop) is null) return Page.NotThere();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        try
        {
            Typed typed = await Typed.ReadAsync(context.Request, cabinet.Attachments, stop);
            if (typed.Files("file").Count == 0) return Page.Of("No file came", $"<p><a href=\"/cases/{id}\">Back to the case</a></p>", StatusCodes.Status422UnprocessableEntity);
            // What was allowed before a long upload may not be allowed after it.
            if (await MayAttachAsync(id, context, cases, cabinet, stop) is not { } open) return Page.NotThere();
            await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
            foreach (ReceivedFile file in typed.Files("file")) await cabinet.Attachments.AddAsync(transaction, id, open.Journal, Audience.Case, file.Content, file.Name, stop);
            await transaction.CommitAsync(stop);
            return TypedResults.Redirect($"/cases/{id}#files");
        }
        catch (InputException e)
        {
            return Page.Of("That file cannot be kept", $"{Page.Errors([e.Message])}<p><a href=\"/cases/{id}\">Back to the case</a></p>", StatusCodes.Status422UnprocessableEntity);
        }
        catch (ConcurrentChangeException)
        {
            return Page.NotThere();
        }
    }

    private static async Task<OpenCase?> MayAttachAsync(Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        if (await cabinet.Desk.ReadAsync(transaction, id, stop) is not { } open) return null;
        CaseActor actor = await cabinet.Desk.ActorAsync(transaction, open.Journal, stop);
        CasePolicy policy = await cabinet.Desk.PolicyAsync(transaction, open.Journal, stop);
        return policy.RolesFor(AttachEvidence.Definition).Any(actor.Has) && open.Current.IsOpen && !open.Current.Conflicts.Contains(actor.Id) ? open : null;
    }

    /// <summary>Always a download, under a name that says nothing of anybody; a browser shows and runs none of it.</summary>
    private static async Task<IResult> DownloadAsync(Guid id, Guid attachment, HttpContext context, CaseDatabase cases, AttachmentStore attachments, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        if (await attachments.FindAsync(transaction, id, attachment, stop) is not { } found) return Page.NotThere();
        Stream content = attachments.Read(found);
        context.Response.Headers.ContentLength = found.Size;
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{found.DownloadName}\"");
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return TypedResults.Stream(content, "application/octet-stream");
    }
}

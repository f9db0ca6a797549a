using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Palinode.Cases;
using Palinode.Publishing.Notices;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Notices;

/// <summary>Notices of cases as files: as they would look, and as they went out.</summary>
internal static class NoticesWeb
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<HouseBook>().AddSingleton<PublishedFolder>().AddSingleton<NoticePublishing>().AddHostedService<UnfinishedNotices>();

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapJournalSettings();
        routes.MapGet("/cases/{case:guid}/notices/{notice}/draft/{file}", DraftAsync).ForJournal().Scoped(TokenScope.ReadCases);
        routes.MapGet("/cases/{case:guid}/notices/{notice}/published/{file}", PublishedAsync).ForJournal().Scoped(TokenScope.ReadCases);
    }

    /// <summary>The notice as it stands in one of its forms, marked as a draft; the HTML is shown, everything else is saved.</summary>
    private static async Task<IResult> DraftAsync([FromRoute(Name = "case")] Guid caseId, string notice, string file, ClaimsPrincipal user, HttpContext context, CaseDatabase cases, CaseDesk desk, NoticeDrafts drafts, CancellationToken stop)
    {
        if (Enum.GetValues<Palinode.Publishing.Notices.NoticeForm>().Where(f => NoticeWriter.FileName(f) == file).ToArray() is not [var form]) return Page.NotThere();
        NoticeCase draft;
        House house;
        await using (ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop))
        {
            if (await desk.ReadAsync(transaction, caseId, stop) is not { } found || found.Current.Notice(notice) is not { } known || await drafts.FindAsync(transaction, caseId, known.Digest, stop) is not { } kept) return Page.NotThere();
            (draft, house) = (kept, await HouseBook.ReadAsync(transaction, found.Journal, stop));
        }
        try
        {
            WrittenNotice written = await Task.Run(() => NoticeWriter.Write(draft, new WriteOptions { Style = house.Style, Forms = [form] }, stop), stop);
            return Answer(context, file, new MemoryStream(written.Files[file]), shown: form == Palinode.Publishing.Notices.NoticeForm.Html);
        }
        catch (InputException e)
        {
            return Page.Of("That form cannot be written yet", $"{Page.Errors([e.Message])}<p><a href=\"/cases/{caseId}\">{Page.Say("Back to the case")}</a></p>", StatusCodes.Status422UnprocessableEntity);
        }
    }

    /// <summary>A file that went out.</summary>
    private static async Task<IResult> PublishedAsync([FromRoute(Name = "case")] Guid caseId, string notice, string file, ClaimsPrincipal user, HttpContext context, CaseDatabase cases, CaseDesk desk, PublishedFolder published, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (await desk.ReadAsync(transaction, caseId, stop) is not { } found || found.Current.Notice(notice) is not { Status: NoticeStatus.Published, Doi: { } doi } || published.Open(doi, file) is not { } content) return Page.NotThere();
        return Answer(context, file, content, shown: false);
    }

    private static FileStreamHttpResult Answer(HttpContext context, string file, Stream content, bool shown)
    {
        // The page brings its styles along; nothing in it runs, and nothing of it reaches the page around it.
        context.Response.Headers.ContentSecurityPolicy = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'";
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        return shown ? TypedResults.Stream(content, "text/html; charset=utf-8") : TypedResults.Stream(content, "application/octet-stream", file);
    }

    /// <summary>Finishes at the start what a crash left between log and folder.</summary>
    private sealed class UnfinishedNotices(NoticePublishing publishing) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => publishing.FinishAsync(cancellationToken);
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

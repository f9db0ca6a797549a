using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Keeping;

/// <summary>What is kept, given out and erased, as the web application takes it in.</summary>
internal static class KeepingWeb
{
    public static IServiceCollection AddKeeping(this IServiceCollection services) =>
        services.AddSingleton<Erasures>().AddSingleton<CaseBundle>().AddSingleton<PartyRecords>().AddSingleton<Retention>();

    public static void MapKeeping(this IEndpointRouteBuilder web)
    {
        web.MapGet("/cases/{case:guid}/bundle", Bundle).ForJournal(Access.Readers).Scoped(TokenScope.ReadCases);
        web.MapGet("/cases/{case:guid}/records", Records).ForJournal(CaseRole.Intake, CaseRole.Editor, CaseRole.Administrator);
        web.MapPost("/cases/{case:guid}/erasures", Erase).DisableAntiforgery().ForJournal(CaseRole.Administrator);
        web.MapGet("/log/head", Head).ForService().Scoped(TokenScope.Audit);
        web.MapGet("/journals/{journal:guid}/retention", Review).ForJournal(CaseRole.Administrator, CaseRole.Auditor);
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> Bundle([FromRoute(Name = "case")] Guid caseId, ClaimsPrincipal user, CaseDatabase cases, CaseDesk desk, CaseBundle bundle, ServiceFolder folder, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return TypedResults.NotFound();
        return TypedResults.Stream(await SealedSpool.WholeAsync(to => bundle.WriteAsync(transaction, found, to, stop), folder, stop), "application/zip", $"{CaseNumber.Of(caseId)}.zip");
    }

    /// <summary>For a person who asks what is held about them: of the party that the query names.</summary>
    private static async Task<Results<FileStreamHttpResult, RedirectHttpResult, NotFound>> Records([FromRoute(Name = "case")] Guid caseId, string? party, ClaimsPrincipal user, CaseDatabase cases, CaseDesk desk, PartyRecords records, ServiceFolder folder, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return TypedResults.NotFound();
        if (party is null) return TypedResults.Redirect($"/cases/{caseId}");
        if (found.Current.Party(party) is null) return TypedResults.NotFound();
        return TypedResults.Stream(await SealedSpool.WholeAsync(to => records.WriteAsync(transaction, found, party, to, stop), folder, stop), "application/zip", $"{CaseNumber.Of(caseId)}-records.zip");
    }

    /// <summary>A form with the fields thing (raiser, party, text, evidence, case), id, ground and why.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound, ContentHttpResult>> Erase([FromRoute(Name = "case")] Guid caseId, HttpRequest http, ClaimsPrincipal user, CaseDatabase cases, CaseDesk desk, Erasures erasures, CancellationToken stop)
    {
        if (!http.HasFormContentType) return Page.Of("Nothing was erased", Page.Errors(["Say what is to be erased."]), StatusCodes.Status400BadRequest);
        IFormCollection form = await http.ReadFormAsync(stop);
        string id = form["id"].ToString(), why = form["why"].ToString().Trim();
        ErasureGround ground = form["ground"] == "retention" ? ErasureGround.RetentionEnded : ErasureGround.LawfulRequest;
        try
        {
            await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
            if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return TypedResults.NotFound();
            Ruling ruling = form["thing"].ToString() switch
            {
                "raiser" => await erasures.RaiserAsync(transaction, found, ground, why, stop),
                "party" => await erasures.PartyAsync(transaction, found, id, ground, why, stop),
                "text" => await erasures.TextAsync(transaction, found, id, ground, why, stop),
                "evidence" => await erasures.EvidenceAsync(transaction, found, id, ground, why, stop),
                "case" => await erasures.CaseAsync(transaction, found, why, stop),
                _ => Ruling.Refuse(RefusalCode.Value, "Say what is to be erased."),
            };
            if (ruling.Refusal is { } refusal) return Page.Of("Nothing was erased", Page.Errors([refusal.Sentence]), StatusCodes.Status400BadRequest);
            await transaction.CommitAsync(stop);
        }
        catch (ConcurrentChangeException e)
        {
            return Page.Of("Nothing was erased", Page.Errors([e.Message]), StatusCodes.Status409Conflict);
        }
        await erasures.FollowAsync();
        return TypedResults.Redirect($"/cases/{caseId}");
    }

    /// <summary>The end of the log as it is now, signed, for a program that keeps heads on another machine: a log that is cut or rewritten later does not contain it.</summary>
    private static async Task<ContentHttpResult> Head(HeadSigner signer, CancellationToken stop) => TypedResults.Text((await signer.NowAsync(stop)).ToJson(), "application/json");

    private static async Task<ContentHttpResult> Review([FromRoute(Name = "journal")] Guid journal, ClaimsPrincipal user, CaseDatabase cases, Retention retention, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        RetainedCase[] all = [.. (await retention.ReviewAsync(transaction, stop)).Where(r => r.Journal == journal)];
        string rows = string.Concat(all.Select(r =>
            $"<tr><th scope=\"row\"><a href=\"/cases/{r.Case}\">{r.Number}</a></th><td>{(r.Set ? Day(r) : Page.Say("{0} (by policy)", Day(r)))}</td><td>{(r.Held ? Page.Say("legal hold") : r.Over ? Button(r) : Page.Say("kept"))}</td></tr>\n"));
        return Page.Of("Retention", all.Length == 0 ? $"<p>{Page.Say("No case is closed.")}</p>" : $"<table>\n<thead><tr><th scope=\"col\">{Page.Say("Case")}</th><th scope=\"col\">{Page.Say("Kept until")}</th><th scope=\"col\"></th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>");
    }

    private static string Day(RetainedCase kept) => kept.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Button(RetainedCase over) =>
        $"<form method=\"post\" action=\"/cases/{over.Case}/erasures\"><input type=\"hidden\" name=\"thing\" value=\"case\"><input type=\"hidden\" name=\"why\" value=\"The time it is kept has ended\"><button>{Page.Say("Erase the confidential parts of {0}", over.Number)}</button></form>";
}

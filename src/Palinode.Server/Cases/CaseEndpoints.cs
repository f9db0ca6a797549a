using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Hosting;
using Palinode.Server.Pages;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases;

/// <summary>GET /cases/{id}: all that a reader may know of a case, and what they can do now.</summary>
internal static class CaseEndpoints
{
    public static void MapCasePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{case:guid}", ShowAsync).ForJournal().DespiteConflict().Scoped(TokenScope.ReadCases);
    }

    private static async Task<IResult> ShowAsync([FromRoute(Name = "case")] Guid id, HttpContext context, CaseDatabase cases, Cabinet cabinet, MasterKey master, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        if (await cabinet.Desk.ReadAsync(transaction, id, stop) is not { } open) return Page.NotThere();
        CaseActor actor = await cabinet.Desk.ActorAsync(transaction, open.Journal, stop);
        CasePolicy policy = await cabinet.Desk.PolicyAsync(transaction, open.Journal, stop);
        CaseNames names = open.Current.Conflicts.Contains(actor.Id)
            ? await CaseNames.OfPeopleAsync(transaction, open.Entries.Select(e => Guid.Parse(e.By)), master, stop)
            : await CaseNames.OfAsync(transaction, open.Journal, open, cabinet.Identities, master, stop);
        CaseView view = new(open, actor, policy, names, DateOnly.FromDateTime(cabinet.Time.GetUtcNow().UtcDateTime));
        return Page.Show<CasePage>(await view.ModelAsync(transaction, cabinet, stop));
    }
}

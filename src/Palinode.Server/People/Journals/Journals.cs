using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>The journals of the service: making and naming them. For administrators of the service.</summary>
internal static class Journals
{
    public static void MapJournals(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journals", Show).ForService();
        routes.MapForm("/journals", Make).ForService();
        routes.MapForm("/journals/{journal:guid}/title", Rename).ForService();
    }

    private static async Task<ContentHttpResult> Show(ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        return await PageAsync(transaction, [], stop);
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> Make([FromForm] string title, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (Wrong(title) is { } wrong) return await PageAsync(transaction, [wrong], stop);
        Guid journal = Guid.NewGuid();
        await transaction.ExecuteAsync("INSERT INTO palinode.journal (id, title) VALUES ($1, $2)", stop, journal, title.Trim());
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect($"/journals/{journal}/people");
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> Rename(Guid journal, [FromForm] string title, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (Wrong(title) is { } wrong) return await PageAsync(transaction, [wrong], stop);
        await transaction.ExecuteAsync("UPDATE palinode.journal SET title = $2 WHERE id = $1", stop, journal, title.Trim());
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect("/journals");
    }

    private static string? Wrong(string title) => title.Trim().Length is 0 or > 300 ? "Give the journal a title, of 300 letters at most." : null;

    private static async Task<ContentHttpResult> PageAsync(ActingTransaction transaction, IReadOnlyList<string> wrong, CancellationToken stop)
    {
        var journals = await transaction.QueryAsync("SELECT j.id, j.title, count(DISTINCT m.person_id) FROM palinode.journal j LEFT JOIN palinode.membership m ON m.journal_id = j.id GROUP BY j.id, j.title ORDER BY j.title, j.id",
            r => (Id: r.GetGuid(0), Title: r.GetString(1), People: r.GetInt64(2)), stop);
        string rows = string.Concat(journals.Select(j => $"""
            <tr><th scope="row"><a href="/journals/{j.Id}/people">{Page.Text(j.Title)}</a></th><td>{j.People}</td><td><form method="post" action="/journals/{j.Id}/title"><label>{Page.Say("New title of {0}", Page.Text(j.Title))} <input name="title" value="{Page.Text(j.Title)}" required maxlength="300"></label> <button>{Page.Say("Rename")}</button></form></td></tr>

            """));
        return Page.Of("Journals", $"""
            {Page.Errors(wrong)}<div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Journal")}</th><th scope="col">{Page.Say("People")}</th><th scope="col">{Page.Say("Title")}</th></tr></thead><tbody>
            {rows}</tbody></table></div>
            <form method="post" action="/journals"><h2>{Page.Say("Add a journal")}</h2>
            <p><label>{Page.Say("Title")} <input name="title" required maxlength="300"></label></p><p><button>{Page.Say("Add the journal")}</button></p></form>
            <p><a href="/people/all">{Page.Say("People of the service")}</a></p>
            """, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

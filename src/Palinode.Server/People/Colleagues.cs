using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>Who else works for one's journals, in which role, and where one may change that.</summary>
internal static class Colleagues
{
    public static void MapColleagues(this IEndpointRouteBuilder routes) => routes.MapGet("/people", Show).ForSigned();

    private static async Task<ContentHttpResult> Show(ClaimsPrincipal user, CaseDatabase cases, PeopleStore store, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        bool service = await transaction.QueryAsync("SELECT palinode.is_service_administrator()", r => r.GetBoolean(0), stop) is [true];
        var rows = await transaction.QueryAsync("""
            SELECT j.id, j.title, j.id = ANY (palinode.journals_as('administrator')), m.person_id, string_agg(m.role, ', ' ORDER BY m.role)
            FROM palinode.journal j JOIN palinode.membership m ON m.journal_id = j.id WHERE j.id = ANY (palinode.readable_journals())
            GROUP BY j.id, j.title, m.person_id ORDER BY j.title, j.id
            """, r => (Journal: r.GetGuid(0), Title: r.GetString(1), Administers: r.GetBoolean(2), Person: r.GetGuid(3), Roles: r.GetString(4)), stop);
        Dictionary<Guid, PeopleStore.Names> names = await store.NamesAsync(transaction, rows.Select(r => r.Person), stop);
        string journals = string.Concat(rows.GroupBy(r => (r.Journal, r.Title, r.Administers)).Select(j => $"""
            <h2>{Page.Text(j.Key.Title)}</h2>
            <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Name")}</th><th scope="col">{Page.Say("Roles")}</th></tr></thead><tbody>
            {string.Concat(j.OrderBy(r => PeopleStore.Shown(names, r.Person), StringComparer.OrdinalIgnoreCase).Select(r => $"<tr><th scope=\"row\">{Page.Text(PeopleStore.Shown(names, r.Person))}</th><td>{OwnAccount.Roles(r.Roles)}</td></tr>\n"))}</tbody></table></div>
            {(j.Key.Administers ? $"<p><a href=\"/journals/{j.Key.Journal}/people\">{Page.Say("Invite, grant and withdraw in {0}", Page.Text(j.Key.Title))}</a></p>\n" : "")}
            """));
        return Page.Of("People", $"""
            {(service ? $"<p><a href=\"/journals\">{Page.Say("Journals of the service")}</a> · <a href=\"/people/all\">{Page.Say("Everyone who has an account")}</a></p>\n" : "")}{(rows.Count == 0 ? $"<p>{Page.Say("You work for no journal yet.")}</p>" : journals)}
            """);
    }
}

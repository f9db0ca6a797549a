using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>Everyone who has an account: their rights, disabling, ending sessions, a link for a new password. For administrators of the service.</summary>
internal static class Everyone
{
    public static void MapEveryone(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people/all", List).ForService();
        routes.MapGet("/people/{person:guid}", Show).ForService();
        routes.MapForm("/people/{person:guid}/disable", (Guid person, ClaimsPrincipal user, CaseDatabase cases, Sessions sessions, ApiTokens tokens, TimeProvider time, CancellationToken stop) => Change(person, user, cases, ownToo: false, async transaction =>
        {
            await sessions.RevokeAllAsync(transaction, person, stop);
            await tokens.RevokeAsync(transaction, person, null, stop);
            return await transaction.ExecuteAsync("UPDATE palinode.person SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL", stop, person, time.GetUtcNow());
        }, stop)).ForService();
        routes.MapForm("/people/{person:guid}/enable", (Guid person, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop) => Change(person, user, cases, ownToo: false,
            transaction => transaction.ExecuteAsync("UPDATE palinode.person SET disabled_at = NULL WHERE id = $1 AND disabled_at IS NOT NULL", stop, person), stop)).ForService();
        routes.MapForm("/people/{person:guid}/administrator/grant", (Guid person, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop) => Change(person, user, cases, ownToo: false,
            transaction => transaction.ExecuteAsync("INSERT INTO palinode.service_administrator (person_id) SELECT id FROM palinode.person WHERE id = $1 ON CONFLICT DO NOTHING", stop, person), stop)).ForService();
        routes.MapForm("/people/{person:guid}/administrator/withdraw", (Guid person, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop) => Change(person, user, cases, ownToo: false,
            transaction => transaction.ExecuteAsync("DELETE FROM palinode.service_administrator WHERE person_id = $1", stop, person), stop)).ForService();
        routes.MapForm("/people/{person:guid}/sessions/revoke", (Guid person, ClaimsPrincipal user, CaseDatabase cases, Sessions sessions, CancellationToken stop) => Change(person, user, cases, ownToo: true,
            transaction => sessions.RevokeAllAsync(transaction, person, stop), stop)).ForService();
        routes.MapForm("/people/{person:guid}/sessions/{session:guid}/revoke", (Guid person, Guid session, ClaimsPrincipal user, CaseDatabase cases, Sessions sessions, CancellationToken stop) => Change(person, user, cases, ownToo: true,
            async transaction => await sessions.RevokeAsync(transaction, person, session, stop) ? 1 : 0, stop)).ForService();
        routes.MapForm("/people/{person:guid}/reset", MakeResetLink).ForService();
    }

    /// <summary>One change to one person. Not to oneself where it would leave the service without an administrator.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound>> Change(Guid person, ClaimsPrincipal user, CaseDatabase cases, bool ownToo, Func<ActingTransaction, Task<int>> change, CancellationToken stop)
    {
        if (!ownToo && person == user.Actor().Id) return TypedResults.NotFound();
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (await change(transaction) == 0) return TypedResults.NotFound();
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect($"/people/{person}");
    }

    private static async Task<ContentHttpResult> List(ClaimsPrincipal user, CaseDatabase cases, PeopleStore store, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        var people = await transaction.QueryAsync("SELECT p.id, p.disabled_at IS NOT NULL, EXISTS (SELECT FROM palinode.service_administrator a WHERE a.person_id = p.id), (SELECT count(*) FROM palinode.membership m WHERE m.person_id = p.id) FROM palinode.person p",
            r => (Id: r.GetGuid(0), Disabled: r.GetBoolean(1), Administers: r.GetBoolean(2), Roles: r.GetInt64(3)), stop);
        Dictionary<Guid, PeopleStore.Names> names = await store.NamesAsync(transaction, people.Select(p => p.Id), stop);
        string rows = string.Concat(people.OrderBy(p => PeopleStore.Shown(names, p.Id), StringComparer.OrdinalIgnoreCase).Select(p =>
            $"<tr><th scope=\"row\"><a href=\"/people/{p.Id}\">{Page.Text(PeopleStore.Shown(names, p.Id))}</a></th><td>{p.Roles}</td><td>{(p.Administers ? Page.Say("yes") : "")}</td><td>{(p.Disabled ? Page.Say("disabled") : "")}</td></tr>\n"));
        return Page.Of("People of the service", $"""
            <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Name")}</th><th scope="col">{Page.Say("Roles")}</th><th scope="col">{Page.Say("Administers the service")}</th><th scope="col">{Page.Say("State")}</th></tr></thead><tbody>
            {rows}</tbody></table></div>
            <p>{Page.Say("People are invited from the page of a journal.")} <a href="/journals">{Page.Say("Journals of the service")}</a></p>
            """);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> Show(Guid person, ClaimsPrincipal user, CaseDatabase cases, PeopleStore store, Sessions sessions, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        return await PageAsync(transaction, person, user, store, sessions, "", stop);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> MakeResetLink(Guid person, ClaimsPrincipal user, CaseDatabase cases, PeopleStore store, Sessions sessions, Invitations invitations, HttpContext context, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (await transaction.QueryAsync("SELECT 1 FROM palinode.person WHERE id = $1 AND disabled_at IS NULL", r => r.GetInt32(0), stop, person) is not [1]) return TypedResults.NotFound();
        // A box that is not ticked is not sent, and the form is empty then.
        bool withoutSecondFactor = context.Request.HasFormContentType && (await context.Request.ReadFormAsync(stop))["withoutSecondFactor"] == "true";
        string link = $"{context.Request.Scheme}://{context.Request.Host}/reset/{await invitations.ToResetAsync(transaction, person, withoutSecondFactor, stop)}";
        var answer = await PageAsync(transaction, person, user, store, sessions, $"<p role=\"status\">{Page.Say("The link for a new password, shown now and never again; it holds for three days: {0}", $"<code>{Page.Text(link)}</code>")}</p>\n", stop);
        await transaction.CommitAsync(stop);
        return answer;
    }

    private static async Task<Results<ContentHttpResult, NotFound>> PageAsync(ActingTransaction transaction, Guid person, ClaimsPrincipal user, PeopleStore store, Sessions sessions, string made, CancellationToken stop)
    {
        if (await transaction.QueryAsync("SELECT p.disabled_at IS NOT NULL, EXISTS (SELECT FROM palinode.service_administrator a WHERE a.person_id = p.id) FROM palinode.person p WHERE p.id = $1", r => (Disabled: r.GetBoolean(0), Administers: r.GetBoolean(1)), stop, person) is not [var state]) return TypedResults.NotFound();
        var roles = await transaction.QueryAsync("SELECT j.id, j.title, m.role FROM palinode.membership m JOIN palinode.journal j ON j.id = m.journal_id WHERE m.person_id = $1 ORDER BY j.title, j.id, m.role", r => (Journal: r.GetGuid(0), Title: r.GetString(1), Role: r.GetString(2)), stop, person);
        List<SessionLine> open = await sessions.OfAsync(transaction, person, user.Session(), stop);
        List<AccessChange> changes = await AccessChange.OfPersonAsync(transaction, person, stop);
        Dictionary<Guid, PeopleStore.Names> names = await store.NamesAsync(transaction, [person, .. AccessChange.People(changes)], stop);
        string login = names.TryGetValue(person, out PeopleStore.Names? known) ? known.Login : "";
        string Button(string what, string label) => $"<form method=\"post\" action=\"/people/{person}/{what}\"><button>{label}</button></form>\n";
        bool own = person == user.Actor().Id;
        return Page.Of(PeopleStore.Shown(names, person), $"""
            {made}<p>{Page.Text(login)}{(state.Disabled ? $", {Page.Say("disabled")}" : "")}{(state.Administers ? $", {Page.Say("administers the service")}" : "")}</p>
            {(own ? "" : Button(state.Disabled ? "enable" : "disable", state.Disabled ? Page.Say("Enable") : Page.Say("Disable")) + Button($"administrator/{(state.Administers ? "withdraw" : "grant")}", state.Administers ? Page.Say("No longer administrator of the service") : Page.Say("Make administrator of the service")))}
            <h2>{Page.Say("Roles")}</h2>
            <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Journal")}</th><th scope="col">{Page.Say("Role")}</th></tr></thead><tbody>
            {string.Concat(roles.Select(r => $"<tr><th scope=\"row\"><a href=\"/journals/{r.Journal}/people\">{Page.Text(r.Title)}</a></th><td>{Page.Say(r.Role)}</td></tr>\n"))}</tbody></table></div>
            <h2>{Page.Say("Sessions")}</h2>
            {OwnAccount.SessionTable(open, id => $"/people/{person}/sessions/{id}/revoke")}
            {Button("sessions/revoke", Page.Say("End all sessions"))}
            <form method="post" action="/people/{person}/reset"><h2>{Page.Say("New password by a link")}</h2>
            <p><label><input type="checkbox" name="withoutSecondFactor" value="true"> {Page.Say("The second factor is lost as well: take it away")}</label></p><p><button>{Page.Say("Make a link")}</button></p></form>
            <h2>{Page.Say("Who changed what")}</h2>
            {AccessChange.Table(changes, id => Page.Text(PeopleStore.Shown(names, id)))}
            """);
    }
}

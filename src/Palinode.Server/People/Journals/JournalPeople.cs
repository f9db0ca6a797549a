using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>Who works for a journal in which role: inviting, granting, withdrawing. A right that is withdrawn is gone with the person's next request.</summary>
internal static class JournalPeople
{
    public static void MapJournalPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/journals/{journal:guid}/people", Show).ForJournalOrService(CaseRole.Administrator);
        routes.MapForm("/journals/{journal:guid}/invitations", Invite).ForJournalOrService(CaseRole.Administrator);
        routes.MapForm("/journals/{journal:guid}/roles/grant", Grant).ForJournalOrService(CaseRole.Administrator);
        routes.MapForm("/journals/{journal:guid}/roles/withdraw", Withdraw).ForJournalOrService(CaseRole.Administrator);
        routes.MapForm("/journals/{journal:guid}/second-factor", AskForSecondFactor).ForJournalOrService(CaseRole.Administrator);
    }

    /// <summary>A role as the database writes it, or null.</summary>
    private static string? Known(string role) => Access.Readers.Select(r => r.ToString().ToLowerInvariant()).FirstOrDefault(r => r == role);

    private static async Task<ContentHttpResult> Show(Guid journal, ClaimsPrincipal user, CaseDatabase cases, PeopleStore people, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        return await PageAsync(transaction, journal, people, "", stop);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> Invite(Guid journal, [FromForm] string role, ClaimsPrincipal user, CaseDatabase cases, PeopleStore people, Invitations invitations, HttpContext context, CancellationToken stop)
    {
        if (Known(role) is not { } known) return TypedResults.NotFound();
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        string link = $"{context.Request.Scheme}://{context.Request.Host}/sign-up/{await invitations.ToJoinAsync(transaction, journal, known, stop)}";
        ContentHttpResult answer = await PageAsync(transaction, journal, people, $"<p role=\"status\">{Page.Say("The link for one {0}, shown now and never again; it holds for three days: {1}", Page.Say(known), $"<code>{Page.Text(link)}</code>")}</p>\n", stop);
        await transaction.CommitAsync(stop);
        return answer;
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Grant(Guid journal, [FromForm] Guid person, [FromForm] string role, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop)
    {
        if (Known(role) is not { } known) return TypedResults.NotFound();
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        // Somebody whom the actor does not see is not there.
        if (await transaction.QueryAsync("SELECT 1 FROM palinode.person WHERE id = $1", r => r.GetInt32(0), stop, person) is not [1]) return TypedResults.NotFound();
        await transaction.ExecuteAsync("INSERT INTO palinode.membership (person_id, journal_id, role, granted_by) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", stop, person, journal, known, user.Actor().Id);
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect($"/journals/{journal}/people");
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Withdraw(Guid journal, [FromForm] Guid person, [FromForm] string role, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (await transaction.ExecuteAsync("DELETE FROM palinode.membership WHERE person_id = $1 AND journal_id = $2 AND role = $3", stop, person, journal, role) != 1) return TypedResults.NotFound();
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect($"/journals/{journal}/people");
    }

    private static async Task<RedirectHttpResult> AskForSecondFactor(Guid journal, [FromForm] bool asked, ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        await transaction.ExecuteAsync("UPDATE palinode.journal SET second_factor = $2 WHERE id = $1", stop, journal, asked);
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect($"/journals/{journal}/people");
    }

    private static async Task<ContentHttpResult> PageAsync(ActingTransaction transaction, Guid journal, PeopleStore people, string made, CancellationToken stop)
    {
        (string title, bool asked) = (await transaction.QueryAsync("SELECT title, second_factor FROM palinode.journal WHERE id = $1", r => (r.GetString(0), r.GetBoolean(1)), stop, journal))[0];
        var members = await transaction.QueryAsync(
            "SELECT m.person_id, m.role, m.granted_at, a.totp_on FROM palinode.membership m LEFT JOIN palinode.account a ON a.person_id = m.person_id WHERE m.journal_id = $1",
            r => (Person: r.GetGuid(0), Role: r.GetString(1), Since: r.GetFieldValue<DateTimeOffset>(2), Totp: !r.IsDBNull(3) && r.GetBoolean(3)), stop, journal);
        List<AccessChange> changes = await AccessChange.OfJournalAsync(transaction, journal, stop);
        Dictionary<Guid, PeopleStore.Names> names = await people.NamesAsync(transaction, [.. members.Select(m => m.Person), .. AccessChange.People(changes)], stop);
        string Name(Guid? id) => Page.Text(PeopleStore.Shown(names, id));
        string roles = string.Concat(Access.Readers.Select(r => r.ToString().ToLowerInvariant()).Select(r => $"<option value=\"{r}\">{Page.Say(r)}</option>"));
        string rows = string.Concat(members.OrderBy(m => PeopleStore.Shown(names, m.Person), StringComparer.Ordinal).ThenBy(m => m.Role, StringComparer.Ordinal).Select(m => $"""
            <tr><th scope="row">{Name(m.Person)}</th><td>{Page.Say(m.Role)}</td><td>{Page.Time(m.Since)}</td><td>{(m.Totp ? Page.Say("on") : Page.Say("off"))}</td><td><form method="post" action="/journals/{journal}/roles/withdraw"><input type="hidden" name="person" value="{m.Person}"><input type="hidden" name="role" value="{m.Role}"><button aria-label="{Page.Say("Withdraw {0} from {1}", Page.Say(m.Role), Name(m.Person))}">{Page.Say("Withdraw")}</button></form></td></tr>

            """));
        return Page.Of(Page.Plain.Say("People of {0}", title), $"""
            <p><a href="/journals/{journal}/house">{Page.Say("How the journal works and publishes")}</a> · <a href="/journals/{journal}/retention">{Page.Say("Closed cases and how long they are kept")}</a> · <a href="/concern/{journal}">{Page.Say("The public form")}</a></p>
            {made}<div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Name")}</th><th scope="col">{Page.Say("Role")}</th><th scope="col">{Page.Say("Since")}</th><th scope="col">{Page.Say("Authenticator")}</th><th scope="col">{Page.Say("Withdraw")}</th></tr></thead><tbody>
            {rows}</tbody></table></div>
            <form method="post" action="/journals/{journal}/invitations"><h2>{Page.Say("Invite by a link")}</h2>
            <p><label>{Page.Say("Role")} <select name="role">{roles}</select></label></p><p><button>{Page.Say("Make a link")}</button></p></form>
            <form method="post" action="/journals/{journal}/roles/grant"><h2>{Page.Say("Another role for someone who works here")}</h2>
            <p><label>{Page.Say("Person")} <select name="person">{string.Concat(members.Select(m => m.Person).Distinct().Select(p => $"<option value=\"{p}\">{Name(p)}</option>"))}</select></label></p>
            <p><label>{Page.Say("Role")} <select name="role">{roles}</select></label></p><p><button>{Page.Say("Grant the role")}</button></p></form>
            <form method="post" action="/journals/{journal}/second-factor"><h2>{Page.Say("Second factor")}</h2>
            <p>{(asked ? Page.Say("Approvers and administrators of this journal need a second factor.") : Page.Say("No second factor is asked of approvers and administrators."))}</p>
            <input type="hidden" name="asked" value="{(asked ? "false" : "true")}"><p><button>{(asked ? Page.Say("Ask no longer") : Page.Say("Ask for it"))}</button></p></form>
            <h2>{Page.Say("Who changed what")}</h2>
            {AccessChange.Table(changes, Name)}
            """);
    }
}

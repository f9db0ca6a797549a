using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>One's own account: what one may, where one is signed in, the password.</summary>
internal static class OwnAccount
{
    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/account", Show).ForSigned();
        routes.MapForm("/account/sessions/{session:guid}/revoke", Revoke).ForSigned();
        routes.MapForm("/account/password", ChangePassword).ForSigned().Limited();
    }

    private static Task<ContentHttpResult> Show(ClaimsPrincipal user, CaseDatabase cases, PeopleStore people, Sessions sessions, CancellationToken stop) => PageAsync(user, cases, people, sessions, [], stop);

    private static async Task<Results<RedirectHttpResult, NotFound>> Revoke(Guid session, ClaimsPrincipal user, CaseDatabase cases, Sessions sessions, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (!await sessions.RevokeAsync(transaction, user.Actor().Id, session, stop)) return TypedResults.NotFound();
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect("/account");
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> ChangePassword(
        [FromForm] string current, [FromForm] string password, ClaimsPrincipal user, CaseDatabase cases, PeopleStore people, UserManager<Account> identity, Sessions sessions, CancellationToken stop)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (await identity.IsLockedOutAsync(account) || !await identity.CheckPasswordAsync(account, current))
        {
            await SignIn.CountFailureAsync(account, identity);
            return await PageAsync(user, cases, people, sessions, ["The current password is not right, or the account is locked for a while."], stop);
        }
        IdentityResult changed = await identity.ChangePasswordAsync(account, current, password);
        if (!changed.Succeeded) return await PageAsync(user, cases, people, sessions, [.. changed.Errors.Select(e => e.Description)], stop);
        // Whoever knew the old one may be signed in elsewhere.
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        await sessions.RevokeAllAsync(transaction, account.Id, stop, but: user.Session());
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect("/account");
    }

    private static async Task<ContentHttpResult> PageAsync(ClaimsPrincipal user, CaseDatabase cases, PeopleStore people, Sessions sessions, IReadOnlyList<string> wrong, CancellationToken stop)
    {
        Actor actor = user.Actor();
        await using ActingTransaction transaction = await cases.BeginAsync(actor, stop);
        PeopleStore.Names names = (await people.NamesAsync(transaction, [actor.Id], stop))[actor.Id];
        bool administers = await transaction.QueryAsync("SELECT palinode.is_service_administrator()", r => r.GetBoolean(0), stop) is [true];
        var roles = await transaction.QueryAsync("SELECT j.id, j.title, string_agg(m.role, ', ' ORDER BY m.role), bool_or(m.role = 'administrator') FROM palinode.membership m JOIN palinode.journal j ON j.id = m.journal_id WHERE m.person_id = $1 GROUP BY j.id, j.title ORDER BY j.title, j.id",
            r => (Id: r.GetGuid(0), Title: r.GetString(1), Roles: r.GetString(2), Administers: r.GetBoolean(3)), stop, actor.Id);
        List<SessionLine> open = await sessions.OfAsync(transaction, actor.Id, user.Session(), stop);
        return Page.Of("Your account", $"""
            {Page.Errors(wrong)}<p>{Page.Text(names.Name)}, {Page.Text(names.Login)}</p>
            <ul><li><a href="/account/second-factor">{Page.Say("Second factor")}</a></li><li><a href="/account/passkeys">{Page.Say("Passkeys")}</a></li><li><a href="/account/tokens">{Page.Say("Tokens for programs")}</a></li>{(administers ? $"<li><a href=\"/journals\">{Page.Say("Journals of the service")}</a></li><li><a href=\"/people/all\">{Page.Say("People of the service")}</a></li>" : "")}</ul>
            <h2>{Page.Say("Journals")}</h2>
            <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Journal")}</th><th scope="col">{Page.Say("Your roles")}</th></tr></thead><tbody>
            {string.Concat(roles.Select(j => $"<tr><th scope=\"row\">{(j.Administers ? $"<a href=\"/journals/{j.Id}/people\">{Page.Text(j.Title)}</a>" : Page.Text(j.Title))}</th><td>{Roles(j.Roles)}</td></tr>\n"))}</tbody></table></div>
            <h2>{Page.Say("Where you are signed in")}</h2>
            {SessionTable(open, id => $"/account/sessions/{id}/revoke")}
            <form method="post" action="/sign-out/everywhere"><button>{Page.Say("Sign out everywhere")}</button></form>
            <h2>{Page.Say("Password")}</h2>
            <form method="post" action="/account/password">
            <p><label>{Page.Say("Current password")} <input name="current" type="password" autocomplete="current-password" required></label></p>
            <p><label>{Page.Say("New password, 12 characters or more")} <input name="password" type="password" autocomplete="new-password" required minlength="12"></label></p>
            <p><button>{Page.Say("Change the password")}</button></p>
            </form>
            """, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    /// <param name="listed">"editor, intake", as the database puts them together.</param>
    internal static string Roles(string listed) => string.Join(", ", listed.Split(", ").Select(r => Page.Say(r)));

    internal static string SessionTable(IReadOnlyList<SessionLine> sessions, Func<Guid, string> revoke) => $"""
        <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Since")}</th><th scope="col">{Page.Say("Last seen")}</th><th scope="col">{Page.Say("End it")}</th></tr></thead><tbody>
        {string.Concat(sessions.Select(s => $"<tr><th scope=\"row\">{(s.Current ? Page.Say("{0} (this one)", Page.Time(s.Begun)) : Page.Time(s.Begun))}</th><td>{Page.Time(s.Seen)}</td><td><form method=\"post\" action=\"{revoke(s.Id)}\"><button aria-label=\"{Page.Say("Sign out the session of {0} UTC", s.Begun.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))}\">{Page.Say("Sign out")}</button></form></td></tr>\n"))}</tbody></table></div>
        """;
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>Making tokens for programs, and taking them back.</summary>
internal static class ApiTokenPages
{
    private const string Way = "/account/tokens";

    public static void MapApiTokens(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Way, Show).ForSigned();
        routes.MapForm(Way, Make).ForSigned();
        routes.MapForm(Way + "/{token:guid}/revoke", Revoke).ForSigned();
        routes.MapGet("/api/me", Me).ForSigned().Scoped(TokenScope.ReadCases);
    }

    private static async Task<ContentHttpResult> Show(ClaimsPrincipal user, CaseDatabase cases, ApiTokens tokens, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        return await PageAsync(transaction, tokens, "", [], stop);
    }

    private static async Task<ContentHttpResult> Make([FromForm] string name, [FromForm] int days, IFormCollection form, ClaimsPrincipal user, CaseDatabase cases, ApiTokens tokens, CancellationToken stop)
    {
        string[] scope = [.. form["scope"].OfType<string>()];
        List<string> wrong = [];
        if (name.Trim().Length is 0 or > 100) wrong.Add("Give the token a name, of 100 letters at most.");
        if (scope.Length == 0 || scope.Except(TokenScope.All).Any()) wrong.Add("Choose what the token is for.");
        if (!ApiTokens.Lifetimes.Contains(days)) wrong.Add("Choose how long it holds.");
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (wrong.Count > 0) return await PageAsync(transaction, tokens, "", wrong, stop);
        string token = await tokens.MakeAsync(transaction, name.Trim(), scope, TimeSpan.FromDays(days), stop);
        string page = $"<p role=\"status\">{Page.Say("The token, shown now and never again: {0}", $"<code>{token}</code>")}</p>\n";
        ContentHttpResult answer = await PageAsync(transaction, tokens, page, [], stop);
        await transaction.CommitAsync(stop);
        return answer;
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Revoke(Guid token, ClaimsPrincipal user, CaseDatabase cases, ApiTokens tokens, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        if (token == Guid.Empty || await tokens.RevokeAsync(transaction, user.Actor().Id, token, stop) != 1) return TypedResults.NotFound();
        await transaction.CommitAsync(stop);
        return TypedResults.Redirect(Way);
    }

    /// <summary>For a program: as whom it works, and where with which roles at this moment.</summary>
    private static async Task<JsonHttpResult<ApiSelf>> Me(ClaimsPrincipal user, CaseDatabase cases, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        List<ApiRole> roles = await transaction.QueryAsync("SELECT journal_id, role FROM palinode.membership WHERE person_id = palinode.acting_person() ORDER BY journal_id, role", r => new ApiRole(r.GetGuid(0), r.GetString(1)), stop);
        return TypedResults.Json(new ApiSelf(user.Actor().Id, roles), PeopleJson.Default.ApiSelf);
    }

    private static string MeaningOf(string scope) => scope switch
    {
        TokenScope.ReadCases => Page.Say("cases, their files and screenings are read"),
        TokenScope.WriteCases => Page.Say("what you may do in a case is done"),
        TokenScope.Screen => Page.Say("screenings are asked for, followed and ended"),
        TokenScope.Audit => Page.Say("signed heads of the log are fetched, by administrators of the service"),
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "There is no such scope."),
    };

    private static async Task<ContentHttpResult> PageAsync(ActingTransaction transaction, ApiTokens tokens, string made, List<string> wrong, CancellationToken stop)
    {
        List<ApiTokenLine> own = await tokens.OfAsync(transaction, stop);
        string rows = string.Concat(own.Select(t => $"<tr><th scope=\"row\">{Page.Text(t.Name)}</th><td>{Page.Text(string.Join(", ", t.Scopes))}</td><td>{Page.Time(t.Expires)}</td><td>{(t.Used is { } used ? Page.Time(used) : Page.Say("never"))}</td><td><form method=\"post\" action=\"{Way}/{t.Id}/revoke\"><button aria-label=\"{Page.Say("Revoke {0}", Page.Text(t.Name))}\">{Page.Say("Revoke")}</button></form></td></tr>\n"));
        return Page.Of("Tokens for programs", $"""
            {made}{Page.Errors(wrong)}<p>{Page.Say("A program that shows a token in {0} works as you do, in what you choose here and never more than you may yourself at that moment.", "<code>Authorization: Bearer</code>")}</p>
            <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Name")}</th><th scope="col">{Page.Say("For")}</th><th scope="col">{Page.Say("Holds until")}</th><th scope="col">{Page.Say("Last used")}</th><th scope="col">{Page.Say("Revoke")}</th></tr></thead><tbody>
            {rows}</tbody></table></div>
            <form method="post" action="{Way}"><h2>{Page.Say("Make one")}</h2>
            <p><label>{Page.Say("Name, to know it again")} <input name="name" required maxlength="100" autocomplete="off"></label></p>
            <fieldset><legend>{Page.Say("For")}</legend>{string.Concat(TokenScope.All.Select(s => $"<p><label><input type=\"checkbox\" name=\"scope\" value=\"{s}\"> <code>{s}</code>: {MeaningOf(s)}</label></p>"))}</fieldset>
            <p><label>{Page.Say("Days that it holds")} <select name="days">{string.Concat(ApiTokens.Lifetimes.Select(d => $"<option{(d == 30 ? " selected" : "")}>{d}</option>"))}</select></label></p>
            <p><button>{Page.Say("Make the token")}</button></p>
            </form>
            <p><a href="/account">{Page.Say("Back to your account")}</a></p>
            """, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}

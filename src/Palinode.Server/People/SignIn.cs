using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;

namespace Palinode.Server.People;

/// <summary>Signing in with a password, and a code where there is a second factor.</summary>
internal static class SignIn
{
    private const string WrongAnswer = "The address, the password or the code is not right, or the account is locked for a while.";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", (string? then) => Page.Of("Sign in", Form(LocalWay(then), []))).ForAnyone();
        routes.MapForm("/sign-in", Enter).ForAnyone().Limited();
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult, StatusCodeHttpResult>> Enter(
        [FromForm] string login, [FromForm] string password, [FromForm] string? code, [FromForm] string? then,
        UserManager<Account> identity, SecondFactors factors, Sessions sessions, AccountTries tries, HttpContext context, CancellationToken stop)
    {
        if (!tries.MayTry(login)) return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        Account? account = await identity.FindByNameAsync(login.Trim());
        if (account is null || await identity.IsLockedOutAsync(account))
        {
            // The work of a password is done all the same: the time tells nothing.
            identity.PasswordHasher.HashPassword(new Account(), password);
        }
        else if (await identity.CheckPasswordAsync(account, password) && (!account.TotpOn || await factors.UseAsync(account, code ?? "", stop)))
        {
            await identity.ResetAccessFailedCountAsync(account);
            await BeginAsync(account.Id, strong: account.TotpOn, sessions, context, stop);
            return TypedResults.Redirect(LocalWay(then));
        }
        else
        {
            await CountFailureAsync(account, identity);
        }
        return Page.Of("Sign in", Form(LocalWay(then), [WrongAnswer]), StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Gives the browser its session. The one that it had ends: nobody can have prepared it.</summary>
    internal static async Task BeginAsync(Guid person, bool strong, Sessions sessions, HttpContext context, CancellationToken stop)
    {
        if (context.Request.Cookies[SessionAuthentication.CookieName] is { Length: > 0 } before) await sessions.EndAsync(before, stop);
        context.Response.Cookies.Append(SessionAuthentication.CookieName, await sessions.BeginAsync(person, strong, stop), SessionAuthentication.Cookie(context));
    }

    /// <summary>A wrong password or code is counted; tries made at the same time are counted one by one.</summary>
    internal static async Task CountFailureAsync(Account account, UserManager<Account> identity)
    {
        const int enough = 20;
        Account? current = account;
        for (int tries = 0; tries < enough && current is not null && !(await identity.AccessFailedAsync(current)).Succeeded; tries++) current = await identity.FindByIdAsync(account.Id.ToString());
    }

    /// <summary>Where to go afterwards: a page of ours, or home. "//host" and "/\host" are other sites to a browser.</summary>
    internal static string LocalWay(string? then) =>
        then is ['/', ..] and not ['/', '/' or '\\', ..] && then.Length < 300 && !then.Any(char.IsControl) && !then.Contains('\\', StringComparison.Ordinal) ? then : "/";

    private static string Form(string then, IReadOnlyList<string> wrong) => $"""
        {Page.Errors(wrong)}<form method="post" action="/sign-in">
        <input type="hidden" name="then" value="{Page.Text(then)}">
        <p><label>{Page.Say("E-mail")} <input name="login" type="email" autocomplete="username" required></label></p>
        <p><label>{Page.Say("Password")} <input name="password" type="password" autocomplete="current-password" required></label></p>
        <p><label>{Page.Say("Code of the second factor or a recovery code, if you have one")} <input name="code" autocomplete="one-time-code"></label></p>
        <p><button class="primary">{Page.Say("Sign in")}</button></p>
        </form>
        <form method="post" action="/sign-in/passkey" data-passkey="get" data-question="/sign-in/passkey/question" hidden>
        <input type="hidden" name="then" value="{Page.Text(then)}"><input type="hidden" name="credential">
        <p><button>{Page.Say("Sign in with a passkey")}</button></p>
        <p role="alert" hidden>{Page.Say("No passkey was given. Sign in with your password instead.")}</p>
        </form>
        <script src="{PasskeyPages.Script}" defer></script>
        """;
}

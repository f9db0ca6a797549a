using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>Signing up by a link, signing in, signing out.</summary>
internal static class Door
{
    /// <summary>The rate limit of everything that tries passwords or links.</summary>
    public const string RateLimit = "door";

    /// <summary>Tries of passwords and links a minute from one address.</summary>
    public const int TriesAtTheDoor = 20;

    private const string WrongAnswer = "The address, the password or the code is not right, or the account is locked for a while.";

    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(options =>
        {
            // Length is what counts (NIST SP 800-63B); classes of characters only make people write passwords down.
            options.Password.RequiredLength = 12;
            options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
            options.Password.RequiredUniqueChars = 5;
            options.Lockout.MaxFailedAccessAttempts = 5;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            options.User.AllowedUserNameCharacters = "";
            options.Tokens.AuthenticatorTokenProvider = TokenOptions.DefaultAuthenticatorProvider;
        }).AddUserStore<PeopleStore>().AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        // OWASP's number for PBKDF2 with SHA-512.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 210_000);
        return services.AddSingleton(new SessionOptions()).AddSingleton<Sessions>().AddScoped<PeopleStore>().AddScoped<Invitations>();
    }

    public static void MapDoor(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-up/{token}", SignUpPage).AllowAnonymous().RequireRateLimiting(RateLimit);
        routes.MapPost("/sign-up/{token}", SignUp).AllowAnonymous().RequireRateLimiting(RateLimit).DisableAntiforgery();
        routes.MapGet("/sign-in", () => Page.Of("Sign in", SignInForm([]))).AllowAnonymous();
        routes.MapPost("/sign-in", SignIn).AllowAnonymous().RequireRateLimiting(RateLimit).DisableAntiforgery();
        routes.MapPost("/sign-out", SignOut).RequireAuthorization();
        routes.MapPost("/sign-out/everywhere", SignOutEverywhere).RequireAuthorization();
    }

    private static async Task<ContentHttpResult> SignUpPage(string token, Invitations invitations, CancellationToken stop) =>
        await invitations.HoldsAsync(token, stop) ? Page.Of("Sign up", SignUpForm([])) : NotThere();

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> SignUp(
        string token, [FromForm] string login, [FromForm] string name, [FromForm] string password, Invitations invitations, Sessions sessions, HttpContext context, CancellationToken stop)
    {
        if (!await invitations.HoldsAsync(token, stop)) return NotThere();
        (Account? account, IReadOnlyList<string> wrong) = await invitations.AcceptAsync(token, login, name, password, stop);
        if (account is null) return Page.Of("Sign up", SignUpForm(wrong), StatusCodes.Status422UnprocessableEntity);
        await BeginAsync(account, sessions, context, stop);
        return TypedResults.Redirect("/");
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> SignIn(
        [FromForm] string login, [FromForm] string password, [FromForm] string? code, UserManager<Account> identity, Sessions sessions, HttpContext context, CancellationToken stop)
    {
        Account? account = await identity.FindByNameAsync(login.Trim());
        if (account is null || await identity.IsLockedOutAsync(account))
        {
            // The work of a password is done all the same: the time tells nothing.
            identity.PasswordHasher.HashPassword(new Account(), password);
        }
        else if (await identity.CheckPasswordAsync(account, password) && (!account.TotpOn || await identity.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, code ?? "")))
        {
            await identity.ResetAccessFailedCountAsync(account);
            await BeginAsync(account, sessions, context, stop);
            return TypedResults.Redirect("/");
        }
        else
        {
            await CountFailureAsync(account, identity);
        }
        return Page.Of("Sign in", SignInForm([WrongAnswer]), StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>Tries made at the same time are counted one by one.</summary>
    private static async Task CountFailureAsync(Account account, UserManager<Account> identity)
    {
        Account? current = account;
        for (int tries = 0; tries < TriesAtTheDoor && current is not null && !(await identity.AccessFailedAsync(current)).Succeeded; tries++) current = await identity.FindByIdAsync(account.Id.ToString());
    }

    private static async Task<RedirectHttpResult> SignOut(HttpContext context, Sessions sessions, CancellationToken stop)
    {
        await sessions.EndAsync(context.Request.Cookies[SessionAuthentication.CookieName]!, stop);
        context.Response.Cookies.Delete(SessionAuthentication.CookieName, SessionAuthentication.Cookie(context));
        return TypedResults.Redirect("/sign-in");
    }

    private static async Task<RedirectHttpResult> SignOutEverywhere(ClaimsPrincipal user, HttpContext context, CaseDatabase cases, Sessions sessions, CancellationToken stop)
    {
        Actor actor = user.Actor();
        await using ActingTransaction transaction = await cases.BeginAsync(actor, stop);
        await sessions.RevokeAllAsync(transaction, actor.Id, stop);
        await transaction.CommitAsync(stop);
        context.Response.Cookies.Delete(SessionAuthentication.CookieName, SessionAuthentication.Cookie(context));
        return TypedResults.Redirect("/sign-in");
    }

    private static async Task BeginAsync(Account account, Sessions sessions, HttpContext context, CancellationToken stop) =>
        context.Response.Cookies.Append(SessionAuthentication.CookieName, await sessions.BeginAsync(account.Id, stop), SessionAuthentication.Cookie(context));

    private static ContentHttpResult NotThere() => Page.Of("This link cannot be used", "<p>It was used already, or it is too old. Ask for a new one.</p>", StatusCodes.Status404NotFound);

    private static string SignUpForm(IReadOnlyList<string> wrong) => $"""
        {Page.Errors(wrong)}<form method="post">
        <p><label>E-mail <input name="login" type="email" autocomplete="username" required></label></p>
        <p><label>Name, as colleagues see it <input name="name" autocomplete="name" required maxlength="200"></label></p>
        <p><label>Password, 12 characters or more <input name="password" type="password" autocomplete="new-password" required minlength="12"></label></p>
        <p><button>Sign up</button></p>
        </form>
        """;

    private static string SignInForm(IReadOnlyList<string> wrong) => $"""
        {Page.Errors(wrong)}<form method="post" action="/sign-in">
        <p><label>E-mail <input name="login" type="email" autocomplete="username" required></label></p>
        <p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
        <p><label>Code of the second factor, if you have one <input name="code" inputmode="numeric" autocomplete="one-time-code"></label></p>
        <p><button>Sign in</button></p>
        </form>
        """;
}

using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Palinode.Server.People;

namespace Palinode.Server.Hosting;

/// <summary>Knows people by the session's cookie. The cookie holds nothing but a random token; what it stands for is asked of the database at each request.</summary>
internal sealed class SessionAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";
    public const string CookieName = "palinode";

    public static CookieOptions Cookie(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", IsEssential = true };

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[CookieName] is not { Length: > 0 and < 100 } token) return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(token, Context.RequestAborted) is not { } session) return AuthenticateResult.Fail("The session does not hold.");
        ClaimsIdentity identity = new([new Claim(ClaimTypes.NameIdentifier, session.Person.ToString()), new Claim(SignedIn.SessionClaim, session.Id.ToString())], SchemeName);
        if (session.SecondFactorMissing) identity.AddClaim(new Claim(SignedIn.SecondFactorMissingClaim, ""));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    /// <summary>A page leads to the door, and from there back to the page; everything else is told.</summary>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        bool page = HttpMethods.IsGet(Request.Method) && Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (page) Response.Redirect(Request.Path == "/" ? "/sign-in" : $"/sign-in?then={Uri.EscapeDataString(Request.Path + Request.QueryString)}");
        else Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        AccessHandler.Answer(Context);
        return Task.CompletedTask;
    }
}

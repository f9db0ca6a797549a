using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Palinode.Server.People;

namespace Palinode.Server.Hosting;

/// <summary>Knows programs by a token: <c>Authorization: Bearer …</c>. A program is the person who made the token, in what its scopes allow.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "token";

    /// <summary>The token of a request, or null.</summary>
    public static string? Of(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header.Length < 200 ? header[7..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Of(Request) is not { Length: > 0 } token) return AuthenticateResult.NoResult();
        if (await tokens.FindAsync(token, Context.RequestAborted) is not { } found) return AuthenticateResult.Fail("The token does not hold.");
        ClaimsIdentity identity = new([new Claim(ClaimTypes.NameIdentifier, found.Person.ToString()), new Claim(SignedIn.TokenClaim, found.Id.ToString())], SchemeName);
        identity.AddClaims(found.Scopes.Select(s => new Claim(SignedIn.ScopeClaim, s)));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        AccessHandler.Answer(Context);
        return Task.CompletedTask;
    }
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>Signing out, here or everywhere.</summary>
internal static class SignOut
{
    public static void MapSignOut(this IEndpointRouteBuilder routes)
    {
        routes.MapForm("/sign-out", Here).ForSigned().BeforeSecondFactor();
        routes.MapForm("/sign-out/everywhere", Everywhere).ForSigned().BeforeSecondFactor();
    }

    private static async Task<RedirectHttpResult> Here(HttpContext context, Sessions sessions, CancellationToken stop)
    {
        await sessions.EndAsync(context.Request.Cookies[SessionAuthentication.CookieName]!, stop);
        return ToTheDoor(context);
    }

    private static async Task<RedirectHttpResult> Everywhere(ClaimsPrincipal user, HttpContext context, CaseDatabase cases, Sessions sessions, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(user.Actor(), stop);
        await sessions.RevokeAllAsync(transaction, user.Actor().Id, stop);
        await transaction.CommitAsync(stop);
        return ToTheDoor(context);
    }

    private static RedirectHttpResult ToTheDoor(HttpContext context)
    {
        context.Response.Cookies.Delete(SessionAuthentication.CookieName, SessionAuthentication.Cookie(context));
        return TypedResults.Redirect("/sign-in");
    }
}

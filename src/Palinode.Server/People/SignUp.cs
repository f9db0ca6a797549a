using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;

namespace Palinode.Server.People;

/// <summary>Using a link: a new account, or a right for one that is there.</summary>
internal static class SignUp
{
    public static void MapSignUp(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-up/{link}", Show).ForAnyone().Limited();
        routes.MapForm("/sign-up/{link}", Accept).ForAnyone().Limited();
        routes.MapForm("/sign-up/{link}/accept", AcceptForAccount).ForSigned().BeforeSecondFactor().Limited();
    }

    private static async Task<ContentHttpResult> Show(string link, ClaimsPrincipal user, Invitations invitations, CancellationToken stop)
    {
        if (!await invitations.HoldsAsync(link, stop)) return NotThere();
        if (user.Identity?.IsAuthenticated == true)
            return Page.Of("Accept the invitation", $"<p>{Page.Say("You are signed in. The right that this link gives will be yours.")}</p>\n<form method=\"post\" action=\"/sign-up/{Uri.EscapeDataString(link)}/accept\"><button>{Page.Say("Accept")}</button></form>");
        return Page.Of("Sign up", Form(link, []));
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> Accept(
        string link, [FromForm] string login, [FromForm] string name, [FromForm] string password, Invitations invitations, Sessions sessions, HttpContext context, CancellationToken stop)
    {
        if (!await invitations.HoldsAsync(link, stop)) return NotThere();
        (Account? account, IReadOnlyList<string> wrong) = await invitations.AcceptAsync(link, login, name, password, stop);
        if (account is null) return Page.Of("Sign up", Form(link, wrong), StatusCodes.Status422UnprocessableEntity);
        await SignIn.BeginAsync(account.Id, strong: false, sessions, context, stop);
        return TypedResults.Redirect("/");
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> AcceptForAccount(string link, ClaimsPrincipal user, Invitations invitations, CancellationToken stop) =>
        await invitations.AcceptForAsync(link, user.Actor().Id, stop) ? TypedResults.Redirect("/") : NotThere();

    internal static ContentHttpResult NotThere() => Page.Of("This link cannot be used", $"<p>{Page.Say("It was used already, or it is too old. Ask for a new one.")}</p>", StatusCodes.Status404NotFound);

    private static string Form(string link, IReadOnlyList<string> wrong) => $"""
        {Page.Errors(wrong)}<form method="post">
        <p><label>{Page.Say("E-mail")} <input name="login" type="email" autocomplete="username" required></label></p>
        <p><label>{Page.Say("Name, as colleagues see it")} <input name="name" autocomplete="name" required maxlength="200"></label></p>
        <p><label>{Page.Say("Password, 12 characters or more")} <input name="password" type="password" autocomplete="new-password" required minlength="12"></label></p>
        <p><button>{Page.Say("Sign up")}</button></p>
        </form>
        <p>{Page.Say("You have an account already? {0}, and the link is for that account.", $"<a href=\"/sign-in?then=/sign-up/{Uri.EscapeDataString(link)}\">{Page.Say("Sign in")}</a>")}</p>
        """;
}

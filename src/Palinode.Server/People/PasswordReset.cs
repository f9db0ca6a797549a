using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;

namespace Palinode.Server.People;

/// <summary>A new password by a link that an administrator of the service made. It ends every session, and signs nobody in: the second factor is asked for as always.</summary>
internal static class PasswordReset
{
    public static void MapPasswordReset(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reset/{link}", Show).ForAnyone().Limited();
        routes.MapForm("/reset/{link}", Use).ForAnyone().Limited();
    }

    private static async Task<ContentHttpResult> Show(string link, Invitations invitations, CancellationToken stop) =>
        await invitations.HoldsAsync(link, stop, reset: true) ? Page.Of("A new password", Form([])) : SignUp.NotThere();

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> Use(string link, [FromForm] string password, Invitations invitations, CancellationToken stop)
    {
        if (!await invitations.HoldsAsync(link, stop, reset: true)) return SignUp.NotThere();
        IReadOnlyList<string> wrong = await invitations.ResetAsync(link, password, stop);
        return wrong.Count == 0 ? TypedResults.Redirect("/sign-in") : Page.Of("A new password", Form(wrong), StatusCodes.Status422UnprocessableEntity);
    }

    private static string Form(IReadOnlyList<string> wrong) => $"""
        {Page.Errors(wrong)}<form method="post">
        <p><label>{Page.Say("New password, 12 characters or more")} <input name="password" type="password" autocomplete="new-password" required minlength="12"></label></p>
        <p><button>{Page.Say("Take this password")}</button></p>
        </form>
        """;
}

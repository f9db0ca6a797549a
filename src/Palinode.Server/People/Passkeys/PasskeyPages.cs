using System.Buffers.Text;
using System.Reflection;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;

namespace Palinode.Server.People;

/// <summary>
/// Passkeys (WebAuthn; ASP.NET Core Identity checks the signatures): registering, listing, removing, signing in. The script of the page asks the browser; the answer comes in a form
/// like any other. Without script the forms stay hidden, and the password remains.
/// </summary>
internal static class PasskeyPages
{
    /// <summary>The only script that the people's pages need.</summary>
    public const string Script = "/assets/passkeys.js";

    private static readonly byte[] ScriptBytes = Read("passkeys.js");

    public static void MapPasskeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Script, () => TypedResults.File(ScriptBytes, "text/javascript; charset=utf-8")).ForAnyone();
        routes.MapForm("/sign-in/passkey/question", AskToSignIn).ForAnyone().Limited();
        routes.MapForm("/sign-in/passkey", SignInWith).ForAnyone().Limited();
        routes.MapGet("/account/passkeys", Show).ForSigned().BeforeSecondFactor();
        routes.MapForm("/account/passkeys/question", AskToRegister).ForSigned().BeforeSecondFactor();
        routes.MapForm("/account/passkeys", Register).ForSigned().BeforeSecondFactor();
        routes.MapForm("/account/passkeys/{passkey}/remove", Remove).ForSigned();
    }

    private static async Task<ContentHttpResult> AskToSignIn(IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, HttpContext context, CancellationToken stop)
    {
        PasskeyRequestOptionsResult made = await passkeys.MakeRequestOptionsAsync(null, context);
        await questions.AskAsync(context, null, made.AssertionState!, stop);
        return TypedResults.Content(made.RequestOptionsJson, "application/json");
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> SignInWith(
        [FromForm] string credential, [FromForm] string? then, IPasskeyHandler<Account> passkeys, UserManager<Account> identity, PasskeyQuestions questions, Sessions sessions, HttpContext context, CancellationToken stop)
    {
        if (await questions.TakeAsync(context, null, stop) is { } state)
        {
            PasskeyAssertionResult<Account> result = await passkeys.PerformAssertionAsync(new() { HttpContext = context, CredentialJson = credential, AssertionState = state });
            if (result is { Succeeded: true, User: { } account, Passkey: { } passkey })
            {
                await identity.AddOrUpdatePasskeyAsync(account, passkey);
                await SignIn.BeginAsync(account.Id, strong: true, sessions, context, stop);
                return TypedResults.Redirect(SignIn.LocalWay(then));
            }
        }
        return Page.Of("Sign in", $"<p role=\"alert\">{Page.Say("This passkey does not open an account here. {0}, or use your password.", $"<a href=\"/sign-in\">{Page.Say("Try again")}</a>")}</p>", StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> AskToRegister(ClaimsPrincipal user, UserManager<Account> identity, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, HttpContext context, CancellationToken stop)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (await SecondFactorPages.WithholdsAsync(user, account, identity)) return TypedResults.NotFound();
        PasskeyCreationOptionsResult made = await passkeys.MakeCreationOptionsAsync(new() { Id = account.Id.ToString(), Name = account.Login, DisplayName = account.Name }, context);
        await questions.AskAsync(context, account.Id, made.AttestationState!, stop);
        return TypedResults.Content(made.CreationOptionsJson, "application/json");
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> Register([FromForm] string credential, [FromForm] string name, ClaimsPrincipal user,
        UserManager<Account> identity, IPasskeyHandler<Account> passkeys, PasskeyQuestions questions, Sessions sessions, HttpContext context, CancellationToken stop)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (await SecondFactorPages.WithholdsAsync(user, account, identity)) return await PageAsync(account, identity, ["You have a second factor: sign out, and sign in with it."]);
        if (name.Trim() is not { Length: > 0 and <= 100 } label) return await PageAsync(account, identity, ["Give the passkey a name, of 100 letters at most."]);
        if (await questions.TakeAsync(context, account.Id, stop) is { } state)
        {
            PasskeyAttestationResult result = await passkeys.PerformAttestationAsync(new() { HttpContext = context, CredentialJson = credential, AttestationState = state });
            if (result is { Succeeded: true, Passkey: { } passkey })
            {
                passkey.Name = label;
                await identity.AddOrUpdatePasskeyAsync(account, passkey);
                if (user.Session() is { } session) await sessions.StrengthenAsync(session, stop);
                return TypedResults.Redirect("/account/passkeys");
            }
        }
        return await PageAsync(account, identity, ["The passkey was not taken. Try again."]);
    }

    private static async Task<ContentHttpResult> Show(ClaimsPrincipal user, UserManager<Account> identity) => await PageAsync((await identity.FindByIdAsync(user.Actor().Id.ToString()))!, identity, []);

    private static async Task<Results<RedirectHttpResult, NotFound>> Remove(string passkey, ClaimsPrincipal user, UserManager<Account> identity)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (!Base64Url.IsValid(passkey) || await identity.GetPasskeyAsync(account, Base64Url.DecodeFromChars(passkey)) is not { } found) return TypedResults.NotFound();
        await identity.RemovePasskeyAsync(account, found.CredentialId);
        return TypedResults.Redirect("/account/passkeys");
    }

    private static async Task<ContentHttpResult> PageAsync(Account account, UserManager<Account> identity, IReadOnlyList<string> wrong)
    {
        IList<UserPasskeyInfo> passkeys = await identity.GetPasskeysAsync(account);
        string rows = string.Concat(passkeys.Select(p => $"<tr><th scope=\"row\">{Page.Text(p.Name ?? "")}</th><td>{Page.Time(p.CreatedAt)}</td><td>{(p.IsBackedUp ? Page.Say("kept in several places") : Page.Say("on one device"))}</td><td><form method=\"post\" action=\"/account/passkeys/{Base64Url.EncodeToString(p.CredentialId)}/remove\"><button aria-label=\"{Page.Say("Remove {0}", Page.Text(p.Name ?? ""))}\">{Page.Say("Remove")}</button></form></td></tr>\n"));
        return Page.Of("Passkeys", $"""
            {Page.Errors(wrong)}<p>{Page.Say("A passkey is a key on your device or in your password manager, opened by your finger, your face or a PIN. It opens no copy of this page at another address.")}</p>
            <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("Name")}</th><th scope="col">{Page.Say("Added")}</th><th scope="col">{Page.Say("Where")}</th><th scope="col">{Page.Say("Remove")}</th></tr></thead><tbody>
            {rows}</tbody></table></div>
            <form method="post" action="/account/passkeys" data-passkey="create" data-question="/account/passkeys/question" hidden><h2>{Page.Say("Add one")}</h2>
            <input type="hidden" name="credential">
            <p><label>{Page.Say("Name, to know it again")} <input name="name" required maxlength="100" autocomplete="off"></label></p>
            <p><button>{Page.Say("Add a passkey")}</button></p>
            <p role="alert" hidden>{Page.Say("No passkey was made.")}</p>
            </form>
            <noscript><p>{Page.Say("Adding a passkey needs script.")}</p></noscript>
            <p><a href="/account">{Page.Say("Back to your account")}</a></p>
            <script src="{Script}" defer></script>
            """, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static byte[] Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return Encoding.UTF8.GetBytes(reader.ReadToEnd());
    }
}

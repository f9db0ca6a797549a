using System.Security.Claims;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using QRCoder;

namespace Palinode.Server.People;

/// <summary>Setting a second factor up, and turning it off.</summary>
internal static partial class SecondFactorPages
{
    private const string Way = "/account/second-factor";

    public static void MapSecondFactor(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Way, Show).ForSigned().BeforeSecondFactor();
        routes.MapGet(Way + "/qr.svg", QrCode).ForSigned().BeforeSecondFactor();
        routes.MapForm(Way + "/begin", Begin).ForSigned().BeforeSecondFactor();
        routes.MapForm(Way + "/confirm", Confirm).ForSigned().BeforeSecondFactor().Limited();
        routes.MapForm(Way + "/recovery-codes", NewRecoveryCodes).ForSigned().Limited();
        routes.MapForm(Way + "/off", TurnOff).ForSigned().Limited();
    }

    private static async Task<ContentHttpResult> Show(ClaimsPrincipal user, UserManager<Account> identity, SecondFactors factors, CancellationToken stop)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        return await WithholdsAsync(user, account, identity)
            ? Page.Of("Second factor", $"<p role=\"status\">{Page.Say("A journal that you work for asks for a second factor, and you have one: sign out, and sign in with it.")}</p>\n<form method=\"post\" action=\"/sign-out\"><button>{Page.Say("Sign out")}</button></form>")
            : await PageAsync(account, user, factors, [], stop);
    }

    /// <summary>The key of a second factor that is being set up, for a camera. As a file: the policy of our pages allows no picture in the page itself.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound>> QrCode(ClaimsPrincipal user, UserManager<Account> identity)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (account.TotpOn || account.TotpKey is null || await WithholdsAsync(user, account, identity)) return TypedResults.NotFound();
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(Totp.Address(account.TotpKey, account.Login), QRCodeGenerator.ECCLevel.M);
        using SvgQRCode svg = new(code);
        return TypedResults.File(Encoding.UTF8.GetBytes(svg.GetGraphic(6)), "image/svg+xml");
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> Begin(ClaimsPrincipal user, UserManager<Account> identity)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (account.TotpOn || await WithholdsAsync(user, account, identity)) return TypedResults.NotFound();
        account.TotpKey = Totp.NewKey();
        await identity.UpdateAsync(account);
        return TypedResults.Redirect(Way);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> Confirm([FromForm] string code, ClaimsPrincipal user, UserManager<Account> identity, SecondFactors factors, Sessions sessions, CancellationToken stop)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (account.TotpOn || account.TotpKey is null || await WithholdsAsync(user, account, identity)) return TypedResults.NotFound();
        if (!await factors.UseAsync(account, code, stop)) return await PageAsync(account, user, factors, ["This code is not right. Look whether the clock of your device is, and try the next code."], stop);
        account.TotpOn = true;
        await identity.UpdateAsync(account);
        if (user.Session() is { } session) await sessions.StrengthenAsync(session, stop);
        return Codes(await factors.NewRecoveryCodesAsync(account.Id, stop));
    }

    private static async Task<ContentHttpResult> NewRecoveryCodes([FromForm] string password, [FromForm] string code, ClaimsPrincipal user, UserManager<Account> identity, SecondFactors factors, CancellationToken stop)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        return await ShowsBothAsync(account, password, code, identity, factors, stop) ? Codes(await factors.NewRecoveryCodesAsync(account.Id, stop)) : await PageAsync(account, user, factors, [Wrong], stop);
    }

    private static async Task<Results<RedirectHttpResult, ContentHttpResult>> TurnOff([FromForm] string password, [FromForm] string code, ClaimsPrincipal user, UserManager<Account> identity, SecondFactors factors, CancellationToken stop)
    {
        Account account = (await identity.FindByIdAsync(user.Actor().Id.ToString()))!;
        if (!await ShowsBothAsync(account, password, code, identity, factors, stop)) return await PageAsync(account, user, factors, [Wrong], stop);
        (account.TotpOn, account.TotpKey) = (false, null);
        await identity.UpdateAsync(account);
        await factors.ForgetRecoveryCodesAsync(account.Id, stop);
        return TypedResults.Redirect(Way);
    }

    /// <summary>A second factor is asked of this session, and the account has one that was not shown: whoever has the password alone makes no other in its place.</summary>
    internal static async Task<bool> WithholdsAsync(ClaimsPrincipal user, Account account, UserManager<Account> identity) =>
        user.HasClaim(c => c.Type == SignedIn.SecondFactorMissingClaim) && (account.TotpOn || (await identity.GetPasskeysAsync(account)).Count > 0);

    private const string Wrong = "The password or the code is not right, or the account is locked for a while.";

    /// <summary>Who took over a session has neither; guesses count towards the lockout.</summary>
    private static async Task<bool> ShowsBothAsync(Account account, string password, string code, UserManager<Account> identity, SecondFactors factors, CancellationToken stop)
    {
        if (account.TotpOn && !await identity.IsLockedOutAsync(account) && await identity.CheckPasswordAsync(account, password) && await factors.UseAsync(account, code, stop)) return true;
        await SignIn.CountFailureAsync(account, identity);
        return false;
    }

    private static ContentHttpResult Codes(string[] codes) => Page.Of("Your recovery codes", $"""
        <p>{Page.Say("The second factor is on. Keep these codes where you find them without your device: each lets you in once in place of a code. They are shown now and never again.")}</p>
        <ul>{string.Concat(codes.Select(c => $"<li><code>{c}</code></li>"))}</ul>
        <p><a href="/account">{Page.Say("Back to your account")}</a></p>
        """);

    private static async Task<ContentHttpResult> PageAsync(Account account, ClaimsPrincipal user, SecondFactors factors, IReadOnlyList<string> wrong, CancellationToken stop)
    {
        string missing = user.HasClaim(c => c.Type == SignedIn.SecondFactorMissingClaim) ? $"<p role=\"status\">{Page.Say("A journal that you work for asks for a second factor. Set it up to go on.")}</p>\n" : "";
        int left = account.TotpOn ? await factors.RecoveryCodesLeftAsync(account.Id, stop) : 0;
        string body = account switch
        {
            { TotpOn: true } => $"""
                <p>{Page.Say("The second factor is on. {0} recovery codes are left.", left)}</p>
                <form method="post" action="{Way}/recovery-codes"><h2>{Page.Say("New recovery codes")}</h2>
                {PasswordAndCode}<p><button>{Page.Say("Make new recovery codes")}</button></p></form>
                <form method="post" action="{Way}/off"><h2>{Page.Say("Turn it off")}</h2>
                {PasswordAndCode}<p><button>{Page.Say("Turn the second factor off")}</button></p></form>
                """,
            { TotpKey: { } key } => $"""
                {missing}<ol><li><p>{Page.Say("Take this picture with an authenticator on your phone, or type the key.")}</p>
                <p><img src="{Way}/qr.svg" width="240" height="240" alt="{Page.Say("QR code with the key below")}"></p>
                <p>{Page.Say("Key: {0}", $"<code>{Fours().Replace(key, "$0 ").TrimEnd()}</code>")}</p></li>
                <li><form method="post" action="{Way}/confirm"><p><label>{Page.Say("The code that it shows now")} <input name="code" inputmode="numeric" autocomplete="one-time-code" required></label></p>
                <p><button>{Page.Say("Turn the second factor on")}</button></p></form></li></ol>
                """,
            _ => $"""
                {missing}<p>{Page.Say("With a second factor a stolen password opens nothing. You need an authenticator, an app on your phone or computer that shows codes.")}</p>
                <form method="post" action="{Way}/begin"><button>{Page.Say("Set it up")}</button></form>
                <p>{Page.Say("A {0} is both factors in one.", $"<a href=\"/account/passkeys\">{Page.Say("passkey")}</a>")}</p>
                <form method="post" action="/sign-out"><button>{Page.Say("Sign out")}</button></form>
                """,
        };
        return Page.Of("Second factor", Page.Errors(wrong) + body, wrong.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static string PasswordAndCode => $"""
        <p><label>{Page.Say("Password")} <input name="password" type="password" autocomplete="current-password" required></label></p>
        <p><label>{Page.Say("Code")} <input name="code" autocomplete="one-time-code" required></label></p>

        """;

    [GeneratedRegex(".{4}")]
    private static partial Regex Fours();
}

using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Palinode.Browser.Tests;

/// <summary>Passkeys with the browser's own WebAuthn, and an authenticator that it plays (W3C WebAuthn, 11: virtual authenticators).</summary>
internal sealed partial class PasskeyTests
{
    [Test]
    public async Task A_passkey_is_added_opens_the_account_without_a_password_and_is_asked_of_its_owner_alone()
    {
        ServedPalinode.Require();
        string journal = await Newsroom.JournalAsync("Keys of Invented Biology");
        Visitor person = await Newsroom.JoinAsync(journal, "investigator", "Petra Beispiel");
        await PlayAuthenticatorAsync(person.Page);
        await person.GoAsync("/account/passkeys");
        await person.Page.FillAsync("[name=name]", "laptop of the office");
        await person.Page.ClickAsync("form[data-passkey=create] button");
        await person.Page.WaitForSelectorAsync("th:has-text('laptop of the office')");

        await person.GoAsync("/account");
        await person.Page.ClickAsync("form[action='/sign-out'] button");
        await person.GoAsync("/account");
        (await person.Page.InnerTextAsync("main")).ShouldNotContain("Petra");
        await person.GoAsync("/sign-in");
        await person.Page.ClickAsync("form[data-passkey=get] button");
        await person.Page.WaitForURLAsync(Signed());
        await person.GoAsync("/account/passkeys");
        (await person.Page.InnerTextAsync("main")).ShouldContain("laptop of the office");

        Visitor stranger = await Visitor.ComeAsync("Sven Beispiel");
        await PlayAuthenticatorAsync(stranger.Page);
        await stranger.GoAsync("/sign-in");
        await stranger.Page.ClickAsync("form[data-passkey=get] button");
        await stranger.Page.WaitForSelectorAsync("form[data-passkey=get] [role=alert]:not([hidden])");
        stranger.Page.Url.ShouldContain("/sign-in");
        await person.LeaveAsync();
        await stranger.LeaveAsync();
    }

    private static async Task PlayAuthenticatorAsync(IPage page)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    [GeneratedRegex("^http://[^/]+/(?!sign-in)")]
    private static partial Regex Signed();
}

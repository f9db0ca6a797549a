using System.Net;
using System.Text.RegularExpressions;

namespace Palinode.Server.Tests.People;

/// <summary>Passkeys with an authenticator in software, over HTTP as the page's script does it.</summary>
internal sealed partial class PasskeyTests
{
    private RunningService _service = null!;
    private Visitor _ada = null!;
    private SoftwareAuthenticator _key = null!;

    [SetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _ada = new Visitor(_service);
        await _ada.SignUpAsync(_service.SignUp!, "ada@example.org", "Ada Example");
        _key = new SoftwareAuthenticator(_service.Address.GetLeftPart(UriPartial.Authority));
    }

    [TearDown]
    public async Task Stop()
    {
        _key?.Dispose();
        _ada?.Dispose();
        if (_service is not null) await _service.DisposeAsync();
    }

    private static async Task<Answer> RegisterAsync(Visitor visitor, SoftwareAuthenticator key) =>
        await visitor.PostAsync("/account/passkeys", ("credential", key.Create((await visitor.PostAsync("/account/passkeys/question")).Body)), ("name", "Blue key"));

    private static async Task<Answer> SignInAsync(Visitor visitor, SoftwareAuthenticator key, string then = "/account") =>
        await visitor.PostAsync("/sign-in/passkey", ("credential", key.Get((await visitor.PostAsync("/sign-in/passkey/question")).Body)), ("then", then));

    [Test]
    public async Task A_registered_passkey_opens_the_door_without_an_address_or_a_password()
    {
        (await RegisterAsync(_ada, _key)).ShouldBe(new Answer(HttpStatusCode.Redirect, "/account/passkeys"));
        (await _ada.GetAsync("/account/passkeys")).Body.ShouldContain("Blue key");
        using Visitor visitor = new(_service);
        (await SignInAsync(visitor, _key)).ShouldBe(new Answer(HttpStatusCode.Redirect, "/account"));
        (await visitor.GetAsync("/account")).Body.ShouldContain("ada@example.org");
    }

    [Test]
    public async Task A_passkey_that_was_removed_or_never_registered_opens_nothing()
    {
        using Visitor visitor = new(_service);
        using SoftwareAuthenticator stranger = new(_service.Address.GetLeftPart(UriPartial.Authority));
        await RegisterAsync(_ada, _key);
        (await SignInAsync(visitor, stranger)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        string remove = Remove().Match((await _ada.GetAsync("/account/passkeys")).Body).Groups[1].Value;
        (await _ada.PostAsync(remove)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await _ada.PostAsync(remove)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await SignInAsync(visitor, _key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task An_answer_works_once_and_only_for_the_question_of_the_same_browser_and_site()
    {
        await RegisterAsync(_ada, _key);
        using Visitor visitor = new(_service), other = new(_service);
        string answer = _key.Get((await visitor.PostAsync("/sign-in/passkey/question")).Body);
        (await other.PostAsync("/sign-in/passkey", ("credential", answer))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.PostAsync("/sign-in/passkey", ("credential", answer))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await visitor.PostAsync("/sign-in/passkey", ("credential", answer))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        foreach (string garbage in (string[])["", "{}", "null", "[1]", "{\"id\":\"AA\",\"type\":\"public-key\",\"response\":{}}"])
        {
            await visitor.PostAsync("/sign-in/passkey/question");
            (await visitor.PostAsync("/sign-in/passkey", ("credential", garbage))).Status.ShouldBeOneOf(HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest);
        }
        // A page of another site that passes questions on.
        using SoftwareAuthenticator lured = new("https://palinode.other.example");
        (await RegisterAsync(_ada, lured)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_copied_authenticator_that_falls_behind_is_refused()
    {
        await RegisterAsync(_ada, _key);
        using Visitor visitor = new(_service);
        (await SignInAsync(visitor, _key)).Status.ShouldBe(HttpStatusCode.Redirect);
        _key.Counter = 0;
        (await SignInAsync(visitor, _key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_passkey_satisfies_a_journal_that_asks_for_a_second_factor()
    {
        string journal = (await _ada.PostAsync("/journals", ("title", "Annals of Examples"))).Body["/journals/".Length..^"/people".Length];
        await _ada.PostAsync($"/journals/{journal}/second-factor", ("asked", "true"));
        (await _ada.HomeAsync()).ShouldBe(HttpStatusCode.Redirect);
        await RegisterAsync(_ada, _key);
        (await _ada.HomeAsync()).ShouldBe(HttpStatusCode.OK);
        using Visitor byPassword = new(_service), byPasskey = new(_service);
        await byPassword.SignInAsync("ada@example.org");
        (await byPassword.HomeAsync()).ShouldBe(HttpStatusCode.Redirect);
        await SignInAsync(byPasskey, _key);
        (await byPasskey.HomeAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Whoever_has_the_password_alone_makes_no_second_factor_in_place_of_the_one_that_is_there()
    {
        string journal = (await _ada.PostAsync("/journals", ("title", "Annals of Examples"))).Body["/journals/".Length..^"/people".Length];
        await _ada.PostAsync($"/journals/{journal}/second-factor", ("asked", "true"));
        await RegisterAsync(_ada, _key);
        using Visitor thief = new(_service);
        using SoftwareAuthenticator own = new(_service.Address.GetLeftPart(UriPartial.Authority));
        await thief.SignInAsync("ada@example.org");
        (await thief.GetAsync("/account/second-factor")).Body.ShouldContain("sign in with it");
        (await thief.PostAsync("/account/second-factor/begin")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await thief.PostAsync("/account/second-factor/confirm", ("code", "000000"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await thief.GetAsync("/account/second-factor/qr.svg")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await thief.PostAsync("/account/passkeys/question")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await thief.PostAsync("/account/passkeys", ("credential", "{}"), ("name", "Mine"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await thief.HomeAsync()).ShouldBe(HttpStatusCode.Redirect);
        // The owner goes on, also to a second passkey.
        (await RegisterAsync(_ada, own)).ShouldBe(new Answer(HttpStatusCode.Redirect, "/account/passkeys"));
    }

    [Test]
    public async Task A_disabled_person_does_not_get_in_with_a_passkey()
    {
        string journal = (await _ada.PostAsync("/journals", ("title", "Annals of Examples"))).Body["/journals/".Length..^"/people".Length];
        using Visitor ben = new(_service);
        await ben.SignUpAsync(Visitor.LinkIn(await _ada.PostAsync($"/journals/{journal}/invitations", ("role", "editor"))), "ben@example.org", "Ben Example");
        await RegisterAsync(ben, _key);
        string id = Regex.Match((await _ada.GetAsync("/people/all")).Body, "/people/([0-9a-f-]{36})\">Ben Example<").Groups[1].Value;
        await _ada.PostAsync($"/people/{id}/disable");
        (await SignInAsync(ben, _key)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [GeneratedRegex("action=\"(/account/passkeys/[^/]+/remove)\"")]
    private static partial Regex Remove();
}

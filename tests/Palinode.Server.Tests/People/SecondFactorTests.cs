using System.Net;
using System.Text.RegularExpressions;
using Palinode.Server.People;

namespace Palinode.Server.Tests.People;

/// <summary>The second factor from outside.</summary>
internal sealed partial class SecondFactorTests
{
    private const string Way = "/account/second-factor";

    private RunningService _service = null!;
    private Visitor _ada = null!;
    private string _journal = null!;

    [SetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _ada = new Visitor(_service);
        await _ada.SignUpAsync(_service.SignUp!, "ada@example.org", "Ada Example");
        _journal = (await _ada.PostAsync("/journals", ("title", "Annals of Examples"))).Body["/journals/".Length..^"/people".Length];
    }

    [TearDown]
    public async Task Stop()
    {
        _ada?.Dispose();
        if (_service is not null) await _service.DisposeAsync();
    }

    private static async Task<(string Key, string[] Codes)> SetUpAsync(Visitor visitor, DateTimeOffset at)
    {
        (await visitor.PostAsync($"{Way}/begin")).Status.ShouldBe(HttpStatusCode.Redirect);
        string key = Key().Match((await visitor.GetAsync(Way)).Body).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
        Answer on = await visitor.PostAsync($"{Way}/confirm", ("code", Totp.Code(key, at)));
        on.Status.ShouldBe(HttpStatusCode.OK, on.Body);
        return (key, [.. Code().Matches(on.Body).Select(m => m.Groups[1].Value)]);
    }

    [Test]
    public async Task It_is_set_up_with_a_picture_and_a_code_and_from_then_on_asked_for()
    {
        // Codes of three steps are taken, each once: the one before now is for the set-up.
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await _ada.PostAsync($"{Way}/begin");
        using (HttpResponseMessage picture = await _ada.Browser.GetAsync(new Uri($"{Way}/qr.svg", UriKind.Relative)))
        {
            picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
            (await picture.Content.ReadAsStringAsync()).ShouldStartWith("<svg");
        }
        (await _ada.PostAsync($"{Way}/confirm", ("code", "000000"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (string key, string[] codes) = await SetUpAsync(_ada, now);
        codes.Distinct().Count().ShouldBe(10);
        (await _ada.GetAsync($"{Way}/qr.svg")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _ada.PostAsync($"{Way}/begin")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _ada.GetAsync(Way)).Body.ShouldNotContain(key);

        using Visitor elsewhere = new(_service);
        (await elsewhere.SignInAsync("ada@example.org")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await elsewhere.SignInAsync("ada@example.org", code: Totp.Code(key, now))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the code of the set-up was used");
        string next = Totp.Code(key, now.AddSeconds(30));
        (await elsewhere.SignInAsync("ada@example.org", code: next)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.SignInAsync("ada@example.org", code: next)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a code works once");
        (await elsewhere.SignInAsync("ada@example.org", code: codes[3])).Status.ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.SignInAsync("ada@example.org", code: codes[3])).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "a recovery code works once");
        (await elsewhere.SignInAsync("ada@example.org", code: codes[4].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await _ada.GetAsync(Way)).Body.ShouldContain("8 recovery codes are left");
        _service.Error.ToString().ShouldNotContain(key);
    }

    [Test]
    public async Task Turning_it_off_needs_the_password_and_a_code()
    {
        (string key, string[] codes) = await SetUpAsync(_ada, DateTimeOffset.UtcNow);
        (await _ada.PostAsync($"{Way}/off", ("password", Visitor.Password), ("code", "000000"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _ada.PostAsync($"{Way}/off", ("password", "wrong horse battery"), ("code", codes[0]))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        string[] fresh = [.. Code().Matches((await _ada.PostAsync($"{Way}/recovery-codes", ("password", Visitor.Password), ("code", codes[0]))).Body).Select(m => m.Groups[1].Value)];
        fresh.Length.ShouldBe(10);
        (await _ada.PostAsync($"{Way}/off", ("password", Visitor.Password), ("code", codes[1]))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "new codes replace the old ones");
        (await _ada.PostAsync($"{Way}/off", ("password", Visitor.Password), ("code", fresh[0]))).Status.ShouldBe(HttpStatusCode.Redirect);
        using Visitor elsewhere = new(_service);
        (await elsewhere.SignInAsync("ada@example.org")).Status.ShouldBe(HttpStatusCode.Redirect);
        key.ShouldNotBeEmpty();
    }

    [Test]
    public async Task Where_a_journal_asks_for_it_approvers_and_administrators_are_led_to_set_it_up()
    {
        using Visitor approver = new(_service), editor = new(_service);
        await approver.SignUpAsync(Visitor.LinkIn(await _ada.PostAsync($"/journals/{_journal}/invitations", ("role", "approver"))), "ben@example.org", "Ben Example");
        await editor.SignUpAsync(Visitor.LinkIn(await _ada.PostAsync($"/journals/{_journal}/invitations", ("role", "editor"))), "cy@example.org", "Cy Example");
        (await _ada.PostAsync($"/journals/{_journal}/second-factor", ("asked", "true"))).Status.ShouldBe(HttpStatusCode.Redirect);
        // The next request knows.
        foreach (Visitor asked in (Visitor[])[approver, _ada])
        {
            (await asked.GetAsync("/account")).Status.ShouldBe(HttpStatusCode.Redirect);
            (await asked.PostAsync("/account/tokens", ("name", "x"), ("scope", "screen"), ("days", "7"))).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await asked.GetAsync(Way)).Body.ShouldContain("asks for a second factor");
        }
        (await editor.HomeAsync()).ShouldBe(HttpStatusCode.OK);
        (string key, _) = await SetUpAsync(approver, DateTimeOffset.UtcNow);
        (await approver.HomeAsync()).ShouldBe(HttpStatusCode.OK);
        using Visitor again = new(_service);
        (await again.SignInAsync("ben@example.org", code: Totp.Code(key, DateTimeOffset.UtcNow.AddSeconds(30)))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await again.HomeAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_link_for_a_new_password_leaves_the_second_factor_unless_it_says_otherwise()
    {
        using Visitor person = new(_service), fresh = new(_service);
        await person.SignUpAsync(Visitor.LinkIn(await _ada.PostAsync($"/journals/{_journal}/invitations", ("role", "editor"))), "ben@example.org", "Ben Example");
        string id = Regex.Match((await _ada.GetAsync("/people/all")).Body, "/people/([0-9a-f-]{36})\">Ben Example<").Groups[1].Value;
        await SetUpAsync(person, DateTimeOffset.UtcNow);
        await fresh.PostAsync(Visitor.LinkIn(await _ada.PostAsync($"/people/{id}/reset")), ("password", "another long password"));
        (await fresh.SignInAsync("ben@example.org", "another long password")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await fresh.PostAsync(Visitor.LinkIn(await _ada.PostAsync($"/people/{id}/reset", ("withoutSecondFactor", "true"))), ("password", "a third long password"));
        (await fresh.SignInAsync("ben@example.org", "a third long password")).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [GeneratedRegex("Key: <code>([A-Z2-7 ]+)</code>")]
    private static partial Regex Key();

    [GeneratedRegex("<code>([A-Z2-7]{5}-[A-Z2-7]{5})</code>")]
    private static partial Regex Code();
}

using System.Net;
using System.Text.RegularExpressions;
using Palinode.Server.Hosting;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.People;

internal sealed partial class ApiTokenTests
{
    private RunningService _service = null!;
    private Visitor _ada = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _ada = new Visitor(_service);
        await _ada.SignUpAsync(_service.SignUp!, "ada@example.org", "Ada Example");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _ada?.Dispose();
        if (_service is not null) await _service.DisposeAsync();
    }

    private async Task<Answer> MeAsync(string token, string scheme = "Bearer")
    {
        using HttpClient program = _service.Client();
        using HttpRequestMessage request = new(HttpMethod.Get, "/api/me");
        request.Headers.TryAddWithoutValidation("Authorization", $"{scheme} {token}");
        using HttpResponseMessage answer = await program.SendAsync(request);
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> MakeAsync(Visitor visitor, string scope = TokenScope.ReadCases)
    {
        Answer made = await visitor.PostAsync("/account/tokens", ("name", "Nightly export"), ("scope", scope), ("days", "7"));
        made.Status.ShouldBe(HttpStatusCode.OK, made.Body);
        return Made().Match(made.Body).Groups[1].Value;
    }

    [Test]
    public async Task A_token_is_shown_once_works_as_its_person_and_ends_when_it_is_taken_back()
    {
        string token = await MakeAsync(_ada);
        token.Length.ShouldBeGreaterThan(50);
        (await MeAsync(token)).Body.ShouldContain("\"roles\":[]");
        string page = (await _ada.GetAsync("/account/tokens")).Body;
        page.ShouldContain("Nightly export");
        page.ShouldNotContain(token);
        foreach (string wrong in (string[])[token[..^1], token + "A", "", ApiTokens.Prefix]) (await MeAsync(wrong)).Status.ShouldBe(HttpStatusCode.Unauthorized, wrong);
        (await MeAsync(token, "Basic")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await _ada.PostAsync(Revoke().Matches(page)[^1].Groups[1].Value)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await MeAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        _service.Error.ToString().ShouldNotContain(ApiTokens.Prefix);
    }

    [Test]
    public async Task A_token_for_audit_fetches_the_end_of_the_log_signed()
    {
        string token = await MakeAsync(_ada, TokenScope.Audit);
        using HttpClient program = _service.Client();
        using HttpRequestMessage request = new(HttpMethod.Get, "/log/head") { Headers = { { "Authorization", $"Bearer {token}" } } };
        using HttpResponseMessage answer = await program.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        SignedHead head = SignedHead.Parse(await answer.Content.ReadAsStringAsync(), "the answer");
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(new(_service.Folder), default);
        head.IsSignedBy(new HeadSigner(storage.Folder, storage.Cases, TimeProvider.System).PublicKey).ShouldBeTrue();
        (await ChainVerifier.VerifyAsync(storage.Migrator, head, default)).Holds.ShouldBeTrue();
        (await MeAsync(token)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Test, Category("Failure class 7")]
    public async Task Failure_class_7_a_token_may_what_its_person_may_at_that_moment()
    {
        string journal = (await _ada.PostAsync("/journals", ("title", "Annals of Examples"))).Body["/journals/".Length..^"/people".Length];
        using Visitor ben = new(_service);
        await ben.SignUpAsync(Visitor.LinkIn(await _ada.PostAsync($"/journals/{journal}/invitations", ("role", "editor"))), "ben@example.org", "Ben Example");
        string id = Regex.Match((await _ada.GetAsync("/people/all")).Body, "/people/([0-9a-f-]{36})\">Ben Example<").Groups[1].Value, token = await MakeAsync(ben);
        (await MeAsync(token)).Body.ShouldContain("editor");
        await _ada.PostAsync($"/journals/{journal}/roles/withdraw", ("person", id), ("role", "editor"));
        (await MeAsync(token)).Body.ShouldNotContain("editor");
        await _ada.PostAsync($"/people/{id}/disable");
        (await MeAsync(token)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task What_a_token_is_for_and_how_long_must_be_said()
    {
        foreach ((string name, string scope, string days) in ((string, string, string)[])[(" ", "screen", "7"), ("x", "everything", "7"), ("x", "screen", "10000")])
            (await _ada.PostAsync("/account/tokens", ("name", name), ("scope", scope), ("days", days))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _ada.PostAsync("/account/tokens", ("name", "x"), ("days", "7"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Test]
    public async Task A_token_that_has_expired_is_unknown()
    {
        await using TestDatabase database = await TestDatabase.CreateAsync();
        MasterKey master = MasterKey.Of(TestDatabase.Folder);
        Moment time = new();
        ApiTokens tokens = new(database.Cases, master, time);
        using PeopleStore people = new(database.Cases, master);
        Account account = new() { Login = "a@example.org", Name = "A" };
        await using (ActingTransaction door = await database.Cases.BeginAsync(Actor.Door))
        {
            await people.AddAsync(door, account, default);
            await door.CommitAsync();
        }
        string token;
        await using (ActingTransaction own = await database.Cases.BeginAsync(Actor.Person(account.Id)))
        {
            token = await tokens.MakeAsync(own, "x", [TokenScope.Screen], TimeSpan.FromDays(7), default);
            await own.CommitAsync();
        }
        (await tokens.FindAsync(token, default))!.Person.ShouldBe(account.Id);
        time.Now += TimeSpan.FromDays(8);
        (await tokens.FindAsync(token, default)).ShouldBeNull();
    }

    private sealed class Moment : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [GeneratedRegex("<code>(palinode_[^<]+)</code>")]
    private static partial Regex Made();

    [GeneratedRegex("action=\"(/account/tokens/[0-9a-f-]+/revoke)\"")]
    private static partial Regex Revoke();
}

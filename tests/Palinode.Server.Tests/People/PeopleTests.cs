using System.Net;
using System.Text.RegularExpressions;
using Palinode.Server.People;

namespace Palinode.Server.Tests.People;

/// <summary>Inviting, granting, withdrawing, disabling, sessions, passwords: from outside, as people do it.</summary>
internal sealed partial class PeopleTests
{
    private static readonly Answer NotThere = new(HttpStatusCode.NotFound, "");

    private RunningService _service = null!;
    private Visitor _ada = null!;
    private string _journal = null!;
    private int _people;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _ada = new Visitor(_service);
        await _ada.SignUpAsync(_service.SignUp!, "ada@example.org", "Ada Example");
        Answer made = await _ada.PostAsync("/journals", ("title", "Annals of <b>Examples</b>"));
        made.Status.ShouldBe(HttpStatusCode.Redirect);
        _journal = made.Body["/journals/".Length..^"/people".Length];
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _ada?.Dispose();
        if (_service is not null) await _service.DisposeAsync();
    }

    private async Task<string> LinkAsync(Visitor by, string role) => Visitor.LinkIn(await by.PostAsync($"/journals/{_journal}/invitations", ("role", role)));

    /// <summary>Somebody new with a role.</summary>
    private async Task<(Visitor Visitor, string Login, string Id)> JoinAsync(string role)
    {
        string login = $"person{++_people}@example.org", name = $"Person {_people} Example";
        Visitor visitor = new(_service);
        await visitor.SignUpAsync(await LinkAsync(_ada, role), login, name);
        string id = Regex.Match((await _ada.GetAsync("/people/all")).Body, $"/people/([0-9a-f-]{{36}})\">{name}<").Groups[1].Value;
        return (visitor, login, id);
    }

    [Test]
    public async Task A_title_is_shown_as_text_and_can_be_changed()
    {
        (await _ada.GetAsync("/journals")).Body.ShouldContain("Annals of &lt;b&gt;Examples&lt;/b&gt;");
        (await _ada.PostAsync("/journals", ("title", " "))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _ada.PostAsync($"/journals/{_journal}/title", ("title", "Annals of Examples"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await _ada.GetAsync($"/journals/{_journal}/people")).Body.ShouldContain("People of Annals of Examples");
        (await _ada.PostAsync($"/journals/{_journal}/title", ("title", "Annals of <b>Examples</b>"))).Status.ShouldBe(HttpStatusCode.Redirect);
    }

    [Test]
    public async Task An_invited_person_gets_the_role_and_nothing_else_and_the_link_works_once()
    {
        string link = await LinkAsync(_ada, "administrator");
        using Visitor grace = new(_service), other = new(_service);
        await grace.SignUpAsync(link, "grace@example.org", "Grace Example");
        (await grace.GetAsync($"/journals/{_journal}/people")).Status.ShouldBe(HttpStatusCode.OK);
        (await grace.GetAsync("/journals")).ShouldBe(NotThere);
        (await grace.GetAsync("/people/all")).ShouldBe(NotThere);
        (await other.PostAsync(link, ("login", "eve@example.org"), ("name", "Eve"), ("password", Visitor.Password))).Status.ShouldBe(HttpStatusCode.NotFound);
        // An administrator of the journal invites for it too.
        using Visitor third = new(_service);
        await third.SignUpAsync(await LinkAsync(grace, "editor"), "third@example.org", "Third Example");
        (await third.GetAsync($"/journals/{_journal}/people")).ShouldBe(NotThere);
        (await grace.PostAsync($"/journals/{_journal}/invitations", ("role", "owner"))).ShouldBe(NotThere);
    }

    [Test]
    public async Task Someone_who_has_an_account_takes_a_link_with_it()
    {
        (Visitor person, string login, _) = await JoinAsync("auditor");
        string link = await LinkAsync(_ada, "administrator");
        (await person.GetAsync($"/journals/{_journal}/people")).ShouldBe(NotThere);
        (await person.GetAsync(link)).Body.ShouldContain("Accept");
        (await person.PostAsync($"{link}/accept")).ShouldBe(new Answer(HttpStatusCode.Redirect, "/"));
        (await person.GetAsync($"/journals/{_journal}/people")).Status.ShouldBe(HttpStatusCode.OK);
        (await person.PostAsync($"{link}/accept")).Status.ShouldBe(HttpStatusCode.NotFound);
        // Not signed in: the door leads back to the link.
        using Visitor later = new(_service);
        string second = await LinkAsync(_ada, "editor");
        (await later.GetAsync(second)).Body.ShouldContain($"/sign-in?then={second}");
        (await later.PostAsync("/sign-in", ("login", login), ("password", Visitor.Password), ("then", second))).ShouldBe(new Answer(HttpStatusCode.Redirect, second));
        (await later.PostAsync(second, ("login", login), ("name", "Again"), ("password", Visitor.Password))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        person.Dispose();
    }

    [Test]
    public async Task The_door_leads_to_no_other_site()
    {
        foreach (string then in (string[])["//other.example", "/\\other.example", "https://other.example", "javascript:alert(1)", "other", "/a\nb"])
        {
            using Visitor visitor = new(_service);
            (await visitor.PostAsync("/sign-in", ("login", "ada@example.org"), ("password", Visitor.Password), ("then", then))).ShouldBe(new Answer(HttpStatusCode.Redirect, "/"), then);
        }
    }

    [Test, Category("Failure class 7")]
    public async Task Failure_class_7_a_role_that_is_withdrawn_is_gone_with_the_next_request_and_can_be_given_again()
    {
        (Visitor person, _, string id) = await JoinAsync("administrator");
        (await person.GetAsync($"/journals/{_journal}/people")).Status.ShouldBe(HttpStatusCode.OK);
        (await _ada.PostAsync($"/journals/{_journal}/roles/withdraw", ("person", id), ("role", "administrator"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await person.GetAsync($"/journals/{_journal}/people")).ShouldBe(NotThere);
        (await person.PostAsync($"/journals/{_journal}/invitations", ("role", "editor"))).ShouldBe(NotThere);
        (await _ada.PostAsync($"/journals/{_journal}/roles/withdraw", ("person", id), ("role", "administrator"))).ShouldBe(NotThere);
        (await _ada.PostAsync($"/journals/{_journal}/roles/grant", ("person", id), ("role", "administrator"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await person.GetAsync($"/journals/{_journal}/people")).Status.ShouldBe(HttpStatusCode.OK);
        (await _ada.PostAsync($"/journals/{_journal}/roles/grant", ("person", Guid.NewGuid().ToString()), ("role", "editor"))).ShouldBe(NotThere);
        string page = (await _ada.GetAsync($"/people/{id}")).Body;
        page.ShouldContain("role granted: administrator");
        page.ShouldContain("role withdrawn: administrator");
        person.Dispose();
    }

    [Test, Category("Failure class 7")]
    public async Task Failure_class_7_a_disabled_person_is_out_with_the_next_request_and_cannot_sign_in()
    {
        (Visitor person, string login, string id) = await JoinAsync("editor");
        (await person.HomeAsync()).ShouldBe(HttpStatusCode.OK);
        (await _ada.PostAsync($"/people/{id}/disable")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await person.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await person.SignInAsync(login)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _ada.PostAsync($"/people/{id}/enable")).Status.ShouldBe(HttpStatusCode.Redirect);
        (await person.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await person.SignInAsync(login)).Status.ShouldBe(HttpStatusCode.Redirect);
        person.Dispose();
    }

    [Test]
    public async Task Nobody_disables_or_dismisses_themself()
    {
        string id = Regex.Match((await _ada.GetAsync("/people/all")).Body, "/people/([0-9a-f-]{36})\">Ada Example<").Groups[1].Value;
        (await _ada.PostAsync($"/people/{id}/disable")).ShouldBe(NotThere);
        (await _ada.PostAsync($"/people/{id}/administrator/withdraw")).ShouldBe(NotThere);
        (await _ada.HomeAsync()).ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Sessions_are_listed_and_ended_by_their_person_and_by_an_administrator()
    {
        (Visitor person, string login, string id) = await JoinAsync("editor");
        using Visitor elsewhere = new(_service), third = new(_service);
        await elsewhere.SignInAsync(login);
        string other = SessionLink().Matches((await person.GetAsync("/account")).Body).Select(m => (Way: m.Groups[2].Value, Own: m.Groups[1].Value.Contains("this one", StringComparison.Ordinal))).Single(s => !s.Own).Way;
        (await _ada.PostAsync(other)).ShouldBe(NotThere);
        (await person.PostAsync(other)).Status.ShouldBe(HttpStatusCode.Redirect);
        (await elsewhere.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await person.HomeAsync()).ShouldBe(HttpStatusCode.OK);
        await third.SignInAsync(login);
        (await _ada.PostAsync($"/people/{id}/sessions/revoke")).Status.ShouldBe(HttpStatusCode.Redirect);
        foreach (Visitor one in (Visitor[])[person, third]) (await one.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        person.Dispose();
    }

    [Test]
    public async Task A_new_password_needs_the_old_one_and_ends_the_other_sessions()
    {
        (Visitor person, string login, _) = await JoinAsync("editor");
        using Visitor elsewhere = new(_service);
        await elsewhere.SignInAsync(login);
        (await person.PostAsync("/account/password", ("current", "wrong horse battery"), ("password", "another long password"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await person.PostAsync("/account/password", ("current", Visitor.Password), ("password", "short"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await person.PostAsync("/account/password", ("current", Visitor.Password), ("password", "another long password"))).Status.ShouldBe(HttpStatusCode.Redirect);
        (await person.HomeAsync()).ShouldBe(HttpStatusCode.OK);
        (await elsewhere.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await elsewhere.SignInAsync(login)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await elsewhere.SignInAsync(login, "another long password")).Status.ShouldBe(HttpStatusCode.Redirect);
        person.Dispose();
    }

    [Test]
    public async Task A_link_for_a_new_password_works_once_and_ends_every_session()
    {
        (Visitor person, string login, string id) = await JoinAsync("editor");
        string link = Visitor.LinkIn(await _ada.PostAsync($"/people/{id}/reset"));
        using Visitor fresh = new(_service);
        (await fresh.PostAsync(link, ("password", "short"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await fresh.PostAsync(link.Replace("/reset/", "/sign-up/", StringComparison.Ordinal), ("login", "x@example.org"), ("name", "X"), ("password", Visitor.Password))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await fresh.PostAsync(link, ("password", "another long password"))).ShouldBe(new Answer(HttpStatusCode.Redirect, "/sign-in"));
        (await fresh.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await person.HomeAsync()).ShouldBe(HttpStatusCode.Unauthorized);
        (await fresh.GetAsync(link)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await fresh.PostAsync(link, ("password", "a third long password"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await fresh.SignInAsync(login, "another long password")).Status.ShouldBe(HttpStatusCode.Redirect);
        person.Dispose();
    }

    [Test]
    public async Task Tries_are_limited_per_account_from_wherever_they_come_and_per_address()
    {
        await using RunningService strict = await RunningService.StartAsync(limits: new DoorLimits { AddressTries = 12, AccountTries = 3 });
        for (int i = 0; i < 3; i++)
        {
            using Visitor one = new(strict);
            (await one.SignInAsync(i == 1 ? " NOBODY@example.org" : "nobody@example.org")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        }
        using Visitor visitor = new(strict);
        (await visitor.SignInAsync("Nobody@Example.org")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        for (int i = 0; i < 8; i++) (await visitor.SignInAsync($"other{i}@example.org")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await visitor.SignInAsync("last@example.org")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [TearDown]
    public void No_name_address_password_or_link_is_in_the_logs()
    {
        string[] logs = [_service.Error.ToString(), .. Directory.GetFiles(Path.Combine(_service.Folder, "cluster", "log")).Select(File.ReadAllText)];
        foreach (string log in logs)
            foreach (string canary in (string[])["@example.org", " Example", Visitor.Password, "another long password", "/sign-up/", "/reset/", ApiTokens.Prefix]) log.ShouldNotContain(canary, Case.Insensitive);
    }

    [GeneratedRegex("UTC</time>([^<]*)</th><td>.*?action=\"(/account/sessions/[0-9a-f-]+/revoke)\"")]
    private static partial Regex SessionLink();
}

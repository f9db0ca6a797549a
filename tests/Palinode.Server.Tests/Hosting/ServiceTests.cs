using System.Net;
using Npgsql;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Hosting;

/// <summary>The service from outside: starting, the door, and that nothing is open by mistake.</summary>
internal sealed class ServiceTests
{
    private const string Password = "correct horse battery";

    private RunningService _service = null!;
    private HttpClient _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        using HttpClient browser = _service.Client();
        (await Post(browser, _service.SignUp!, ("login", "ada@example.org"), ("name", "Ada Example"), ("password", Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [OneTimeTearDown] public async Task Stop() { if (_service is not null) await _service.DisposeAsync(); }

    [SetUp] public void Open() => _browser = _service.Client();

    [TearDown] public void Close() => _browser?.Dispose();

    private static Task<HttpResponseMessage> Post(HttpClient browser, string way, params (string Name, string Value)[] fields)
    {
        FormUrlEncodedContent form = new(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        return browser.PostAsync(new Uri(way, UriKind.Relative), form);
    }

    private static Task<HttpResponseMessage> Get(HttpClient browser, string way) => browser.GetAsync(new Uri(way, UriKind.Relative));

    private Task<HttpResponseMessage> SignIn(string password = Password, string login = "ADA@example.org") => Post(_browser, "/sign-in", ("login", login), ("password", password));

    [Test]
    public async Task The_health_check_answers_and_every_answer_has_strict_headers()
    {
        foreach (string way in (string[])["/healthz", "/", "/nowhere", "/sign-in"])
        {
            using HttpResponseMessage answer = await Get(_browser, way);
            string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            policy.ShouldContain("default-src 'none'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Cache-Control").ShouldBe(["no-store"]);
            answer.Headers.Contains("Server").ShouldBeFalse();
        }
        (await _browser.GetStringAsync(new Uri("/healthz", UriKind.Relative))).ShouldBe("ready\n");
    }

    [Test]
    public async Task The_first_link_works_once()
    {
        (await Get(_browser, _service.SignUp!)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Post(_browser, _service.SignUp!, ("login", "eve@example.org"), ("name", "Eve"), ("password", Password))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get(_browser, "/sign-up/anything")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Test]
    public async Task Signed_in_the_home_page_is_there_and_signed_out_the_session_is_over()
    {
        (await Get(_browser, "/")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using HttpResponseMessage signedIn = await SignIn();
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        string cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        (await Get(_browser, "/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Post(_browser, "/sign-out")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using HttpClient thief = _service.Client();
        using HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        (await thief.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    /// <summary>Failure class 7: access kept after removal.</summary>
    [Test, Category("Failure class 7")]
    public async Task Signing_out_everywhere_ends_every_session_at_once()
    {
        using HttpClient elsewhere = _service.Client();
        await SignIn();
        (await Post(elsewhere, "/sign-in", ("login", "ada@example.org"), ("password", Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Get(elsewhere, "/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Post(_browser, "/sign-out/everywhere")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Get(elsewhere, "/")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Test]
    public async Task A_request_that_another_site_caused_is_turned_away()
    {
        foreach ((string header, string value) in ((string, string)[])[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://other.example"), ("Origin", "null")])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([new("login", "ada@example.org"), new("password", Password)]) };
            request.Headers.Add(header, value);
            (await _browser.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{header}: {value}");
        }
    }

    /// <summary>Endpoints that take files have limits of their own.</summary>
    [Test]
    public async Task A_request_that_is_larger_than_any_form_is_refused()
    {
        await SignIn();
        using StringContent large = new("login=" + new string('x', 2 << 20), System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        (await _browser.PostAsync(new Uri("/sign-in", UriKind.Relative), large)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Test]
    public async Task A_server_that_dies_is_started_again_and_sessions_go_on()
    {
        await SignIn();
        int postgres = int.Parse((await File.ReadAllLinesAsync(Path.Combine(_service.Folder, "cluster", "postmaster.pid")))[0], System.Globalization.CultureInfo.InvariantCulture);
        System.Diagnostics.Process.GetProcessById(postgres).Kill();
        await RunningService.EventuallyAsync(async () => _service.Error.ToString().Contains("is there again", StringComparison.Ordinal) && (await Get(_browser, "/healthz")).StatusCode == HttpStatusCode.OK);
        (await Get(_browser, "/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task A_second_service_on_the_same_folder_is_refused() =>
        (await Should.ThrowAsync<InputException>(ServiceStorage.OpenForServiceAsync(new(_service.Folder), CancellationToken.None))).Message.ShouldContain("another palinode");

    [Test]
    public async Task A_port_in_use_is_refused_with_one_line()
    {
        string folder = SharedCluster.NewFolder();
        InputException refused = await Should.ThrowAsync<InputException>(Service.RunAsync(new ServiceOptions { Location = new(folder), Port = _service.Address.Port }, TextWriter.Null, TextWriter.Null, CancellationToken.None));
        refused.Message.ShouldContain("--port");
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public void A_head_was_signed_at_the_start() => Directory.GetFiles(Path.Combine(_service.Folder, "heads"), "head-*.json").ShouldNotBeEmpty();

    [Test]
    public async Task After_five_wrong_passwords_the_right_one_does_not_help_for_a_while()
    {
        for (int i = 0; i < 5; i++) (await SignIn("wrong horse battery")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using HttpResponseMessage locked = await SignIn(), unknown = await SignIn(login: "nobody@example.org");
        locked.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await locked.Content.ReadAsStringAsync()).ShouldBe(await unknown.Content.ReadAsStringAsync());
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(new(_service.Folder), CancellationToken.None);
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand unlock = new("UPDATE palinode.account SET locked_until = NULL, failures = 0 WHERE locked_until > now() + interval '10 minutes'", connection);
        (await unlock.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    [TearDown]
    public void No_address_or_password_is_in_the_log()
    {
        foreach (string canary in (string[])["ada@", "Ada Example", Password, _service.SignUp![9..]]) _service.Error.ToString().ShouldNotContain(canary, Case.Insensitive);
        foreach (string file in Directory.GetFiles(Path.Combine(_service.Folder, "cluster", "log")))
            foreach (string canary in (string[])["ada@", "Ada Example", Password]) File.ReadAllText(file).ShouldNotContain(canary, Case.Insensitive);
    }
}

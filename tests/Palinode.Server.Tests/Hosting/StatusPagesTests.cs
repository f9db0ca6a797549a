using System.Net;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Palinode.Server.Hosting;
using Palinode.Server.People;
using Palinode.Server.Storage;

namespace Palinode.Server.Tests.Hosting;

/// <summary>Nobody in a browser is left before an empty page.</summary>
internal sealed class StatusPagesTests
{
    private RunningService _service = null!;

    [OneTimeSetUp] public async Task Start() => _service = await RunningService.StartAsync(limits: new DoorLimits { AddressTries = 3, AccountTries = 10 });

    [OneTimeTearDown] public async Task Stop() { if (_service is not null) await _service.DisposeAsync(); }

    private async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Answer)> AskAsync(HttpMethod method, string way, string accept = "text/html", params (string Name, string Value)[] headers)
    {
        using HttpClient browser = _service.Client();
        using HttpRequestMessage request = new(method, new Uri(way, UriKind.Relative)) { Headers = { { "Accept", accept } } };
        foreach ((string name, string value) in headers) request.Headers.Add(name, value);
        HttpResponseMessage answer = await browser.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    [Test]
    public async Task Too_many_tries_say_when_to_come_back()
    {
        for (int i = 0; i < 3; i++) (await AskAsync(HttpMethod.Get, "/sign-up/nothing", headers: ("X-Forwarded-For", "192.0.2.9"))).Status.ShouldBe(HttpStatusCode.NotFound);
        var (status, body, answer) = await AskAsync(HttpMethod.Get, "/sign-up/nothing", headers: ("X-Forwarded-For", "192.0.2.9"));
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        body.ShouldContain("<h1>Too many tries</h1>");
        body.ShouldContain("try again in a minute");
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        (await AskAsync(HttpMethod.Get, "/sign-up/nothing", headers: ("X-Forwarded-For", "192.0.2.10"))).Status.ShouldBe(HttpStatusCode.NotFound, "another house");
    }

    [Test]
    public async Task A_form_from_elsewhere_says_so()
    {
        var (status, body, _) = await AskAsync(HttpMethod.Post, "/sign-in", headers: ("Origin", "https://elsewhere.example.org"));
        (status, body.Contains("<h1>Not from this page</h1>", StringComparison.Ordinal)).ShouldBe((HttpStatusCode.Forbidden, true));
    }

    [Test]
    public async Task What_fails_within_is_a_page_with_strict_headers_and_says_nothing_of_what_it_was()
    {
        await AsOwnerAsync("ALTER TABLE palinode.invitation RENAME TO invitation_aside");
        try
        {
            var (status, body, answer) = await AskAsync(HttpMethod.Get, "/sign-up/nothing");
            status.ShouldBe(HttpStatusCode.InternalServerError);
            body.ShouldContain("<h1>Something failed</h1>");
            body.ShouldNotContain("invitation");
            answer.Headers.GetValues("Content-Security-Policy").ShouldBe([StrictHeaders.ContentSecurityPolicy]);
            (await AskAsync(HttpMethod.Get, "/sign-up/nothing", "application/json")).Body.ShouldBe("", "for a program");
        }
        finally
        {
            await AsOwnerAsync("ALTER TABLE palinode.invitation_aside RENAME TO invitation");
        }
        _service.Error.ToString().ShouldContain("PostgresException", Case.Sensitive, "the log has it");
    }

    private async Task AsOwnerAsync(string command)
    {
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(new(_service.Folder), CancellationToken.None);
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand change = new(command, connection);
        await change.ExecuteNonQueryAsync();
    }

    [Test]
    public void A_database_that_restarts_is_not_a_defect()
    {
        StatusPages.StatusOf(new NpgsqlException("gone", new IOException())).ShouldBe(StatusCodes.Status503ServiceUnavailable);
        StatusPages.StatusOf(new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge)).ShouldBe(StatusCodes.Status413PayloadTooLarge);
        StatusPages.StatusOf(new InvalidOperationException()).ShouldBe(StatusCodes.Status500InternalServerError);
    }
}

using System.Net;
using System.Text.RegularExpressions;

namespace Palinode.Server.Tests;

/// <summary>What an endpoint said: enough to compare two answers. After a redirection the body is where it leads.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body);

/// <summary>Somebody before a browser: keeps cookies, follows nothing by itself.</summary>
internal sealed partial class Visitor(RunningService service) : IDisposable
{
    public const string Password = "correct horse battery";

    private readonly HttpClient _browser = service.Client();

    public HttpClient Browser => _browser;

    public async Task<Answer> GetAsync(string way)
    {
        using HttpResponseMessage answer = await _browser.GetAsync(new Uri(way, UriKind.Relative));
        return new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async Task<Answer> PostAsync(string way, params (string Name, string Value)[] fields)
    {
        using FormUrlEncodedContent form = new(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));
        using HttpResponseMessage answer = await _browser.PostAsync(new Uri(way, UriKind.Relative), form);
        return new Answer(answer.StatusCode, answer.Headers.Location?.ToString() ?? await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The way of the first link that the page shows with its host.</summary>
    public static string LinkIn(Answer page) => Link().Match(page.Body).Groups[1].Value;

    /// <summary>Signs up by a link.</summary>
    public async Task SignUpAsync(string link, string login, string name, string password = Password) =>
        (await PostAsync(link, ("login", login), ("name", name), ("password", password))).ShouldBe(new Answer(HttpStatusCode.Redirect, "/"));

    public Task<Answer> SignInAsync(string login, string password = Password, string code = "") => PostAsync("/sign-in", ("login", login), ("password", password), ("code", code));

    public async Task<HttpStatusCode> HomeAsync() => (await GetAsync("/account")).Status;

    public void Dispose() => _browser.Dispose();

    [GeneratedRegex("<code>http://[^/]+(/[^<]+)</code>")]
    private static partial Regex Link();
}

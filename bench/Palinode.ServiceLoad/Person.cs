using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Palinode.ServiceLoad;

/// <summary>
/// Somebody with a browser: looks through lists, opens cases that stand there, fills in forms that the case offers. What is clicked is read off the pages, so
/// nobody asks for what they may not have, and every answer but the expected one is an error.
/// </summary>
internal sealed partial class Person : IDisposable
{
    private static readonly string[] States = ["", "all", "Assessing", "Triaged", "AuthorsQueried", "ClosedNoCase"];

    private readonly Random _random;
    private readonly Clicks _clicks;
    private readonly IReadOnlySet<string> _longCases;
    private readonly string _login;
    private readonly HttpClient _browser;
    private string[] _seen = [];
    private string _page = "", _case = "";

    /// <param name="longCases">Ids of cases that are told apart.</param>
    public Person(Uri service, string login, int seed, IReadOnlySet<string> longCases, Clicks clicks)
    {
        (_login, _random, _longCases, _clicks) = (login, new Random(seed), longCases, clicks);
        _browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = service, Timeout = TimeSpan.FromSeconds(30) };
        _browser.DefaultRequestHeaders.Add("Accept", "text/html,application/xhtml+xml");
    }

    /// <summary>Signs in and clicks until told to stop.</summary>
    public async Task WorkAsync(CancellationToken stop)
    {
        try
        {
            if (!await SignInAsync(stop)) return;
            await ListAsync("/", ClickKind.List, stop);
            while (true)
            {
                await ThinkAsync(stop);
                await ClickAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The day is over.
        }
    }

    public async Task<bool> SignInAsync(CancellationToken stop)
    {
        (HttpStatusCode code, _) = await AskAsync(ClickKind.SignIn, () => _browser.PostAsync(new Uri("/sign-in", UriKind.Relative), Form(("login", _login), ("password", Filling.Password)), stop), HttpStatusCode.Redirect, stop);
        return code == HttpStatusCode.Redirect;
    }

    private async Task ClickAsync(CancellationToken stop)
    {
        int click = _random.Next(100);
        switch (click)
        {
            case < LoadPlan.Writes: await WriteAsync(stop); break;
            case < 25: await ListAsync("/", ClickKind.List, stop); break;
            case < 43: await ListAsync(Filter(), ClickKind.FilteredList, stop); break;
            case < 50: await ListAsync("/overdue", ClickKind.Overdue, stop); break;
            case < 52: await GetAsync("/jobs", ClickKind.Jobs, stop); break;
            case < 62: await FormAsync(stop); break;
            default: await CaseAsync(stop); break;
        }
    }

    private string Filter() => _random.Next(3) switch
    {
        0 => $"/?state={States[_random.Next(States.Length)]}",
        1 => $"/?state=all&text={Uri.EscapeDataString(Filling.Words[_random.Next(Filling.Words.Length)])}",
        _ => string.Create(CultureInfo.InvariantCulture, $"/?state=all&page={_random.Next(1, 5)}"),
    };

    private async Task ListAsync(string way, ClickKind kind, CancellationToken stop)
    {
        if (await GetAsync(way, kind, stop) is { } page && Cases().Matches(page) is { Count: > 0 } found) _seen = [.. found.Select(m => m.Groups[1].Value).Distinct()];
    }

    private async Task CaseAsync(CancellationToken stop)
    {
        if (_seen.Length == 0) return;
        string id = _seen[_random.Next(_seen.Length)];
        if (await GetAsync($"/cases/{id}", _longCases.Contains(id) ? ClickKind.LongCasePage : ClickKind.CasePage, stop) is { } page) (_case, _page) = (id, page);
    }

    /// <summary>Any form that the case offers.</summary>
    private async Task FormAsync(CancellationToken stop)
    {
        if (_page.Length == 0) await CaseAsync(stop);
        if (Actions().Matches(_page) is { Count: > 0 } offered) await GetAsync(offered[_random.Next(offered.Count)].Groups[1].Value, ClickKind.FormPage, stop, mayBePast: true);
    }

    /// <summary>Looks at a case, opens a form, sends it, and looks at what came of it.</summary>
    private async Task WriteAsync(CancellationToken stop)
    {
        await CaseAsync(stop);
        (ClickKind Kind, string Rule)[] offered = [.. Writing.Where(w => _page.Contains($"/do/{w.Rule}\"", StringComparison.Ordinal))];
        if (offered.Length == 0) return;
        (ClickKind kind, string rule) = offered[_random.Next(offered.Length)];
        string way = $"/cases/{_case}/do/{rule}";
        await ThinkAsync(stop);
        if (await GetAsync(way, ClickKind.FormPage, stop, mayBePast: true) is not { } form || Field(form, "seen") is not { } seen) return;
        await ThinkAsync(stop);
        (HttpStatusCode code, _) = await AskAsync(kind, () => _browser.PostAsync(new Uri(way, UriKind.Relative), Form([.. Answers(kind, form), ("why", ""), ("seen", seen), ("do", "yes")]), stop), HttpStatusCode.Redirect, stop, mayConflict: true);
        if (code == HttpStatusCode.Redirect && await GetAsync($"/cases/{_case}", _longCases.Contains(_case) ? ClickKind.LongCasePage : ClickKind.CasePage, stop) is { } page) _page = page;
    }

    private static readonly (ClickKind Kind, string Rule)[] Writing =
        [(ClickKind.AddNote, "add-note"), (ClickKind.AddNote, "add-note"), (ClickKind.AssignHandler, "assign-handler"), (ClickKind.SetDeadline, "set-deadline"), (ClickKind.RecordAssessment, "record-assessment"), (ClickKind.CiteWork, "cite-work")];

    private (string, string)[] Answers(ClickKind kind, string form) => kind switch
    {
        ClickKind.AddNote => [("text", Filling.Sentence(_random))],
        ClickKind.AssignHandler => [("person", AnotherHandler(form))],
        ClickKind.SetDeadline => [("kind", "Other"), ("due", DateTime.UtcNow.AddDays(_random.Next(5, 60)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
        ClickKind.RecordAssessment => [("level", _random.Next(2) == 0 ? "Minor" : "Major")],
        _ => [("reference", _random.Next(1, 100).ToString(CultureInfo.InvariantCulture)), ("doi", $"10.5555/load.{_random.Next(100_000).ToString(CultureInfo.InvariantCulture)}"), ("title", Filling.Title(_random))],
    };

    /// <summary>A colleague who does not handle the case yet.</summary>
    private string AnotherHandler(string form)
    {
        string handler = Handler().Match(_page).Groups[1].Value;
        string[] others = [.. People().Matches(form).Where(p => handler.Length == 0 || !p.Groups[2].Value.StartsWith(handler + " (", StringComparison.Ordinal)).Select(p => p.Groups[1].Value)];
        return others.Length == 0 ? "" : others[_random.Next(others.Length)];
    }

    /// <param name="mayBePast">Somebody else may have changed the case since the page was made: 409 is a right answer.</param>
    private async Task<string?> GetAsync(string way, ClickKind kind, CancellationToken stop, bool mayBePast = false)
    {
        (HttpStatusCode code, string page) = await AskAsync(kind, () => _browser.GetAsync(new Uri(way, UriKind.Relative), stop), HttpStatusCode.OK, stop, mayBePast);
        return code == HttpStatusCode.OK ? page : null;
    }

    private async Task<(HttpStatusCode Code, string Page)> AskAsync(ClickKind kind, Func<Task<HttpResponseMessage>> ask, HttpStatusCode expected, CancellationToken stop, bool mayConflict = false)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using HttpResponseMessage answer = await ask();
            string page = await answer.Content.ReadAsStringAsync(stop);
            double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (answer.StatusCode == expected) _clicks.Add(new Click(kind, took, page.Length));
            else if (mayConflict && answer.StatusCode == HttpStatusCode.Conflict) _clicks.Conflict();
            else _clicks.Error($"{kind}: {(int)answer.StatusCode} {Alert().Match(page).Groups[1].Value}");
            return (answer.StatusCode, page);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            _clicks.Error($"{kind}: {e.GetType().Name} after {Stopwatch.GetElapsedTime(start).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s");
            return (0, "");
        }
    }

    private Task ThinkAsync(CancellationToken stop) => Task.Delay(TimeSpan.FromSeconds(LoadPlan.LeastThink + _random.NextDouble() * (LoadPlan.MostThink - LoadPlan.LeastThink)), stop);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value)));

    private static string? Field(string form, string name) => Inputs().Matches(form).Select(m => m.Value).FirstOrDefault(i => i.Contains($"name=\"{name}\"", StringComparison.Ordinal)) is { } input ? Values().Match(input).Groups[1].Value : null;

    /// <summary>For the one who requests screenings.</summary>
    public async Task<HttpStatusCode> RequestScreeningAsync(string caseId, string document, CancellationToken stop)
    {
        using HttpResponseMessage answer = await _browser.PostAsync(new Uri($"/cases/{caseId}/do/request-screening", UriKind.Relative), Form(("documents", document), ("why", ""), ("do", "yes")), stop);
        return answer.StatusCode;
    }

    public void Dispose() => _browser.Dispose();

    [GeneratedRegex("href=\"/cases/([0-9a-f-]{36})\"")]
    private static partial Regex Cases();

    [GeneratedRegex("href=\"(/cases/[0-9a-f-]{36}/do/[a-z-]+)\"")]
    private static partial Regex Actions();

    [GeneratedRegex("<option value=\"([0-9a-f-]{36})\"[^>]*>([^<]*)")]
    private static partial Regex People();

    [GeneratedRegex("<dt>Handled by</dt><dd>([^<]*)</dd>")]
    private static partial Regex Handler();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Values();

    [GeneratedRegex("role=\"alert\"[^>]*>(.{0,300})", RegexOptions.Singleline)]
    private static partial Regex Alert();
}

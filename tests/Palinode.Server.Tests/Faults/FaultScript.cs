using System.Globalization;
using System.Net;
using Npgsql;
using Palinode.Server.Hosting;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;
using Palinode.Server.Tests.Jobs;
using Palinode.Testing;

namespace Palinode.Server.Tests.Faults;

/// <param name="Actions">Case actions over HTTP.</param>
/// <param name="Screenings">So many of the actions request a screening of a small drawn picture.</param>
/// <param name="Kills">kill -9 of service, worker (and its screening with it) or PostgreSQL, in the middle of an action.</param>
/// <param name="Seed">Of every choice: which action, who is killed, and when.</param>
internal sealed record FaultPlan(int Actions, int Screenings, int Kills, int Seed);

/// <summary>
/// A service with its worker and its PostgreSQL as real processes, a client that notes outside of them what was acknowledged, and somebody who kills processes while the
/// client acts. Every action carries a mark into the log, so that afterwards the log can be counted against the notes.
/// </summary>
internal sealed class FaultScript(FaultPlan plan) : IAsyncDisposable
{
    private const int Files = 4;

    private readonly string _folder = SharedCluster.NewFolder();
    private readonly Random _random = new(plan.Seed);
    private readonly List<(Guid Case, string Document)> _cases = [];
    private readonly List<string> _victims = [];
    private ProgramProcess _serve = null!;
    private HttpClient _client = null!;
    private string _cookie = "";

    /// <summary>Marks whose action was answered as done.</summary>
    public HashSet<string> Acknowledged { get; } = [];

    /// <summary>Marks whose action was begun, answered or not.</summary>
    public HashSet<string> Tried { get; } = [];

    public string Killed => string.Join(", ", _victims.GroupBy(v => v).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Count()} × {g.Key}"));

    public async Task RunAsync()
    {
        _serve = await ProgramProcess.ServeAsync(_folder);
        await PrepareAsync();
        HashSet<int> kills = [.. Enumerable.Range(0, plan.Actions).OrderBy(_ => _random.Next()).Take(plan.Kills)], screenings = [.. Enumerable.Range(0, plan.Actions).OrderBy(_ => _random.Next()).Take(plan.Screenings)];
        for (int i = 0; i < plan.Actions; i++)
        {
            Task action = ActAsync($"mark {i.ToString("0000", CultureInfo.InvariantCulture)}", screenings.Contains(i), _cases[_random.Next(_cases.Count)]);
            if (kills.Contains(i)) await KillAsync();
            await action;
        }
        await SettleAsync();
    }

    /// <summary>Waits until nothing is waiting or running.</summary>
    private async Task SettleAsync()
    {
        await RunningService.EventuallyAsync(async () =>
        {
            try
            {
                return await AskAsync<long>("SELECT count(*) FROM palinode.job WHERE state IN ('queued', 'running')") == 0;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }, TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(20 * plan.Screenings));
    }

    /// <summary>How often each mark stands in the log.</summary>
    public async Task<Dictionary<string, long>> MarksAsync()
    {
        Dictionary<string, long> marks = [];
        await using NpgsqlConnection connection = new(Superuser);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("SELECT why, count(*) FROM palinode.event WHERE why LIKE 'mark %' GROUP BY why", connection);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) marks[reader.GetString(0)] = reader.GetInt64(1);
        return marks;
    }

    /// <summary>Requested screenings that have no job, or not exactly one end in the log.</summary>
    public Task<long> LostOrDoubledAsync() => AskAsync<long>("""
        SELECT count(*) FROM palinode.event r WHERE r.type = 'screening-requested/1' AND (
            NOT EXISTS (SELECT FROM palinode.job j WHERE j.id::text = r.payload ->> 'run' AND j.case_id = r.case_id AND j.state = 'done')
            OR (SELECT count(*) FROM palinode.event e WHERE e.case_id = r.case_id AND e.type IN ('screening-finished/1', 'screening-stopped/1') AND e.payload ->> 'run' = r.payload ->> 'run') <> 1)
        """);

    public Task<long> ScreeningsAsync() => AskAsync<long>("SELECT count(*) FROM palinode.event WHERE type = 'screening-finished/1'");

    /// <summary>Stops the service, and walks its log; what <c>palinode audit verify</c> says and its exit code.</summary>
    public async Task<(int Code, string Said)> VerifyAsync()
    {
        (await _serve.StopAsync()).ShouldBe(0);
        await using ProgramProcess verify = ProgramProcess.Start("audit", "verify", "--data", _folder);
        int code = await verify.EndAsync();
        return (code, verify.Said);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_serve is not null) await _serve.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private string Superuser => new NpgsqlConnectionStringBuilder(PrivateCluster.Address(new ServiceFolder(_folder)).ConnectionString)
    {
        Username = PrivateCluster.Superuser, Password = SecretFile.Password(Path.Combine(_folder, "secrets", "cluster.password")), Database = ServiceStorage.DatabaseName, Pooling = false,
    }.ConnectionString;

    /// <summary>An editor who is signed in, and triaged cases with a picture each.</summary>
    private async Task PrepareAsync()
    {
        (ServiceFolder folder, CaseDatabase cases) = ServiceStorage.OpenForWorker(new ServiceLocation(_folder));
        await using CaseDatabase open = cases;
        using PeopleStore people = new(cases, MasterKey.Of(folder));
        Account editor = new() { Login = "editor@example.org", Name = "Ed Example" };
        await using (ActingTransaction door = await cases.BeginAsync(Actor.Door))
        {
            await people.AddAsync(door, editor, default);
            await door.CommitAsync();
        }
        Guid journal = Guid.NewGuid();
        await AsSuperuserAsync("INSERT INTO palinode.journal (id, title) VALUES ($1, 'Invented Journal')", journal);
        foreach (string role in (string[])["intake", "editor"]) await AsSuperuserAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, $3)", editor.Id, journal, role);
        await using ScreeningScene scene = new(cases, folder, journal, editor.Id, editor.Id);
        for (int i = 0; i < Files; i++)
        {
            string picture = Path.Combine(_folder, $"picture{i}.png");
            DrawnPicture.Blobs(plan.Seed + i, 160, 100).Save(picture);
            await using FileStream content = File.OpenRead(picture);
            Guid id = await scene.CaseAsync(content);
            _cases.Add((id, (await scene.ReadAsync(id)).Evidence[0].Content.Hex));
        }
        _cookie = $"{SessionAuthentication.CookieName}={await new Sessions(cases, TimeProvider.System, new SessionOptions()).BeginAsync(editor.Id, strong: false, default)}";
        Connect();
    }

    private void Connect()
    {
        _client?.Dispose();
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _serve.Address, Timeout = TimeSpan.FromSeconds(30) };
        _client.DefaultRequestHeaders.Add("Cookie", _cookie);
    }

    private async Task ActAsync(string mark, bool screens, (Guid Case, string Document) about)
    {
        (string request, string field, string value) = screens ? ("request-screening", "documents", about.Document) : ("add-note", "text", mark);
        Tried.Add(mark);
        try
        {
            using FormUrlEncodedContent form = new([new(field, value), new("why", mark), new("do", "yes")]);
            using HttpResponseMessage answer = await _client.PostAsync(new Uri($"/cases/{about.Case}/do/{request}", UriKind.Relative), form);
            if (answer.StatusCode == HttpStatusCode.Redirect) Acknowledged.Add(mark);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            // No answer: it may have happened or not, and at most once.
        }
    }

    /// <summary>Somebody, at a random moment of the action that is under way. What does not come back by itself is started again, as an init system would.</summary>
    private async Task KillAsync()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(40)));
        switch (_random.Next(3))
        {
            case 0:
                _victims.Add("service");
                await _serve.KillAsync();
                _serve = await ProgramProcess.ServeAsync(_folder);
                Connect();
                break;
            case 1:
                _victims.Add("PostgreSQL");
                if (int.TryParse(File.ReadLines(Path.Combine(_folder, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture, out int postmaster)) ProgramProcess.KillHard(postmaster);
                await RunningService.EventuallyAsync(async () =>
                {
                    using HttpResponseMessage health = await _client.GetAsync(new Uri("/healthz", UriKind.Relative));
                    return health.IsSuccessStatusCode;
                });
                break;
            default:
                // Its screening ends with it.
                _victims.Add("worker");
                foreach (int worker in ProgramProcess.Workers(_folder)) ProgramProcess.KillHard(worker);
                break;
        }
    }

    private async Task AsSuperuserAsync(string sql, params object[] parameters)
    {
        await using NpgsqlConnection connection = new(Superuser);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    private async Task<T> AskAsync<T>(string sql)
    {
        await using NpgsqlConnection connection = new(Superuser);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

using System.Net;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Cases;

/// <summary>A running service with a journal and a person for every role, each with a browser of their own.</summary>
internal sealed class Office : IAsyncDisposable
{
    private readonly RunningService _service;
    private readonly ServiceStorage _storage;
    private readonly Dictionary<string, (Guid Id, HttpClient Browser)> _people = [];

    private Office(RunningService service, ServiceStorage storage) => (_service, _storage) = (service, storage);

    public RunningService Service => _service;
    public Guid Journal { get; } = Guid.NewGuid();
    public Guid OtherJournal { get; } = Guid.NewGuid();
    public CaseDatabase Cases => _storage.Cases;
    public MasterKey Master => MasterKey.Of(_storage.Folder);
    public CaseDesk Desk { get; } = new(new EventStore(TimeProvider.System), TimeProvider.System);

    /// <summary>Ids by name: "ines" takes concerns in, "ivo" investigates, "edda" edits, "anton" and "agnes" approve, "adam" administers, "rita" audits, "olga" does all of it for the other journal.</summary>
    public Guid Person(string name) => _people[name].Id;

    public HttpClient Browser(string name) => _people[name].Browser;

    public static async Task<Office> OpenAsync()
    {
        RunningService service = await RunningService.StartAsync();
        Office office = new(service, await ServiceStorage.OpenBesideAsync(new(service.Folder), CancellationToken.None));
        await office.SqlAsync("INSERT INTO palinode.journal (id, title) VALUES ($1, 'Example Journal of Bands'), ($2, 'Sample Letters')", office.Journal, office.OtherJournal);
        foreach ((string name, string roles) in ((string, string)[])[("ines", "intake"), ("ivo", "investigator"), ("edda", "editor"), ("anton", "approver"), ("agnes", "approver"), ("adam", "administrator"), ("rita", "auditor")])
            await office.HireAsync(name, office.Journal, [roles]);
        await office.HireAsync("olga", office.OtherJournal, ["intake", "investigator", "editor", "approver", "administrator"]);
        return office;
    }

    /// <summary>One more person, with a browser.</summary>
    public async Task HireAsync(string name, Guid journal, string[] roles)
    {
        Account account = new() { Login = $"{name}@example.org", Name = $"{char.ToUpperInvariant(name[0])}{name[1..]} Example" };
        await using (ActingTransaction transaction = await Cases.BeginAsync(Actor.Door))
        {
            await new PeopleStore(Cases, Master).AddAsync(transaction, account, CancellationToken.None);
            await transaction.CommitAsync();
        }
        foreach (string role in roles) await SqlAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, $3)", account.Id, journal, role);
        string token = await new Sessions(Cases, TimeProvider.System, new SessionOptions()).BeginAsync(account.Id, true, CancellationToken.None);
        HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _service.Address };
        browser.DefaultRequestHeaders.Add("Cookie", $"palinode={token}");
        _people[name] = (account.Id, browser);
    }

    /// <summary>A case that was just received, by the desk.</summary>
    public async Task<Guid> NewCaseAsync(bool reachable = false)
    {
        await using ActingTransaction transaction = await Cases.BeginAsync(Actor.Person(Person("ines")));
        (Guid id, _) = await Desk.OpenAsync(transaction, Journal, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true, Raiser: reachable ? new RaiserId(Guid.NewGuid().ToString()) : null), "", CancellationToken.None);
        await transaction.CommitAsync();
        return id;
    }

    public async Task<OpenCase> ReadAsync(Guid id)
    {
        await using ActingTransaction transaction = await Cases.BeginAsync(Actor.Person(Person("ines")));
        return (await Desk.ReadAsync(transaction, id, CancellationToken.None))!;
    }

    /// <summary>Fills in and sends a form; a field that names a file starts with "@" and holds its content.</summary>
    public async Task<HttpResponseMessage> PostAsync(string person, string way, params (string Name, string Value)[] fields)
    {
        MultipartFormDataContent form = [];
        foreach ((string name, string value) in fields)
            if (value.StartsWith('@')) form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(value[1..])), name, "Zebulon Quagga.txt");
            else form.Add(new StringContent(value), name);
        return await Browser(person).PostAsync(new Uri(way, UriKind.Relative), form);
    }

    public Task<HttpResponseMessage> DoAsync(string person, Guid id, string rule, params (string Name, string Value)[] fields) => PostAsync(person, $"/cases/{id}/do/{rule}", fields);

    public Task<HttpResponseMessage> GetAsync(string person, string way) => Browser(person).GetAsync(new Uri(way, UriKind.Relative));

    /// <summary>A page that must be there.</summary>
    public async Task<string> PageAsync(string person, string way)
    {
        using HttpResponseMessage answer = await GetAsync(person, way);
        string page = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, $"{way}: {page}");
        return page;
    }

    /// <summary>A statement that no policy holds back.</summary>
    public async Task SqlAsync(string sql, params object[] parameters)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((_, HttpClient browser) in _people.Values) browser.Dispose();
        await _storage.DisposeAsync();
        await _service.DisposeAsync();
    }
}

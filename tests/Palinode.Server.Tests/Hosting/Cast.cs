using System.Collections.Immutable;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Letters;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Hosting;

/// <summary>Things of one journal by the names that addresses give them.</summary>
/// <param name="Name">A or B.</param>
/// <param name="Ids">By the name in the route.</param>
/// <param name="Canaries">Words that nobody without this journal may read anywhere.</param>
internal sealed record Things(string Name, ImmutableDictionary<string, string> Ids, ImmutableArray<string> Canaries)
{
    public Guid Journal => Guid.Parse(Ids["journal"]);

    public Things With(string name, Things other) => this with { Ids = Ids.SetItem(name, other.Ids[name]) };
}

/// <summary>Somebody with a browser.</summary>
internal sealed record Member(string Name, Guid Person, ImmutableArray<(Guid Journal, CaseRole Role)> Roles, bool Service, HttpClient Browser)
{
    public bool HasOneOf(Things things, ImmutableArray<CaseRole> roles) => Roles.Any(r => r.Journal == things.Journal && roles.Contains(r.Role));

    public bool Reads(Things things) => HasOneOf(things, Access.Readers);

    public override string ToString() => Name;
}

/// <summary>
/// Two journals with everything that an address can name, and people of every role in the first. A part that brings a new name in addresses (<c>{job}</c>) adds one to
/// each journal in <see cref="ThingsOfAsync"/>.
/// </summary>
internal sealed class Cast : IAsyncDisposable
{
    private readonly RunningService _service;
    private readonly ServiceStorage _storage;
    private readonly PeopleStore _people;
    private readonly Sessions _sessions;

    private Cast(RunningService service, ServiceStorage storage)
    {
        (_service, _storage) = (service, storage);
        _people = new PeopleStore(storage.Cases, MasterKey.Of(storage.Folder));
        _sessions = new Sessions(storage.Cases, TimeProvider.System, new SessionOptions());
    }

    public Things A { get; private set; } = null!;
    public Things B { get; private set; } = null!;
    public ImmutableArray<Member> Members { get; private set; } = [];

    /// <summary>Every role in journal A, none in B.</summary>
    public Member EverythingInA => Members.Single(m => m.Name == "everything in A");

    /// <summary>Signed in, without any right.</summary>
    public Member Outsider => Members.Single(m => m.Name == "outsider");

    public static async Task<Cast> EnterAsync(RunningService service)
    {
        Cast cast = new(service, await ServiceStorage.OpenBesideAsync(new(service.Folder), CancellationToken.None));
        cast.A = await cast.ThingsOfAsync("A", "zebrafinch", "quaggafoal");
        cast.B = await cast.ThingsOfAsync("B", "okapicalf", "tapirsnout");
        List<Member> members = [];
        foreach (CaseRole role in Access.Readers) members.Add(await cast.MemberAsync($"{role} of A", [(cast.A.Journal, role)]));
        members.Add(await cast.MemberAsync("everything in A", [.. Access.Readers.Select(r => (cast.A.Journal, r))]));
        members.Add(await cast.MemberAsync("everything in B", [.. Access.Readers.Select(r => (cast.B.Journal, r))]));
        members.Add(await cast.MemberAsync("intake of A and auditor of B", [(cast.A.Journal, CaseRole.Intake), (cast.B.Journal, CaseRole.Auditor)]));
        members.Add(await cast.MemberAsync("administrator of the service", [], service: true));
        members.Add(await cast.MemberAsync("outsider", []));
        cast.Members = [.. members];
        return cast;
    }

    /// <summary>Somebody with roles, signed in.</summary>
    public async Task<Member> MemberAsync(string name, ImmutableArray<(Guid Journal, CaseRole Role)> roles, bool service = false)
    {
        Account account = new() { Login = $"{Guid.NewGuid():N}@example.org", Name = name };
        await using (ActingTransaction door = await _storage.Cases.BeginAsync(Actor.Door))
        {
            await _people.AddAsync(door, account, default);
            await door.CommitAsync();
        }
        foreach ((Guid journal, CaseRole role) in roles) await ExecuteAsync("INSERT INTO palinode.membership (person_id, journal_id, role) VALUES ($1, $2, $3)", account.Id, journal, role.ToString().ToLowerInvariant());
        if (service) await ExecuteAsync("INSERT INTO palinode.service_administrator (person_id) VALUES ($1)", account.Id);
        return new Member(name, account.Id, roles, service, await BrowserAsync(account.Id));
    }

    /// <summary>A browser that is signed in.</summary>
    public async Task<HttpClient> BrowserAsync(Guid person)
    {
        HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _service.Address };
        browser.DefaultRequestHeaders.Add("Cookie", $"{SessionAuthentication.CookieName}={await _sessions.BeginAsync(person, strong: false, default)}");
        return browser;
    }

    public async Task<string> TokenAsync(Member member, params string[] scopes)
    {
        await using ActingTransaction transaction = await _storage.Cases.BeginAsync(Actor.Person(member.Person));
        string token = await new ApiTokens(_storage.Cases, MasterKey.Of(_storage.Folder), TimeProvider.System).MakeAsync(transaction, "test", scopes, TimeSpan.FromDays(1), default);
        await transaction.CommitAsync();
        return token;
    }

    /// <summary>Asks an endpoint about things; null is nobody who signed in.</summary>
    public async Task<Answer> AskAsync(Member? member, string method, string route, Things things)
    {
        using HttpRequestMessage request = Request(method, route, things);
        if (member is not null) return await ReadAsync(member.Browser, request);
        using HttpClient stranger = _service.Client();
        return await ReadAsync(stranger, request);
    }

    public async Task<Answer> AskWithTokenAsync(string token, string method, string route, Things things)
    {
        using HttpClient program = _service.Client();
        using HttpRequestMessage request = Request(method, route, things);
        request.Headers.Authorization = new("Bearer", token);
        return await ReadAsync(program, request);
    }

    /// <summary>A statement that no policy holds back.</summary>
    public async Task<int> ExecuteAsync(string sql, params object[] parameters)
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new(sql, connection);
        foreach (object value in parameters) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything that the database holds, but who was seen when.</summary>
    public async Task<string> RowsAsync()
    {
        await using NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder(_storage.Admin.ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using NpgsqlCommand command = new("""
            SELECT string_agg(c.relname || ' ' || (xpath('/row/rows/text()', query_to_xml(format('SELECT coalesce(md5(string_agg(%s, '','' ORDER BY %1$s)), ''none'') AS rows FROM palinode.%I t',
                CASE c.relname WHEN 'session' THEN 'coalesce(revoked_at::text, '''') || id::text' WHEN 'api_token' THEN 'coalesce(revoked_at::text, '''') || id::text' ELSE 't::text' END, c.relname), false, true, '')))[1]::text, E'\n' ORDER BY c.relname)
            FROM pg_class c WHERE c.relnamespace = 'palinode'::regnamespace AND c.relkind = 'r'
            """, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Names in addresses of which each journal has one.</summary>
    public bool Knows(string parameter) => A.Ids.ContainsKey(parameter);

    public async ValueTask DisposeAsync()
    {
        foreach (Member member in Members) member.Browser.Dispose();
        _people.Dispose();
        await _storage.DisposeAsync();
    }

    private async Task<Things> ThingsOfAsync(string name, string title, string canary)
    {
        Guid journal = Guid.NewGuid(), file = Guid.NewGuid(), letter, attachment;
        await ExecuteAsync("INSERT INTO palinode.journal (id, title) VALUES ($1, $2)", journal, title);
        // Nobody's browser: what is done to it in the table is done to nobody who is asked about.
        Member victim = await MemberAsync($"{canary} of {name}", [(journal, CaseRole.Intake), (journal, CaseRole.Editor)]);
        string token = await TokenAsync(victim, TokenScope.ReadCases);
        await using (ActingTransaction transaction = await _storage.Cases.BeginAsync(Actor.Person(victim.Person)))
        {
            CaseDesk desk = new(new EventStore(TimeProvider.System), TimeProvider.System);
            AttachmentStore store = new(_storage.Folder, MasterKey.Of(_storage.Folder), new AttachmentOptions());
            await desk.OpenAsync(transaction, file, journal, new ReceiveConcern(ConcernChannel.Mail, Anonymous: true), "", default);
            await desk.DoAsync(transaction, (await desk.ReadAsync(transaction, file, default))!, new IdentifyArticle(Title: $"{canary} and others"), "", default);
            attachment = await store.AddAsync(transaction, file, journal, Audience.Case, await store.ReceiveAsync(new MemoryStream(Token.HashOf(canary))), $"{canary}.bin");
            letter = await new Outbox(MasterKey.Of(_storage.Folder), TimeProvider.System).PutAsync(transaction, (await desk.ReadAsync(transaction, file, default))!, TextAudience.Case, LetterKind.Expert, null, new OutgoingLetter("expert@example.org", canary, title, "Reference", canary), LetterState.Saved, default);
            await transaction.CommitAsync();
        }
        Guid screening = Guid.NewGuid();
        await ExecuteAsync("INSERT INTO palinode.job (id, kind, case_id, journal_id, requested_by, payload, state, reason, ended_at) VALUES ($1, 'screening', $2, $3, $4, '{\"documents\":[]}', 'cancelled', $5, now())", screening, file, journal, victim.Person, canary);
        Guid session = (await SessionsOfAsync(victim.Person)).Single().Id, apiToken = await IdOfAsync(victim.Person);
        _ = token;
        return new Things(name, new Dictionary<string, string>
        {
            ["journal"] = journal.ToString(), ["case"] = file.ToString(), ["attachment"] = attachment.ToString(), ["letter"] = letter.ToString(), ["person"] = victim.Person.ToString(), ["session"] = session.ToString(), ["token"] = apiToken.ToString(),
            ["screening"] = screening.ToString(), ["path"] = "findings.json", ["passkey"] = "AAAA", ["link"] = "nothing", ["name"] = "palinode.css",
        }.ToImmutableDictionary(), [title, canary]);
    }

    private async Task<List<SessionLine>> SessionsOfAsync(Guid person)
    {
        await using ActingTransaction transaction = await _storage.Cases.BeginAsync(Actor.Person(person));
        return await _sessions.OfAsync(transaction, person, null, default);
    }

    private async Task<Guid> IdOfAsync(Guid person)
    {
        await using ActingTransaction transaction = await _storage.Cases.BeginAsync(Actor.Person(person));
        return (await transaction.QueryAsync("SELECT id FROM palinode.api_token", r => r.GetGuid(0), default)).Single();
    }

    private static HttpRequestMessage Request(string method, string route, Things things)
    {
        string way = Parameter().Replace(route, m => things.Ids.GetValueOrDefault(m.Groups[1].Value, Guid.Empty.ToString()));
        return new HttpRequestMessage(new HttpMethod(method), way) { Content = method is "GET" or "HEAD" ? null : new FormUrlEncodedContent([]) };
    }

    private static async Task<Answer> ReadAsync(HttpClient browser, HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        bool stream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new Answer(answer.StatusCode, stream ? "" : await answer.Content.ReadAsStringAsync());
    }

    private static System.Text.RegularExpressions.Regex Parameter() => new(@"\{([A-Za-z]+)[^}]*\}", System.Text.RegularExpressions.RegexOptions.CultureInvariant);
}

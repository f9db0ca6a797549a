using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Palinode.Server.Hosting;
using Palinode.Testing;

namespace Palinode.Server.Tests.Hosting;

/// <summary>Every endpoint × every role × own and foreign journal, generated from the application: whoever adds an endpoint adds rows here.</summary>
internal sealed class PermissionTests
{
    private RunningService _service = null!;
    private Cast _cast = null!;
    private RouteEndpoint[] _endpoints = null!;
    private string[] _belongings = null!;
    private EndpointLine[] _lines = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _cast = await Cast.EnterAsync(_service);
        (_endpoints, _belongings) = await PermissionTable.EndpointsAsync(_service.Folder);
        _lines = [.. PermissionTable.Lines(_endpoints)];
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_cast is not null) await _cast.DisposeAsync();
        if (_service is not null) await _service.DisposeAsync();
    }

    /// <summary>Asks for a party behind a question mark, of whom the cast's cases have none.</summary>
    private const string RecordsOfAParty = "/cases/{case:guid}/records";

    private IEnumerable<EndpointLine> Guarded => _lines.Where(l => l.Access.Who != Who.Anyone && !l.Route.StartsWith("/sign-out", StringComparison.Ordinal));

    /// <summary>The address names something that has a place in a journal.</summary>
    private bool OfJournal(EndpointLine line) => line.Parameters.Any(_belongings.Contains);

    private bool May(EndpointLine line, Member member, Things things) => line.Access.Who switch
    {
        Who.Signed => !OfJournal(line) || member.Reads(things) || member.Service && line.Parameters.Where(_belongings.Contains).All(p => p == "journal"),
        Who.Service => member.Service,
        Who.JournalOrService => member.Service || member.HasOneOf(things, line.Access.Roles),
        _ => member.HasOneOf(things, line.Access.Roles),
    };

    [Test, Category("Failure class 2")]
    public void Failure_class_2_every_endpoint_says_who_may_use_it()
    {
        _endpoints.Length.ShouldBeGreaterThan(40);
        _endpoints.Where(e => e.Metadata.GetMetadata<Access>() is null).Select(e => e.DisplayName).ShouldBeEmpty("say it with ForAnyone, ForSigned, ForJournal, ForJournalOrService or ForService");
        foreach (RouteEndpoint endpoint in _endpoints)
        {
            Access access = endpoint.Metadata.GetMetadata<Access>()!;
            (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null).ShouldBe(access.Who == Who.Anyone, endpoint.DisplayName);
            if (access.Who != Who.Anyone) endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).ShouldContain(Access.Policy, endpoint.DisplayName);
            if (access.Who is Who.Journal or Who.JournalOrService) endpoint.RoutePattern.Parameters.Any(p => _belongings.Contains(p.Name)).ShouldBeTrue($"{endpoint.DisplayName} is for a journal, and its address names nothing that belongs to one");
        }
        _lines.SelectMany(l => l.Parameters).Distinct().Where(p => !_cast.Knows(p)).ShouldBeEmpty("a name in an address of which Cast.ThingsOfAsync makes none");
    }

    [Test]
    public void Few_endpoints_are_for_anybody() => _lines.Where(l => l.Access.Who == Who.Anyone).Select(l => l.Route).Distinct()
        .ShouldBe(["/assets/passkeys.js", "/assets/{name}", "/concern/receipt", "/concern/{journal:guid}", "/healthz", "/reset/{link}", "/sign-in", "/sign-in/passkey", "/sign-in/passkey/question", "/sign-up/{link}"], ignoreOrder: true);

    [Test]
    public void The_guide_shows_the_table_as_it_is()
    {
        string expected = PermissionTable.Document(_lines), file = Path.Combine(SharedMaterial.RepositoryRoot, "docs", "guide", "permissions.md");
        if (Environment.GetEnvironmentVariable("PALINODE_WRITE_PERMISSIONS") == "1") File.WriteAllText(file, expected);
        File.ReadAllText(file).ShouldBe(expected, "run this test with PALINODE_WRITE_PERMISSIONS=1, and look at what changed");
    }

    /// <summary>What is foreign answers as what does not exist; what is one's own does not; nobody gets in without signing in.</summary>
    [Test, Category("Failure class 1"), Category("Failure class 3"), Category("Failure class 5")]
    public async Task Failure_classes_1_3_and_5_every_endpoint_answers_each_role_as_the_table_says_and_a_foreign_thing_is_not_there()
    {
        List<string> wrong = [];
        foreach (EndpointLine line in Guarded)
        {
            foreach (Member member in _cast.Members)
            {
                Answer nowhere = await _cast.AskAsync(member, line.Method, "/there-is-no-such-page", _cast.A);
                nowhere.Status.ShouldBe(HttpStatusCode.NotFound);
                foreach ((Things things, Things others) in ((Things, Things)[])[(_cast.A, _cast.B), (_cast.B, _cast.A)])
                {
                    bool may = May(line, member, things);
                    Answer answer = await _cast.AskAsync(member, line.Method, line.Route, things);
                    string row = $"{line} as {member} on journal {things.Name}: {(int)answer.Status}";
                    if (!may && answer != nowhere) wrong.Add($"{row}, not as what does not exist");
                    // What a person owns alone, a session or a token, is of nobody who asks here.
                    bool present = line.Parameters.All(p => p == "person" || _belongings.Contains(p));
                    if (may && line.Method == "GET" && present && line.Route is not ("/account/second-factor/qr.svg" or RecordsOfAParty) && answer.Status != HttpStatusCode.OK && !(line.DependsOnTheState && answer.Status == HttpStatusCode.Conflict)) wrong.Add($"{row}, though the table says yes");
                    if (may && answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.InternalServerError) wrong.Add($"{row}, an error");
                    if (!member.Service && !member.Reads(others) && others.Canaries.Any(c => answer.Body.Contains(c, StringComparison.OrdinalIgnoreCase))) wrong.Add($"{row}, tells of journal {others.Name}");
                }
            }
            Answer stranger = await _cast.AskAsync(null, line.Method, line.Route, _cast.A);
            if (stranger.Status != HttpStatusCode.Unauthorized) wrong.Add($"{line} without signing in: {(int)stranger.Status}");
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>Each id in an address exchanged for a foreign one beside one's own: 404, and nothing happens.</summary>
    [Test, Category("Failure class 4")]
    public async Task Failure_class_4_a_foreign_id_beside_ones_own_is_not_there_and_nothing_happens()
    {
        List<string> wrong = [];
        string before = await _cast.RowsAsync();
        foreach (EndpointLine line in Guarded.Where(l => l.Access.Who != Who.Service))
            foreach (string swapped in line.Parameters.Where(p => p != "link"))
            {
                Answer answer = await _cast.AskAsync(_cast.EverythingInA, line.Method, line.Route, _cast.A.With(swapped, _cast.B));
                if (answer.Status != HttpStatusCode.NotFound || answer.Body.Length > 0) wrong.Add($"{line} with a foreign {swapped}: {(int)answer.Status}");
            }
        wrong.ShouldBeEmpty();
        (await _cast.RowsAsync()).ShouldBe(before);
    }

    [Test]
    public async Task A_token_opens_exactly_what_its_scope_says_and_nothing_foreign()
    {
        List<string> wrong = [];
        foreach (string scope in TokenScope.All)
        {
            Guarded.ShouldContain(l => l.Scopes.Contains(scope), $"{scope} opens something");
            string token = await _cast.TokenAsync(_cast.EverythingInA, scope);
            foreach (EndpointLine line in Guarded)
            {
                Answer own = await _cast.AskWithTokenAsync(token, line.Method, line.Route, _cast.A), foreign = await _cast.AskWithTokenAsync(token, line.Method, line.Route, _cast.B);
                if (!line.Scopes.Contains(scope) && own.Status != HttpStatusCode.Forbidden) wrong.Add($"{line} with {scope}: {(int)own.Status}");
                if (line.Scopes.Contains(scope) && own.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) wrong.Add($"{line} with {scope}: {(int)own.Status}");
                if (line.Scopes.Contains(scope) && OfJournal(line) && foreign.Status != HttpStatusCode.NotFound) wrong.Add($"{line} with {scope} on a foreign thing: {(int)foreign.Status}");
            }
        }
        wrong.ShouldBeEmpty();
    }
}

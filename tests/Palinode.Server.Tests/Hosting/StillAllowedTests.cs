using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Palinode.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.People;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Tests.Hosting;

/// <summary>Failure class 7 for what has begun: a stream of events or a download that would go on for ever.</summary>
[Category("Failure class 7")]
internal sealed class StillAllowedTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private TestDatabase _database = null!;
    private Sessions _sessions = null!;

    [SetUp]
    public async Task Open()
    {
        _database = await TestDatabase.CreateAsync();
        _sessions = new Sessions(_database.Cases, TimeProvider.System, new SessionOptions());
    }

    [TearDown] public async Task Close() { if (_database is not null) await _database.DisposeAsync(); }

    /// <summary>An answer without end, to an editor of journal A.</summary>
    private async Task<(Task Answer, Task Begun)> BeginAsync(Access? access = null, CancellationToken gone = default)
    {
        AccessRules rules = new(_database.Cases, [new Belonging("journal", "SELECT id, NULL::uuid FROM palinode.journal WHERE id = $1")]);
        TaskCompletionSource begun = new();
        StillAllowed middleware = new(async context =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }, _sessions, new ApiTokens(_database.Cases, MasterKey.Of(TestDatabase.Folder), TimeProvider.System), rules, TimeProvider.System);
        string cookie = await _sessions.BeginAsync(_database.EditorOfA, strong: false, default);
        DefaultHttpContext context = new() { RequestAborted = gone, User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, _database.EditorOfA.ToString())], "session")) };
        context.Request.Headers.Cookie = $"{SessionAuthentication.CookieName}={cookie}";
        context.Request.RouteValues["journal"] = _database.JournalA.ToString();
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(access ?? new Access(Who.Journal, [CaseRole.Editor])), "stream"));
        context.Features.Get<IHttpRequestLifetimeFeature>();
        Task answer = middleware.InvokeAsync(context);
        return (answer, begun.Task);
    }

    [Test]
    public async Task Failure_class_7_a_stream_stops_within_seconds_when_the_role_is_withdrawn()
    {
        (Task answer, Task begun) = await BeginAsync();
        await begun;
        await _database.AsSuperuserAsync("DELETE FROM palinode.membership WHERE person_id = $1", _database.EditorOfA);
        await answer.WaitAsync(Soon);
    }

    [Test]
    public async Task Failure_class_7_a_stream_stops_within_seconds_when_the_session_ends_or_the_person_is_disabled()
    {
        (Task first, Task begun) = await BeginAsync();
        await begun;
        await _database.AsSuperuserAsync("UPDATE palinode.session SET revoked_at = now()");
        await first.WaitAsync(Soon);
        (Task second, Task begunAgain) = await BeginAsync();
        await begunAgain;
        await _database.AsSuperuserAsync("UPDATE palinode.person SET disabled_at = now() WHERE id = $1", _database.EditorOfA);
        await second.WaitAsync(Soon);
    }

    [Test]
    public async Task What_is_for_anybody_goes_on_also_for_somebody_whose_session_has_ended()
    {
        using CancellationTokenSource gone = new();
        (Task answer, Task begun) = await BeginAsync(new Access(Who.Anyone, []), gone.Token);
        await begun;
        await _database.AsSuperuserAsync("UPDATE palinode.session SET revoked_at = now()");
        await Should.ThrowAsync<TimeoutException>(answer.WaitAsync(2.5 * StillAllowed.Interval));
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answer);
    }

    [Test]
    public async Task A_stream_goes_on_while_the_right_is_there()
    {
        (Task answer, Task begun) = await BeginAsync();
        await begun;
        await Should.ThrowAsync<TimeoutException>(answer.WaitAsync(2.5 * StillAllowed.Interval));
        await _database.AsSuperuserAsync("UPDATE palinode.session SET revoked_at = now()");
        await answer.WaitAsync(Soon);
    }
}

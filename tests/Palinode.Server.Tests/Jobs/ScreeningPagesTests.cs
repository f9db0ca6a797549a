using System.Net;
using Palinode.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Storage;
using Palinode.Server.Tests.Hosting;

namespace Palinode.Server.Tests.Jobs;

/// <summary>The pages of screenings, from outside.</summary>
internal sealed class ScreeningPagesTests
{
    private RunningService _service = null!;
    private ServiceStorage _storage = null!;
    private Cast _cast = null!;
    private ScreeningScene _scene = null!;
    private Member _editor = null!, _reader = null!, _foreigner = null!, _keeper = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _service = await RunningService.StartAsync();
        _storage = await ServiceStorage.OpenBesideAsync(new(_service.Folder), default);
        _cast = await Cast.EnterAsync(_service);
        Member Named(string name) => _cast.Members.Single(m => m.Name == name);
        (_editor, _reader, _foreigner, _keeper) = (Named("Editor of A"), Named("Auditor of A"), Named("everything in B"), Named("administrator of the service"));
        _scene = new ScreeningScene(_storage.Cases, _storage.Folder, _cast.A.Journal, Named("Intake of A").Person, _editor.Person);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_cast is not null) await _cast.DisposeAsync();
        if (_storage is not null) await _storage.DisposeAsync();
        if (_service is not null) await _service.DisposeAsync();
    }

    [TearDown] public void Forget() => File.Delete(_scene.Pid);

    private static Uri Way(Guid id, string run, string below = "") => new($"/cases/{id}/screenings/{run}{below}", UriKind.Relative);

    [Test]
    public async Task A_finished_screening_shows_its_evidence_and_its_pictures_to_readers_of_the_journal_alone()
    {
        Guid id = await _scene.CaseAsync("good");
        string run = await _scene.RequestAsync(id);
        (await _editor.Browser.GetStringAsync(Way(id, run))).ShouldContain("Waiting for a worker.");
        await using (_scene.Work()) await _scene.UntilAsync(id, run, j => j.State == JobState.Done);
        (await _scene.DoAsync(_scene.Editor, id, _ => new BeginAssessment())).Refusal.ShouldBeNull();
        string page = await _editor.Browser.GetStringAsync(Way(id, run));
        foreach (string expected in (string[])["One pair of places appears unexpectedly similar.", "Figure 4C", "such a match would be expected by accident in about one in 30,000 runs", "plot or line drawing", $"do/accept-finding?run={run}", "not judged", CaseWords.NotAFinding])
            page.ShouldContain(expected);
        page.ShouldNotContain("style=");
        (await _reader.Browser.GetStringAsync(Way(id, run))).ShouldNotContain("do/accept-finding");
        using (HttpResponseMessage picture = await _reader.Browser.GetAsync(Way(id, run, "/files/evidence/F1-a.png")))
        {
            picture.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
            picture.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        }
        using (HttpResponseMessage data = await _reader.Browser.GetAsync(Way(id, run, "/files/findings.json")))
        {
            data.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            data.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        }
        foreach (string below in (string[])["", "/files/evidence/F1-a.png", "/files/findings.json", "/progress"])
        {
            using HttpResponseMessage foreign = await _foreigner.Browser.GetAsync(Way(id, run, below));
            foreign.StatusCode.ShouldBe(HttpStatusCode.NotFound, below);
        }
        foreach (string below in (string[])["/files/run.json", "/files/../../secrets/master.key", "/files/evidence"])
        {
            using HttpResponseMessage nothing = await _editor.Browser.GetAsync(Way(id, run, below));
            nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound, below);
        }
        (await _editor.Browser.GetStringAsync(new Uri($"/cases/{id}", UriKind.Relative))).ShouldContain($"/cases/{id}/screenings/{run}");
    }

    [Test]
    public async Task Progress_comes_live_and_the_button_ends_the_process()
    {
        Guid id = await _scene.CaseAsync("endless");
        string run = await _scene.RequestAsync(id);
        await using ScreeningScene.RunningWorker worker = _scene.Work();
        using StreamReader events = new(await _editor.Browser.GetStreamAsync(Way(id, run, "/progress")));
        while (!(await events.ReadLineAsync())!.Contains("Running: Waiting (1 of 3).", StringComparison.Ordinal)) { }
        await RunningService.EventuallyAsync(() => Task.FromResult(File.Exists(_scene.Pid)));
        using (HttpResponseMessage refused = await _reader.Browser.PostAsync(Way(id, run, "/cancel"), null)) refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (HttpResponseMessage cancelled = await _editor.Browser.PostAsync(Way(id, run, "/cancel"), null)) cancelled.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await events.ReadToEndAsync()).ShouldContain("event: end");
        await RunningService.EventuallyAsync(() => Task.FromResult(!_scene.ChildRuns()));
        string page = await _editor.Browser.GetStringAsync(Way(id, run));
        page.ShouldContain("The screening was cancelled");
        using HttpResponseMessage again = await _editor.Browser.PostAsync(Way(id, run, "/again"), null);
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        again.Headers.Location!.ToString().ShouldNotContain(run);
        (await _editor.Browser.GetStringAsync(again.Headers.Location)).ShouldContain("Cancel the screening");
        using HttpResponseMessage stop = await _editor.Browser.PostAsync(new Uri($"{again.Headers.Location}/cancel", UriKind.Relative), null);
    }

    [Test]
    public async Task Failure_class_7_the_stream_ends_when_the_right_to_it_is_withdrawn()
    {
        Guid id = await _scene.CaseAsync("good");
        string run = await _scene.RequestAsync(id);
        Member watcher = await _cast.MemberAsync("watcher", [(_cast.A.Journal, CaseRole.Investigator)]);
        using StreamReader events = new(await watcher.Browser.GetStreamAsync(Way(id, run, "/progress")));
        (await events.ReadLineAsync()).ShouldBe("event: progress");
        await _cast.ExecuteAsync("DELETE FROM palinode.membership WHERE person_id = $1", watcher.Person);
        try
        {
            (await events.ReadToEndAsync()).ShouldNotContain("event: end");
        }
        catch (IOException)
        {
            // Cut off in the middle.
        }
        watcher.Browser.Dispose();
    }

    [Test]
    public async Task The_queue_is_shown_with_reasons_and_an_administrator_of_the_service_sees_no_way_into_a_case()
    {
        Guid id = await _scene.CaseAsync("unreadable");
        string run = await _scene.RequestAsync(id);
        await using (_scene.Work()) await _scene.UntilAsync(id, run, j => j.State == JobState.Quarantined);
        Uri jobs = new("/jobs", UriKind.Relative);
        string page = await _editor.Browser.GetStringAsync(jobs);
        page.ShouldContain("not a document");
        page.ShouldContain($"/cases/{id}/screenings/{run}/again");
        (await _keeper.Browser.GetStringAsync(jobs)).ShouldNotContain($"/cases/{id}");
        (await _keeper.Browser.GetStringAsync(jobs)).ShouldContain("not a document");
        (await _foreigner.Browser.GetStringAsync(jobs)).ShouldNotContain(run[..8]);
    }
}

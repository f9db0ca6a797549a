using System.Net;
using System.Text.RegularExpressions;
using Palinode.Server.Demo;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Tests.Demo;

internal sealed partial class SampleTests
{
    [Test]
    public async Task A_demo_shows_five_cases_whose_log_verifies()
    {
        await using RunningService service = await RunningService.StartAsync(demo: true);
        service.SignUp.ShouldBeNull("somebody administers it already");
        string password = Password().Match(service.Output).Groups[1].Value;
        using Visitor intake = new(service);

        (await intake.SignInAsync("intake@journal.example", password)).ShouldBe(new Answer(HttpStatusCode.Redirect, "/"));

        Answer list = await intake.GetAsync("/?state=all");
        foreach (string state in (string[])["closed", "decision drafted", "authors queried", "assessing", "received"]) list.Body.ShouldContain($">{state}</span>");
        CaseLink().Matches(list.Body).Select(m => m.Value).Distinct().Count().ShouldBe(5);
        (await intake.GetAsync("/overdue")).Body.ShouldContain("author answer");
        await using (ServiceStorage storage = await ServiceStorage.OpenBesideAsync(new(service.Folder), CancellationToken.None))
        {
            ChainReport report = await ChainVerifier.VerifyAsync(storage.Migrator, null, CancellationToken.None);
            report.Holds.ShouldBeTrue();
            report.Cases.ShouldBe(5);
        }
        string?[] published = [.. Directory.EnumerateFiles(Path.Combine(service.Folder, "published"), "*", SearchOption.AllDirectories).Select(Path.GetFileName)];
        foreach (string file in (string[])["article.pdf", "notice.jats.xml", "notice.crossref.xml", "notice.pubmed.xml", "notice.pdf", "notice.html"]) published.ShouldContain(file);
        service.Error.ToString().ShouldBeEmpty();
    }

    [Test]
    public async Task Whoever_raised_a_concern_is_seen_by_intake_alone()
    {
        await using RunningService service = await RunningService.StartAsync(demo: true);
        string password = Password().Match(service.Output).Groups[1].Value;

        foreach ((string role, bool sees) in ((string, bool)[])[("intake", true), ("investigator", false), ("editor", false), ("approver", false)])
        {
            using Visitor visitor = new(service);
            await visitor.SignInAsync($"{role}@journal.example", password);
            string way = CaseLink().Match((await visitor.GetAsync("/?state=Received")).Body).Value["href=\"".Length..^1];
            (await visitor.GetAsync(way)).Body.Contains("Vera Vertraulich", StringComparison.Ordinal).ShouldBe(sees, role);
        }
    }

    [Test]
    public async Task A_service_that_somebody_uses_is_not_filled()
    {
        await using RunningService service = await RunningService.StartAsync();
        using Visitor administrator = new(service);
        await administrator.SignUpAsync(service.SignUp!, "alma@example.org", "Alma Beispiel");
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(new(service.Folder), CancellationToken.None);

        (await Should.ThrowAsync<InputException>(() => SampleOffice.FillAsync(storage, TextWriter.Null, CancellationToken.None))).Message.ShouldContain("empty");
    }

    [GeneratedRegex(@"password of all of them: (\S+)")]
    private static partial Regex Password();

    [GeneratedRegex("href=\"/cases/[0-9a-f-]{36}\"")]
    private static partial Regex CaseLink();
}

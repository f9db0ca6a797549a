namespace Palinode.Server.Tests.Jobs;

/// <summary>The worker that serve starts, as processes.</summary>
internal sealed class WorkerProcessTests
{
    private string _folder = null!;

    [SetUp]
    public void Choose()
    {
        SharedCluster.Require();
        _folder = SharedCluster.NewFolder();
    }

    [TearDown]
    public void Remove()
    {
        if (_folder is not null && Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Serve_starts_a_worker_starts_it_again_when_it_dies_and_takes_it_along_when_it_is_killed()
    {
        int worker = 0;
        await using (ProgramProcess serve = await ProgramProcess.ServeAsync(_folder))
        {
            await RunningService.EventuallyAsync(() => Task.FromResult(ProgramProcess.Workers(_folder) is [var first] && (worker = first) > 0));
            ProgramProcess.KillHard(worker);
            await RunningService.EventuallyAsync(() => Task.FromResult(ProgramProcess.Workers(_folder) is [var second] && second != worker && (worker = second) > 0));
            serve.Said.ShouldContain("The worker has ended");
            await serve.KillAsync();
        }
        await RunningService.EventuallyAsync(() => Task.FromResult(ProgramProcess.Workers(_folder).Count == 0));
        await using (ProgramProcess again = await ProgramProcess.ServeAsync(_folder))
        {
            await RunningService.EventuallyAsync(() => Task.FromResult(ProgramProcess.Workers(_folder).Count == 1));
            File.ReadAllText($"/proc/{ProgramProcess.Workers(_folder)[0]}/cmdline").ShouldNotContain("assword");
            (await again.StopAsync()).ShouldBe(0);
        }
        ProgramProcess.Workers(_folder).ShouldBeEmpty();
    }

    [Test]
    public async Task A_worker_without_a_service_says_so()
    {
        await using ProgramProcess worker = ProgramProcess.Start("worker", "--data", _folder);
        (await worker.EndAsync()).ShouldBe(2);
        worker.Said.ShouldContain("there is no service's data in this folder");
    }
}

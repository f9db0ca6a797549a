namespace Palinode.Server.Tests.Faults;

/// <summary>What was acknowledged is there, once, whoever is killed in between.</summary>
internal sealed class FaultScriptTests
{
    [Test]
    public Task Thirty_actions_and_four_screenings_survive_six_kills() => SurvivesAsync(new FaultPlan(Actions: 30, Screenings: 4, Kills: 6, Seed: 20261121));

    [Test, Explicit("The long form: about ten minutes.")]
    public async Task Two_hundred_actions_and_fifty_screenings_survive_forty_kills([Values(1, 2)] int seed) => await SurvivesAsync(new FaultPlan(Actions: 250, Screenings: 50, Kills: 40, seed));

    private static async Task SurvivesAsync(FaultPlan plan)
    {
        SharedCluster.Require();
        await using FaultScript script = new(plan);
        await script.RunAsync();
        Dictionary<string, long> marks = await script.MarksAsync();
        TestContext.Out.WriteLine($"seed {plan.Seed}: {script.Tried.Count} actions tried, {script.Acknowledged.Count} acknowledged, {marks.Count} in the log; killed: {script.Killed}; {await script.ScreeningsAsync()} screenings finished");
        script.Acknowledged.Where(m => marks.GetValueOrDefault(m) != 1).ShouldBeEmpty("acknowledged, and not there exactly once");
        marks.Where(m => m.Value != 1 || !script.Tried.Contains(m.Key)).ShouldBeEmpty("there more than once, or never asked for");
        // How many a kill costs depends on how quick the machine is: the one under way, and those that meet connections of a server that is gone. Too few would show nothing.
        script.Acknowledged.Count.ShouldBeGreaterThanOrEqualTo(plan.Actions / 3);
        (await script.LostOrDoubledAsync()).ShouldBe(0, "screenings that were requested and have not exactly one job that is done and one end in the log");
        (int code, string said) = await script.VerifyAsync();
        code.ShouldBe(0, said);
        said.ShouldContain("The log holds.");
    }
}

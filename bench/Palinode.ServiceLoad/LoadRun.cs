using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using Palinode.Server;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;

namespace Palinode.ServiceLoad;

/// <summary>Sends everybody to work, and measures from when all are there.</summary>
internal sealed class LoadRun(LoadPlan plan, ServiceProcess serve, ServiceFolder folder, CaseDatabase cases, double loadBefore)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);

    private readonly Clicks _clicks = new();

    public async Task<LoadResult> RunAsync()
    {
        await using NpgsqlConnection superuser = new(Filling.Superuser(folder));
        await superuser.OpenAsync();
        await CheckAsync(superuser);
        HashSet<string> longOnes = await LongCasesAsync(superuser);
        string filled = await FilledAsync(superuser);
        // The service has one worker; more screenings at a time need more.
        List<ServiceProcess> workers = [.. Enumerable.Range(1, Math.Max(0, plan.Screenings - 1)).Select(_ => ServiceProcess.Work(folder.FullName))];
        using CancellationTokenSource end = new();
        using Person screener = new(serve.Address, Filling.Screener, plan.Seed, longOnes, _clicks);
        ScreeningTraffic traffic = new(screener, cases, plan.Screenings, _clicks);
        int doneBefore = (await traffic.EndedAsync()).Done;
        Person[] people = [.. Enumerable.Range(0, plan.People).Select(i => new Person(serve.Address, Filling.Login(i), HashCode.Combine(plan.Seed, i), longOnes, _clicks))];
        List<Task> work = [traffic.RunAsync(end.Token)];
        foreach (Person person in people)
        {
            work.Add(person.WorkAsync(end.Token));
            await Task.Delay(TimeSpan.FromSeconds(plan.WarmUp / plan.People));
        }
        _clicks.Begin();
        int? more = workers is [var first, ..] ? first.Id : null;
        ProcessTimes before = ProcessTimes.Now(serve.Id, more);
        (long Server, long Database, long Screening) memory = default;
        long start = Stopwatch.GetTimestamp();
        for (TimeSpan left; (left = TimeSpan.FromMinutes(plan.Minutes) - Stopwatch.GetElapsedTime(start)) > TimeSpan.Zero;)
        {
            (long Server, long Database, long Screening) now = ProcessTimes.Memory(serve.Id, more);
            memory = (Math.Max(memory.Server, now.Server), Math.Max(memory.Database, now.Database), Math.Max(memory.Screening, now.Screening));
            await Task.Delay(left < BetweenLooks ? left : BetweenLooks);
        }
        ProcessTimes times = ProcessTimes.Now(serve.Id, more) - before;
        double minutes = Stopwatch.GetElapsedTime(start).TotalMinutes;
        _clicks.End();
        await end.CancelAsync();
        await Task.WhenAll(work);
        foreach (Person person in people) person.Dispose();
        (int done, int broken) = await traffic.EndedAsync();
        foreach (ServiceProcess worker in workers) await worker.DisposeAsync();
        return new LoadResult(plan, _clicks, minutes, await MachineAsync(superuser), filled, loadBefore, times, memory, (done - doneBefore, broken));
    }

    /// <summary>What is measured is a service that keeps what it acknowledged.</summary>
    private static async Task CheckAsync(NpgsqlConnection superuser)
    {
        foreach (string setting in (string[])["synchronous_commit", "fsync", "full_page_writes"])
            if (await AskAsync<string>(superuser, $"SHOW {setting}") != "on") throw new InvalidOperationException($"{setting} is not on.");
    }

    private static async Task<HashSet<string>> LongCasesAsync(NpgsqlConnection superuser)
    {
        await using NpgsqlCommand command = new("SELECT case_id FROM palinode.event GROUP BY case_id HAVING count(*) >= $1", superuser) { Parameters = { new() { Value = Filling.Long } } };
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        HashSet<string> all = [];
        while (await reader.ReadAsync()) all.Add(reader.GetGuid(0).ToString());
        return all;
    }

    private static async Task<string> FilledAsync(NpgsqlConnection superuser)
    {
        long cases = await AskAsync<long>(superuser, "SELECT count(DISTINCT case_id) FROM palinode.event"), events = await AskAsync<long>(superuser, "SELECT count(*) FROM palinode.event"), journals = await AskAsync<long>(superuser, "SELECT count(*) FROM palinode.journal");
        return string.Create(CultureInfo.InvariantCulture, $"{cases:N0} cases with {events:N0} events in {journals} journals");
    }

    private static async Task<string> MachineAsync(NpgsqlConnection superuser)
    {
        string processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
        return $"Palinode {typeof(Service).Assembly.GetName().Version!.ToString(3)}; {processor}, {Environment.ProcessorCount} cores; .NET {Environment.Version}, PostgreSQL {(await AskAsync<string>(superuser, "SHOW server_version")).Split(' ')[0]} with its writes waited for";
    }

    private static async Task<T> AskAsync<T>(NpgsqlConnection connection, string sql)
    {
        await using NpgsqlCommand command = new(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

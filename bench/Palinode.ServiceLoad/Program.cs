using System.Diagnostics;
using System.Globalization;
using Palinode.Benchmarks.Documents;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Cluster;
using Palinode.ServiceLoad;

const int missed = 3;
if (LoadPlan.Parse(args) is not { } plan)
{
    Console.Error.WriteLine(LoadPlan.Usage);
    return 2;
}
if (!File.Exists(Repository.App))
{
    Console.Error.WriteLine("The program is not built for Release: run this with -c Release.");
    return 2;
}
double loadBefore = double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);
// A path short enough for a unix socket.
string data = plan.Data ?? Path.Combine("/tmp", $"pn-load-{Environment.ProcessId}");
bool isNew = !Directory.Exists(data);
try
{
    await using ServiceProcess serve = await ServiceProcess.ServeAsync(data);
    (ServiceFolder folder, CaseDatabase cases) = ServiceStorage.OpenForWorker(new ServiceLocation(data));
    await using CaseDatabase open = cases;
    if (isNew)
    {
        long start = Stopwatch.GetTimestamp();
        await new Filling(plan, folder, cases).RunAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"filled in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s"));
    }
    LoadResult result = await new LoadRun(plan, serve, folder, cases, loadBefore).RunAsync();
    Directory.CreateDirectory(Path.GetDirectoryName(plan.To)!);
    File.WriteAllText(plan.To, LoadTable.Write(result));
    Console.Write(LoadTable.Write(result));
    if (serve.Said.Split('\n').Where(l => l.Contains("warn", StringComparison.OrdinalIgnoreCase) || l.Contains("error", StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } lines) Console.Error.WriteLine(string.Join('\n', lines));
    return result.Holds ? 0 : missed;
}
finally
{
    if (plan.Data is null && Directory.Exists(data)) Directory.Delete(data, recursive: true);
}

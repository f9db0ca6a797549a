using System.Globalization;

namespace Palinode.ServiceLoad;

/// <summary>Seconds of processor time since their start, and bytes in memory, of the parts of a service; of the whole machine for comparison.</summary>
/// <param name="Server">The web server's process.</param>
/// <param name="Database">PostgreSQL, all its processes. Memory that they share counts once.</param>
/// <param name="Screening">Workers and what they run.</param>
/// <param name="Client">This program.</param>
/// <param name="Machine">All processors, whatever they did.</param>
internal sealed record ProcessTimes(double Server, double Database, double Screening, double Client, double Machine)
{
    private const double TicksPerSecond = 100;

    public static ProcessTimes Now(int server, int? moreWork)
    {
        Dictionary<int, (int Parent, string Name, double Own, double Ended)> all = All();
        double database = 0, screening = 0;
        foreach ((int id, var process) in all)
        {
            if (id == server || !(IsBelow(all, id, server) || moreWork is { } work && (id == work || IsBelow(all, id, work)))) continue;
            if (process.Name == "postgres") database += process.Own + process.Ended;
            else screening += process.Own + process.Ended;
        }
        return new ProcessTimes(all[server].Own, database, screening, all[Environment.ProcessId].Own, Busy());
    }

    public static ProcessTimes operator -(ProcessTimes end, ProcessTimes start) =>
        new(end.Server - start.Server, end.Database - start.Database, end.Screening - start.Screening, end.Client - start.Client, end.Machine - start.Machine);

    /// <summary>Bytes: the server's resident memory, PostgreSQL's proportional one, and the resident one of workers and screenings.</summary>
    public static (long Server, long Database, long Screening) Memory(int server, int? moreWork)
    {
        Dictionary<int, (int Parent, string Name, double Own, double Ended)> all = All();
        long database = 0, screening = 0;
        foreach ((int id, var process) in all)
        {
            if (id == server || !(IsBelow(all, id, server) || moreWork is { } work && (id == work || IsBelow(all, id, work)))) continue;
            if (process.Name == "postgres") database += Kilobytes(id, "smaps_rollup", "Pss:");
            else screening += Kilobytes(id, "status", "VmRSS:");
        }
        return (Kilobytes(server, "status", "VmRSS:") * 1024, database * 1024, screening * 1024);
    }

    private static bool IsBelow(Dictionary<int, (int Parent, string Name, double Own, double Ended)> all, int process, int above)
    {
        while (all.TryGetValue(process, out var found) && found.Parent > 1)
            if ((process = found.Parent) == above) return true;
        return false;
    }

    private static Dictionary<int, (int Parent, string Name, double Own, double Ended)> All()
    {
        Dictionary<int, (int, string, double, double)> all = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id)) continue;
            try
            {
                // The name stands in parentheses and may hold anything.
                string text = File.ReadAllText(Path.Combine(folder, "stat"));
                int end = text.LastIndexOf(')');
                string[] fields = text[(end + 2)..].Split(' ');
                double Seconds(int first) => (double.Parse(fields[first], CultureInfo.InvariantCulture) + double.Parse(fields[first + 1], CultureInfo.InvariantCulture)) / TicksPerSecond;
                all[id] = (int.Parse(fields[1], CultureInfo.InvariantCulture), text[(text.IndexOf('(') + 1)..end], Seconds(11), Seconds(13));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has just ended.
            }
        }
        return all;
    }

    private static long Kilobytes(int process, string file, string name)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/{file}").FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>Everything but idling and waiting for the disk.</summary>
    private static double Busy()
    {
        double[] fields = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
        return (fields.Sum() - fields[3] - fields[4]) / TicksPerSecond;
    }
}

using System.Runtime.Versioning;
using Palinode.Server;
using Palinode.Server.Storage;

namespace Palinode.Cli;

/// <summary>Where the service keeps what it knows, as given on the command line.</summary>
internal sealed record ServicePlace(string? Data, string? Database);

/// <summary>
/// Joins the verbs of the service to <c>Palinode.Server</c>; the only place that names it. The web server and the database driver are loaded when
/// one of these methods is first called, and never by the verbs of a laptop.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class Services
{
    public static int Serve(ServicePlace place, int port, bool demo, CliHost host)
    {
        Service.RunAsync(new ServiceOptions { Location = Location(place), Port = port, Program = Self, Demo = demo }, host.Out, host.Error, host.Stop).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    /// <param name="untilInputEnds">Ends with standard input as well: with the service that started it, however that ends.</param>
    public static int Work(ServicePlace place, bool untilInputEnds, CliHost host)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(host.Stop);
        if (untilInputEnds) EndWithInput(stop);
        place = place with { Database = place.Database ?? Environment.GetEnvironmentVariable("PALINODE_DATABASE") };
        Service.WorkAsync(new WorkerOptions { Location = Location(place), Program = Self }, host.Error, stop.Token).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    public static int VerifyLog(ServicePlace place, string? head, CliHost host) =>
        Service.VerifyAsync(Location(place), head, host.Out, host.Stop).GetAwaiter().GetResult() ? ExitCode.Done : ExitCode.Invalid;

    public static int SignHead(ServicePlace place, CliHost host)
    {
        host.Out.WriteLine($"head: {Service.SignHeadAsync(Location(place), host.Stop).GetAwaiter().GetResult()}");
        return ExitCode.Done;
    }

    public static int Backup(ServicePlace place, string file, CliHost host)
    {
        string key = Service.BackupAsync(Location(place), file, host.Stop).GetAwaiter().GetResult();
        host.Out.WriteLine($"backup: {file}");
        host.Out.WriteLine($"It is encrypted and opens with {key} alone. Keep a copy of that key apart from the backups and from this machine.");
        return ExitCode.Done;
    }

    public static int Restore(ServicePlace place, string file, string key, string? erased, CliHost host) =>
        Service.RestoreAsync(Location(place), file, key, erased, host.Out, host.Stop).GetAwaiter().GetResult() ? ExitCode.Done : ExitCode.Invalid;

    /// <summary>What runs this program once more: itself, or dotnet with it where it was started so.</summary>
    private static string[] Self
    {
        get
        {
            string program = Environment.ProcessPath!;
            return Path.GetFileNameWithoutExtension(program) == "dotnet" ? [program, Path.Combine(AppContext.BaseDirectory, "Palinode.Cli.dll")] : [program];
        }
    }

    private static void EndWithInput(CancellationTokenSource stop) => new Thread(() =>
    {
        using Stream input = Console.OpenStandardInput();
        while (input.ReadByte() >= 0) { }
        try { stop.Cancel(); }
        catch (ObjectDisposedException) { }  // it has ended meanwhile
    })
    { IsBackground = true, Name = "input" }.Start();

    private static ServiceLocation Location(ServicePlace place) => new(place.Data, place.Database);
}

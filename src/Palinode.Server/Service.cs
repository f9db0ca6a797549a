using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Palinode.Server.Cases;
using Palinode.Server.Demo;
using Palinode.Server.Hosting;
using Palinode.Server.Jobs;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Backups;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server;

/// <summary>How a service is to run.</summary>
public sealed record ServiceOptions
{
    public ServiceLocation Location { get; init; } = new();

    /// <summary>On the loopback address; 0 takes any free one. What stands before it (a proxy with TLS) is the administrator's.</summary>
    public int Port { get; init => field = value is >= 0 and <= 65535 ? value : throw new InputException($"--port: {value} is no port; use 1 to 65535."); } = 8080;

    /// <summary>What runs Palinode on this machine, followed by arguments that come first: for the worker beside the service. Empty: none is started.</summary>
    public IReadOnlyList<string> Program { get; init; } = [];

    /// <summary>Fills the service with the sample before it listens; it must be empty.</summary>
    public bool Demo { get; init; }

    /// <summary>For tests, which try the door more often than people do.</summary>
    internal DoorLimits DoorLimits { get; init; } = new();
}

/// <summary>How a worker is to run.</summary>
public sealed record WorkerOptions
{
    public ServiceLocation Location { get; init; } = new();

    /// <summary>What runs Palinode on this machine, followed by arguments that come first: for the screenings.</summary>
    public required IReadOnlyList<string> Program { get; init; }
}

/// <summary>The doors of this assembly for the command line. Nothing else names it, and nothing of it is loaded before.</summary>
public static class Service
{
    private const int LeastThreads = 16;

    /// <summary>Runs until asked to stop; requests in progress are finished, then PostgreSQL is stopped in order.</summary>
    public static async Task RunAsync(ServiceOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        // Passwords, signatures and drawn pages take a thread for a tenth of a second and more; with one thread a processor two of them would hold up every page.
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, LeastThreads), ports);
        await using ServiceStorage storage = await ServiceStorage.OpenForServiceAsync(options.Location, stop);
        new AttachmentStore(storage.Folder, MasterKey.Of(storage.Folder), new AttachmentOptions()).ClearIncoming();
        if (options.Demo) await SampleOffice.FillAsync(storage, output, stop);
        await using WebApplication application = WebHost.Build(storage, IPAddress.Loopback, options.Port, error, options);
        try
        {
            await application.StartAsync(stop);
        }
        catch (IOException e)
        {
            throw new InputException($"Port {options.Port} cannot be listened on ({e.InnerException?.Message ?? e.Message}); choose another with --port.", e);
        }
        string address = application.Urls.First();
        if (await Invitations.ForFirstAdministratorAsync(storage.Cases, TimeProvider.System, stop) is { } token)
            await output.WriteLineAsync($"first administrator, once: {address}/sign-up/{token}");
        await output.WriteLineAsync($"palinode listens on {address} (data in {storage.Folder.FullName})");
        await output.FlushAsync(CancellationToken.None);
        try
        {
            await application.WaitForShutdownAsync(stop);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>Works on jobs until asked to stop; what it was at is then given back to the queue.</summary>
    public static async Task WorkAsync(WorkerOptions options, TextWriter error, CancellationToken stop)
    {
        (ServiceFolder folder, CaseDatabase cases) = ServiceStorage.OpenForWorker(options.Location);
        await using CaseDatabase open = cases;
        using ILoggerFactory log = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new LineLog(error)));
        TimeProvider time = TimeProvider.System;
        JobOptions jobs = new();
        Worker worker = new(cases, new CaseDesk(new EventStore(time), time), new AttachmentStore(folder, MasterKey.Of(folder), new AttachmentOptions()), folder,
            new ScreeningChild(options.Program, jobs), jobs, time, log.CreateLogger<Worker>());
        await worker.RunAsync(stop);
    }

    /// <summary>Walks the log and writes what it finds.</summary>
    /// <param name="headFile">A signed head to compare with, or null.</param>
    /// <returns>Whether the log is as it was written.</returns>
    public static async Task<bool> VerifyAsync(ServiceLocation location, string? headFile, TextWriter output, CancellationToken stop)
    {
        SignedHead? head = headFile is null ? null : SignedHead.Parse(ReadText(headFile), headFile);
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(location, stop);
        if (head is not null && !head.IsSignedBy(new HeadSigner(storage.Folder, storage.Cases, TimeProvider.System).PublicKey))
            throw new InputException($"{headFile}: not signed with the key of this service; give a head that it wrote, unchanged.");
        ChainReport report = await ChainVerifier.VerifyAsync(storage.Migrator, head, stop);
        await output.WriteLineAsync($"{report.Events} events of {report.Cases} cases, last seal {report.Head}");
        foreach (ChainFault fault in report.Faults) await output.WriteLineAsync(fault.ToString());
        if (report.FaultCount > report.Faults.Length) await output.WriteLineAsync($"and {report.FaultCount - report.Faults.Length} more");
        await output.WriteLineAsync(report.Holds ? head is null ? "The log holds. (Without a signed head a log that was cut at its end looks the same.)" : "The log holds, and contains the signed head." : "The log is not as it was written.");
        return report.Holds;
    }

    /// <summary>Signs the end of the log now.</summary>
    /// <returns>The file; copy it to where nobody who can change the database can change it.</returns>
    public static async Task<string> SignHeadAsync(ServiceLocation location, CancellationToken stop)
    {
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(location, stop);
        return await new HeadSigner(storage.Folder, storage.Cases, TimeProvider.System).SignAsync(stop);
    }

    /// <summary>Writes a backup, also while the service runs.</summary>
    /// <returns>The recovery key's file, without which the backup does not open.</returns>
    public static async Task<string> BackupAsync(ServiceLocation location, string file, CancellationToken stop)
    {
        await using ServiceStorage storage = await ServiceStorage.OpenBesideAsync(location, stop);
        await Backup.WriteAsync(storage, file, stop);
        return Backup.RecoveryKeyPath(storage.Folder);
    }

    /// <summary>Makes a service from a backup.</summary>
    /// <returns>Whether its log holds.</returns>
    public static async Task<bool> RestoreAsync(ServiceLocation location, string file, string recoveryKey, string? erased, TextWriter output, CancellationToken stop)
    {
        ChainReport report = await Restore.ReadAsync(location, file, recoveryKey, stop, erased);
        await output.WriteLineAsync($"{report.Events} events of {report.Cases} cases restored, last seal {report.Head}");
        await output.WriteLineAsync(report.Holds ? "The log holds." : $"The log is not as it was written: {report.Faults[0]}");
        return report.Holds;
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message})", e);
        }
    }
}

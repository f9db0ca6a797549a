using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Palinode.Server.Storage;

namespace Palinode.Server.Jobs;

/// <param name="Program">What runs Palinode on this machine, followed by arguments that come first.</param>
/// <param name="Log">Where the lines of the worker go.</param>
/// <param name="Location">Of the service.</param>
internal sealed record WorkerCommand(IReadOnlyList<string> Program, ServiceLocation Location, TextWriter Log);

/// <summary>
/// Runs one worker as a process of its own for as long as the service runs, and starts it again when it ends. The worker hears of the service's end by the
/// end of its standard input, which the system closes however the service ends.
/// </summary>
internal sealed class WorkerKeeper(WorkerCommand command, ServiceStorage storage, TimeProvider time, ILogger<WorkerKeeper> log) : BackgroundService
{
    /// <summary>The worker's place of a database that is not the service's own: host, port and name, never who and with which password.</summary>
    public const string DatabaseVariable = "PALINODE_DATABASE";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500), LongestPause = TimeSpan.FromSeconds(30), LongLife = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (TimeSpan pause = FirstPause; !stoppingToken.IsCancellationRequested;)
        {
            long started = time.GetTimestamp();
            using Process worker = Start();
            Task lines = ForwardAsync(worker);
            try
            {
                await worker.WaitForExitAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                await EndAsync(worker);
                await lines;
                return;
            }
            await lines;
            if (time.GetElapsedTime(started) > LongLife) pause = FirstPause;
            log.LogWarning("The worker has ended (code {Code}); starting it again", worker.ExitCode);
            await Task.Delay(pause, time, stoppingToken);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
        }
    }

    private Process Start()
    {
        ProcessStartInfo start = new(command.Program[0], [.. command.Program.Skip(1), "worker", "--data", storage.Folder.FullName, "--until-input-ends"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/",
        };
        if (command.Location.Database is not null)
        {
            NpgsqlConnectionStringBuilder place = new(storage.Admin.ConnectionString);
            foreach (string secret in (string[])["Username", "Password", "Passfile"]) place.Remove(secret);
            start.Environment[DatabaseVariable] = place.ConnectionString;
        }
        return Process.Start(start)!;
    }

    private async Task ForwardAsync(Process worker)
    {
        async Task CopyAsync(StreamReader from)
        {
            while (await from.ReadLineAsync(CancellationToken.None) is { } line) await command.Log.WriteLineAsync(line);
        }
        await Task.WhenAll(CopyAsync(worker.StandardOutput), CopyAsync(worker.StandardError));
    }

    /// <summary>In order, and after a while without.</summary>
    private static async Task EndAsync(Process worker)
    {
        worker.StandardInput.Close();
        try
        {
            await worker.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            worker.Kill(entireProcessTree: true);
            await worker.WaitForExitAsync(CancellationToken.None);
        }
    }
}

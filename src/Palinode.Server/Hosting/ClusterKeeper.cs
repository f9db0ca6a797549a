using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Palinode.Server.Storage;

namespace Palinode.Server.Hosting;

/// <summary>Starts the service's PostgreSQL again whenever it ends while the service runs.</summary>
internal sealed class ClusterKeeper(ServiceStorage storage, TimeProvider time, ILogger<ClusterKeeper> log) : BackgroundService
{
    /// <summary>Between two tries when one fails.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage.Cluster is not { } cluster) return;
        while (true)
        {
            await cluster.Ended.WaitAsync(stoppingToken);
            log.LogWarning("PostgreSQL has ended; starting it again");
            try
            {
                await cluster.StartAsync(stoppingToken);
                storage.Cases.ForgetConnections();
                storage.Migrator.Clear();
                log.LogWarning("PostgreSQL is there again");
            }
            catch (InputException e)
            {
                log.LogError("{What}", e.Message);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }
}

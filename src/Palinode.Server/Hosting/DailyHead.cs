using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Hosting;

/// <summary>Signs the end of the log once a day: at the start of the service, and after each midnight (UTC).</summary>
internal sealed class DailyHead(HeadSigner signer, TimeProvider time, ILogger<DailyHead> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            DateTimeOffset now = time.GetUtcNow();
            TimeSpan pause = now.Date.AddDays(1) - now.UtcDateTime;
            try
            {
                if (!signer.SignedOn(DateOnly.FromDateTime(now.UtcDateTime))) await signer.SignAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
            {
                log.LogError(e, "The head of the log could not be signed; trying again");
                pause = AfterFailure;
            }
            await Task.Delay(pause, time, stoppingToken);
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Palinode.Server.Keeping;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Hosting;

/// <summary>Once a day, at the start of the service and after each midnight (UTC): signs the end of the log, removes content that no case refers to, and brings the list of erasures up to date.</summary>
internal sealed class DailyDuties(HeadSigner signer, AttachmentStore attachments, ServiceStorage storage, TimeProvider time, ILogger<DailyDuties> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);

    /// <summary>No upload takes this long between its content and its row.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            DateTimeOffset now = time.GetUtcNow();
            TimeSpan pause = now.Date.AddDays(1) - now.UtcDateTime;
            try
            {
                if (!signer.SignedOn(DateOnly.FromDateTime(now.UtcDateTime))) await signer.SignAsync(stoppingToken);
                await attachments.SweepAsync(storage.Migrator, Abandoned, now, stoppingToken);
                await ErasureList.FollowAsync(storage.Migrator, storage.Folder, stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or UnauthorizedAccessException or TimeoutException or InputException)
            {
                log.LogError(e, "The daily duties were not done; trying again");
                pause = AfterFailure;
            }
            await Task.Delay(pause, time, stoppingToken);
        }
    }
}

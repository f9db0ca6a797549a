using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Palinode.Server.Storage;

namespace Palinode.Server.Letters;

internal sealed record PostmanOptions
{
    /// <summary>How often it looks. Default 15 seconds.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a letter is kept from others while it is sent. Default 15 minutes: longer than any conversation may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Pauses between tries, doubled from a minute, up to this. Default 12 hours.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromHours(12);

    /// <summary>Tries before a person has to look. Default 14: about three days, as RFC 5321 asks (4.5.4.1: at least 4 to 5 days for a relay; a sender may ask a person sooner).</summary>
    public int Tries { get; init; } = 14;
}

/// <summary>
/// Carries letters from the outbox to the mail server, one after the other. SMTP cannot say whether a letter arrived when the line breaks at the last moment: it is
/// then sent again, with the same message id.
/// </summary>
internal sealed class Postman(CaseDatabase cases, Outbox outbox, MailSettings? mail, PostmanOptions options, TimeProvider time, ILogger<Postman> log) : BackgroundService
{
    /// <summary>Sends what is due.</summary>
    /// <returns>How many letters were taken by the server.</returns>
    public async Task<int> RoundAsync(CancellationToken stop)
    {
        if (mail is null) return 0;
        SmtpConversation server = new(mail);
        int sent = 0;
        while (await TakeAsync(stop) is { } taken)
        {
            if (taken.Letter is not { } letter)
            {
                log.LogError("Letter {Letter} cannot be opened", taken.Id);
                continue;
            }
            byte[] message = LetterMessage.Write(taken.Id, letter, mail.From, time.GetUtcNow());
            Delivery delivery = await server.SendAsync(letter.To, message, stop);
            await using ActingTransaction transaction = await cases.BeginAsync(Actor.Post, CancellationToken.None);
            if (delivery == Delivery.Taken) sent += await outbox.SentAsync(transaction, taken.Id, CancellationToken.None);
            else if (delivery == Delivery.Refused || taken.Attempts >= options.Tries) await Outbox.FailedAsync(transaction, taken.Id, delivery == Delivery.Refused ? "refused" : "unreachable", CancellationToken.None);
            else await Outbox.LaterAsync(transaction, taken.Id, time.GetUtcNow() + Pause(taken.Attempts), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
            if (delivery != Delivery.Taken) log.LogWarning("Letter {Letter} was not taken by the mail server ({Delivery}, try {Try})", taken.Id, delivery, taken.Attempts);
        }
        return sent;
    }

    private async Task<TakenLetter?> TakeAsync(CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Post, stop);
        TakenLetter? taken = await outbox.TakeAsync(transaction, options.Lease, stop);
        await transaction.CommitAsync(stop);
        return taken;
    }

    private TimeSpan Pause(int attempts)
    {
        TimeSpan pause = TimeSpan.FromMinutes(1 << Math.Min(attempts - 1, 12));
        return pause < options.LongestPause ? pause : options.LongestPause;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (mail is null) return;
        using PeriodicTimer timer = new(options.Every, time);
        do
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or InputException or ConcurrentChangeException)
            {
                log.LogError(e, "Letters could not be carried; trying again");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

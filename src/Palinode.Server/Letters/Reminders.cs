using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;

namespace Palinode.Server.Letters;

/// <summary>
/// At the start and after each midnight (UTC): for every deadline that a reminder is due of, the event that says so and, where somebody's answer is waited for and
/// their address is known, the letter; both in one transaction. What was missed while the service was down is reminded of once.
/// </summary>
internal sealed class Reminders(CaseDatabase cases, CaseDesk desk, LetterDesk letters, TextVault texts, TimeProvider time, ILogger<Reminders> log) : BackgroundService
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private const string Why = "Reminder that the journal's policy asks for";

    /// <summary>Of one case in one round; a case has a handful of deadlines.</summary>
    private const int Most = 50;

    /// <returns>How many reminders were written.</returns>
    public async Task<int> RoundAsync(CancellationToken stop)
    {
        List<Guid> waiting;
        await using (ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop))
            waiting = await transaction.QueryAsync("SELECT DISTINCT case_id FROM palinode.event WHERE type = 'deadline-set/1' ORDER BY case_id", r => r.GetGuid(0), stop);
        int written = 0;
        foreach (Guid one in waiting)
        {
            try
            {
                for (int i = 0; i < Most && await RemindAsync(one, stop); i++) written++;
            }
            catch (ConcurrentChangeException)
            {
                // Somebody works on the case at this moment; the next round looks again.
            }
            catch (InputException e)
            {
                log.LogError("A reminder was not written: {What}", e.Message);
            }
            catch (Exception e) when (e is PostgresException || e is not (NpgsqlException or TimeoutException or OperationCanceledException))
            {
                // Whatever is wrong with one case, the others are not kept waiting for it, nor does the service end.
                log.LogError(e, "A reminder of case {Case} was not written", one);
            }
        }
        return written;
    }

    /// <summary>Writes one reminder of a case; false when none is due.</summary>
    private async Task<bool> RemindAsync(Guid caseId, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        if (await desk.ReadAsync(transaction, caseId, stop) is not { } found) return false;
        CasePolicy policy = await desk.PolicyAsync(transaction, found.Journal, stop);
        if (policy.RemindersDue(found.Current, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)).FirstOrDefault() is not { } deadline) return false;
        SealedText? letter = null;
        if (LetterKinds.Reminder(deadline.Kind) is { } kind && LetterKinds.Awaited(found.Current, deadline) is { } party)
        {
            string text = await letters.DraftAsync(transaction, found, kind, party, stop, deadline);
            if (await letters.PostAsync(transaction, found, kind, party, text, stop) is not null) letter = await texts.SealAsync(transaction, caseId, found.Journal, TextAudience.Case, text, stop);
        }
        Ruling ruling = await desk.DoAsync(transaction, found, new RecordReminder(deadline.Deadline, letter), Why, stop);
        // A journal may have given reminders to other roles: then people write them.
        if (!ruling.IsAllowed) return false;
        await transaction.CommitAsync(stop);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            DateTimeOffset now = time.GetUtcNow();
            TimeSpan pause = now.Date.AddDays(1) - now.UtcDateTime;
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or System.Security.Cryptography.CryptographicException)
            {
                log.LogError(e, "Reminders were not written; trying again");
                pause = AfterFailure;
            }
            await Task.Delay(pause, time, stoppingToken);
        }
    }
}

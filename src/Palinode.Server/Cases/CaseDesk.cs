using System.Diagnostics.CodeAnalysis;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Cases;

/// <summary>
/// Where cases are worked on: reads one, decides a request by the rules of <see cref="CaseRequest"/>, and appends what comes of it, all in the transaction
/// of the person who asks. Whoever calls commits.
/// </summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The desk is one thing that is handed in; callers do not ask which of its doors need the clock.")]
internal sealed class CaseDesk(EventStore events, TimeProvider time)
{
    /// <summary>Null when there is no such case for this actor.</summary>
    public async Task<OpenCase?> ReadAsync(ActingTransaction transaction, Guid caseId, CancellationToken stop)
    {
        List<EventEnvelope> log = await EventStore.ReadAsync(transaction, caseId, stop);
        if (log.Count == 0) return null;
        CaseEntry[] entries = [.. log.Select(Entry)];
        return new OpenCase(caseId, log[0].JournalId, Case.From(entries), entries);
    }

    /// <summary>Who acts, with the roles of this moment; the service's own for the service and for the public form.</summary>
    public async Task<CaseActor> ActorAsync(ActingTransaction transaction, Guid journal, CancellationToken stop)
    {
        string id = transaction.Actor.Id.ToString();
        if (transaction.Actor.As is "service" or "concern") return new CaseActor(id, [CaseRole.Service]);
        List<string> roles = await transaction.QueryAsync(
            "SELECT role FROM palinode.membership WHERE person_id = palinode.acting_person() AND journal_id = $1 AND journal_id = ANY (palinode.readable_journals()) ORDER BY role", r => r.GetString(0), stop, journal);
        return new CaseActor(id, [.. roles.Select(r => Enum.Parse<CaseRole>(r, ignoreCase: true))]);
    }

    /// <summary>How the journal works its cases: the newest version, or the program's defaults.</summary>
    public async Task<CasePolicy> PolicyAsync(ActingTransaction transaction, Guid journal, CancellationToken stop) =>
        await transaction.QueryAsync("SELECT policy::text FROM palinode.journal_policy WHERE journal_id = $1 ORDER BY version DESC LIMIT 1", r => r.GetString(0), stop, journal) is [var json]
            ? CasePolicy.FromJson(json) : new CasePolicy();

    /// <summary>Adds a version of a journal's policy, where the actor may.</summary>
    /// <exception cref="ConcurrentChangeException">Somebody else was faster, or it is not for this actor.</exception>
    public async Task SetPolicyAsync(ActingTransaction transaction, Guid journal, CasePolicy policy, CancellationToken stop)
    {
        await using NpgsqlCommand command = transaction.Command(
            "INSERT INTO palinode.journal_policy (journal_id, version, policy, set_by, set_at) SELECT $1, coalesce(max(version), 0) + 1, $2::json, $3, $4 FROM palinode.journal_policy WHERE journal_id = $1",
            journal, policy.ToJson(), transaction.Actor.Id, time.GetUtcNow());
        try
        {
            await command.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ConcurrentChangeException(e);
        }
    }

    /// <summary>Decides, and appends all events of an allowed request; the caller commits. A refusal writes nothing.</summary>
    /// <param name="why">The reason that was given; stays for ever, and is no place for names.</param>
    /// <exception cref="ConcurrentChangeException">The case has moved on since it was read.</exception>
    public async Task<Ruling> DoAsync(ActingTransaction transaction, OpenCase found, CaseRequest request, string why, CancellationToken stop)
    {
        Ruling ruling = await ConsiderAsync(transaction, found, request, stop);
        if (ruling.IsAllowed) await AppendAsync(transaction, found.Id, found.Journal, found.Current, ruling, why, stop);
        return ruling;
    }

    /// <summary>What would come of a request; nothing is written.</summary>
    public async Task<Ruling> ConsiderAsync(ActingTransaction transaction, OpenCase found, CaseRequest request, CancellationToken stop)
    {
        // The rules know one case; that the other is there for this person is known here.
        if (request is LinkCase link && !(Guid.TryParse(link.Other, out Guid other) && await ExistsAsync(transaction, other, stop)))
            return Ruling.Refuse(RefusalCode.Unknown, "There is no such case.");
        return request.Decide(found.Current, await ActorAsync(transaction, found.Journal, stop), await PolicyAsync(transaction, found.Journal, stop), time.GetUtcNow());
    }

    /// <summary>Opens a case for a concern.</summary>
    public Task<(Guid Case, Ruling Ruling)> OpenAsync(ActingTransaction transaction, Guid journal, ReceiveConcern request, string why, CancellationToken stop) =>
        OpenAsync(transaction, Guid.NewGuid(), journal, request, why, stop);

    /// <summary>Opens a case whose id was chosen before, so that its words could be sealed for it.</summary>
    public async Task<(Guid Case, Ruling Ruling)> OpenAsync(ActingTransaction transaction, Guid caseId, Guid journal, ReceiveConcern request, string why, CancellationToken stop)
    {
        Ruling ruling = request.Decide(null, await ActorAsync(transaction, journal, stop), await PolicyAsync(transaction, journal, stop), time.GetUtcNow());
        if (ruling.IsAllowed) await AppendAsync(transaction, caseId, journal, null, ruling, why, stop);
        return (caseId, ruling);
    }

    private async Task AppendAsync(ActingTransaction transaction, Guid caseId, Guid journal, Case? before, Ruling ruling, string why, CancellationToken stop)
    {
        // A reason for what is done with the raiser may say who they are: it stands at that event alone, which only intake reads whole, and at none that comes along.
        bool confidential = ruling.Events.Any(CaseEntry.IsOfRaiser);
        NewEvent[] all = [.. ruling.Events.Select(e => new NewEvent(CaseEventJson.NameOf(e), CaseEventJson.Write(e), confidential && !CaseEntry.IsOfRaiser(e) ? "" : why))];
        CaseEntry[] appended = [.. (await events.AppendAsync(transaction, caseId, journal, before?.Version ?? 0, all, stop)).Select(Entry)];
        Case after = appended.Aggregate(before, Case.Apply)!;
        await CaseSummaries.FollowAsync(transaction, caseId, journal, after, appended[0], stop);
        await JobQueue.AfterAsync(transaction, caseId, journal, ruling.Events, stop);
    }

    private static async Task<bool> ExistsAsync(ActingTransaction transaction, Guid caseId, CancellationToken stop) =>
        (await transaction.QueryAsync("SELECT 1 FROM palinode.event WHERE case_id = $1 AND sequence = 1", _ => true, stop, caseId)).Count == 1;

    private static CaseEntry Entry(EventEnvelope e) =>
        new(e.CaseId.ToString(), (int)e.Sequence, e.ActorId.ToString(), e.OccurredAt, CaseEventJson.Read(e.Type, e.Payload), e.Why.Length == 0 ? null : e.Why);
}

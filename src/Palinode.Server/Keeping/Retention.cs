using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;

namespace Palinode.Server.Keeping;

/// <param name="Until">The last day its confidential parts are kept: as set, or else the journal's years after it was closed.</param>
/// <param name="Set">A person has set that day.</param>
/// <param name="Over">The day is past, nothing holds the case, and something confidential is left: they are to be erased.</param>
internal sealed record RetainedCase(Guid Case, Guid Journal, string Number, DateOnly Until, bool Set, bool Held, bool Over);

/// <summary>How long closed cases keep their confidential parts. Nothing is erased by itself: an administrator sees what is over, and does it.</summary>
internal sealed class Retention(CaseDesk desk, TimeProvider time)
{
    /// <summary>Closed cases that this actor may read, those first whose time is over.</summary>
    public async Task<List<RetainedCase>> ReviewAsync(ActingTransaction transaction, CancellationToken stop)
    {
        DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        List<RetainedCase> all = [];
        foreach (Guid id in await transaction.QueryAsync("SELECT DISTINCT case_id FROM palinode.event WHERE type LIKE 'case-closed%' ORDER BY case_id", r => r.GetGuid(0), stop))
            if (await desk.ReadAsync(transaction, id, stop) is { Current.IsOpen: false } found) all.Add(Of(found, await desk.PolicyAsync(transaction, found.Journal, stop), today));
        return [.. all.OrderBy(r => !r.Over).ThenBy(r => r.Until).ThenBy(r => r.Case)];
    }

    public static RetainedCase Of(OpenCase found, CasePolicy policy, DateOnly today)
    {
        DateOnly closed = found.Entries.Last(e => e.Event is CaseClosed or CaseClosedWithoutAction).Day;
        DateOnly until = found.Current.RetainUntil ?? closed.AddYears(policy.RetentionYears);
        bool left = !found.Entries.Reverse().TakeWhile(e => e.Event is not (CaseClosed or CaseClosedWithoutAction)).Any(e => e.Event is ErasureRecorded { Ground: ErasureGround.RetentionEnded }) && HoldsMore(found);
        return new RetainedCase(found.Id, found.Journal, CaseNumber.Of(found.Id), until, found.Current.RetainUntil is not null, found.Current.IsHeld, until < today && !found.Current.IsHeld && left);
    }

    /// <summary>Something confidential was not erased one by one before.</summary>
    private static bool HoldsMore(OpenCase found)
    {
        HashSet<(ErasedThing, string?)> gone = [.. found.Current.Erasures.Select(e => (e.Thing, e.Id))];
        return !gone.Contains((ErasedThing.RaiserIdentity, null)) || found.Current.Parties.Any(p => !gone.Contains((ErasedThing.PartyIdentity, p.Party))) || found.Current.Evidence.Any(e => !gone.Contains((ErasedThing.Evidence, e.Evidence)))
            || found.Entries.Where(e => !e.IsAboutRaiser).SelectMany(e => SealedWords.Of(e.Event)).Any(w => !gone.Contains((ErasedThing.Text, w.Text.Id)));
    }
}

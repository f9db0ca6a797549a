using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;

namespace Palinode.Server.Keeping;

/// <summary>
/// Makes a case forget: names, words and files go, the log keeps ids and commitments and says that they went. An administrator does it, who need not be able to
/// read what they erase; a legal hold stops it. Content of files is removed from the disk by the daily sweep.
/// </summary>
internal sealed class Erasures(CaseDesk desk, AttachmentStore attachments, ServiceStorage? storage = null)
{
    /// <summary>Whatever a request names: erased, and recorded, in one transaction.</summary>
    public Task<Ruling> DoAsync(ActingTransaction transaction, OpenCase found, RecordErasure request, string why, CancellationToken stop) => request switch
    {
        { Thing: ErasedThing.RaiserIdentity, Id: null } => RaiserAsync(transaction, found, request.Ground, why, stop),
        { Thing: ErasedThing.PartyIdentity, Id: { } party } => PartyAsync(transaction, found, party, request.Ground, why, stop),
        { Thing: ErasedThing.Text, Id: { } text } => TextAsync(transaction, found, text, request.Ground, why, stop),
        { Thing: ErasedThing.Evidence, Id: { } evidence } => EvidenceAsync(transaction, found, evidence, request.Ground, why, stop),
        _ => desk.DoAsync(transaction, found, request, why, stop),  // refused: it names nothing, or the raiser by an id
    };

    /// <summary>After the commit: brings the list beside the data up to date. What a crash leaves out, the daily duties append.</summary>
    public Task FollowAsync() => storage is null ? Task.CompletedTask : ErasureList.FollowAsync(storage.Migrator, storage.Folder, CancellationToken.None);

    /// <summary>The raiser: who they are, all that only intake may read of the case, and letters to them that have not left.</summary>
    public async Task<Ruling> RaiserAsync(ActingTransaction transaction, OpenCase found, ErasureGround ground, string why, CancellationToken stop)
    {
        Ruling ruling = await desk.DoAsync(transaction, found, new RecordErasure(ErasedThing.RaiserIdentity, ground), why, stop);
        if (!ruling.IsAllowed) return ruling;
        if (found.Current.Concern.Raiser is { } raiser) await EraseAsync(transaction, "identity", raiser.Value, stop);
        await RestOfRaiserAsync(transaction, found, stop);
        return ruling;
    }

    /// <summary>A party: who they are, letters to them alone, what they wrote and what they sent.</summary>
    public async Task<Ruling> PartyAsync(ActingTransaction transaction, OpenCase found, string party, ErasureGround ground, string why, CancellationToken stop)
    {
        HeldAbout held = HeldAbout.Of(found.Current, found.Entries, party);
        Ruling ruling = await desk.DoAsync(transaction, found, new RecordErasure(ErasedThing.PartyIdentity, ground, party), why, stop);
        if (!ruling.IsAllowed) return ruling;
        await EraseAsync(transaction, "identity", party, stop);
        foreach (Guid letter in await transaction.QueryAsync("SELECT id FROM palinode.outbox WHERE case_id = $1 AND party = $2 AND box IS NOT NULL", r => r.GetGuid(0), stop, found.Id, party)) await EraseAsync(transaction, "letter", letter.ToString(), stop);
        foreach (HeldText text in held.Texts.Where(t => !t.Shared && !found.Current.Erasures.Any(e => e.Thing == ErasedThing.Text && e.Id == t.Text.Id)))
            await TextAsync(transaction, await AgainAsync(transaction, found, stop), text.Text.Id, ground, why, stop);
        foreach (CaseEvidence evidence in held.Evidence.Where(h => !found.Current.Erasures.Any(e => e.Thing == ErasedThing.Evidence && e.Id == h.Evidence)))
            await EvidenceAsync(transaction, await AgainAsync(transaction, found, stop), evidence.Evidence, ground, why, stop);
        return ruling;
    }

    public async Task<Ruling> TextAsync(ActingTransaction transaction, OpenCase found, string text, ErasureGround ground, string why, CancellationToken stop)
    {
        RecordErasure request = new(ErasedThing.Text, ground, text);
        Ruling ruling = await desk.ConsiderAsync(transaction, found, request, stop);
        if (!ruling.IsAllowed) return ruling;
        // The rules do not know which texts there are; one of another case is for that case to erase, where a hold may keep it.
        if (!Guid.TryParse(text, out Guid id) || !(await ErasableAsync(transaction, found.Id, "case", stop)).Concat(await ErasableAsync(transaction, found.Id, "intake", stop)).Contains(("text", id)))
            return Ruling.Refuse(RefusalCode.Unknown, "The case holds no such thing.");
        ruling = await desk.DoAsync(transaction, found, request, why, stop);
        if (ruling.IsAllowed) await EraseAsync(transaction, "text", text, stop);
        return ruling;
    }

    /// <summary>A file, and what screenings made of it.</summary>
    public async Task<Ruling> EvidenceAsync(ActingTransaction transaction, OpenCase found, string evidence, ErasureGround ground, string why, CancellationToken stop)
    {
        Ruling ruling = await desk.DoAsync(transaction, found, new RecordErasure(ErasedThing.Evidence, ground, evidence), why, stop);
        if (!ruling.IsAllowed) return ruling;
        ContentHash content = found.Current.Evidence.First(e => e.Evidence == evidence).Content;
        foreach (Attachment one in (await attachments.ListAsync(transaction, found.Id, stop)).Where(a => a.Sha256.ToString() == content.Hex)) await EraseAsync(transaction, "attachment", one.Id.ToString(), stop);
        foreach (Guid screening in await transaction.QueryAsync("SELECT id FROM palinode.job WHERE case_id = $1 AND payload @> jsonb_build_object('documents', jsonb_build_array($2::text))", r => r.GetGuid(0), stop, found.Id, content.Hex))
            await EraseAsync(transaction, "screening", screening.ToString(), stop);
        return ruling;
    }

    /// <summary>Everything confidential of a case whose time is over: raiser, parties, every text, every file.</summary>
    public async Task<Ruling> CaseAsync(ActingTransaction transaction, OpenCase found, string why, CancellationToken stop)
    {
        Ruling last = Ruling.Refuse(RefusalCode.Already, "Nothing confidential is left.");
        bool Erased(OpenCase c, ErasedThing thing, string? id) => c.Current.Erasures.Any(e => e.Thing == thing && e.Id == id);
        if (!Erased(found, ErasedThing.RaiserIdentity, null))
        {
            last = await RaiserAsync(transaction, found, ErasureGround.RetentionEnded, why, stop);
            if (!last.IsAllowed) return last;
            found = await AgainAsync(transaction, found, stop);
        }
        // Who was erased before may have left something since: a note of intake, a letter that nobody sent.
        await RestOfRaiserAsync(transaction, found, stop);
        foreach (string party in found.Current.Parties.Where(p => !Erased(found, ErasedThing.PartyIdentity, p.Party)).Select(p => p.Party).ToArray())
        {
            last = await PartyAsync(transaction, found, party, ErasureGround.RetentionEnded, why, stop);
            if (!last.IsAllowed) return last;
            found = await AgainAsync(transaction, found, stop);
        }
        foreach (CaseEvidence evidence in found.Current.Evidence)
            if (!Erased(found, ErasedThing.Evidence, evidence.Evidence))
            {
                last = await EvidenceAsync(transaction, found, evidence.Evidence, ErasureGround.RetentionEnded, why, stop);
                if (!last.IsAllowed) return last;
                found = await AgainAsync(transaction, found, stop);
            }
        foreach ((string thing, Guid id) in await ErasableAsync(transaction, found.Id, "case", stop))
        {
            if (thing == "text") last = await TextAsync(transaction, await AgainAsync(transaction, found, stop), id.ToString(), ErasureGround.RetentionEnded, why, stop);
            else await EraseAsync(transaction, thing, id.ToString(), stop);
        }
        return last;
    }

    /// <summary>All that only intake may read; it goes with the raiser, and the log says no more of it.</summary>
    private static async Task RestOfRaiserAsync(ActingTransaction transaction, OpenCase found, CancellationToken stop)
    {
        foreach ((string thing, Guid id) in await ErasableAsync(transaction, found.Id, "intake", stop)) await EraseAsync(transaction, thing, id.ToString(), stop);
    }

    /// <summary>What there is to erase in a case, by kind and id, also where the actor may not read it.</summary>
    private static Task<List<(string Thing, Guid Id)>> ErasableAsync(ActingTransaction transaction, Guid caseId, string audience, CancellationToken stop) =>
        transaction.QueryAsync("SELECT thing, id FROM palinode.erasable($1, $2)", r => (r.GetString(0), r.GetGuid(1)), stop, caseId, audience);

    /// <summary>The case after what this transaction has appended.</summary>
    private async Task<OpenCase> AgainAsync(ActingTransaction transaction, OpenCase found, CancellationToken stop) =>
        await desk.ReadAsync(transaction, found.Id, stop) ?? throw new ConcurrentChangeException();

    /// <summary>What is gone already, or never had a row of its own, is no error.</summary>
    private static async Task EraseAsync(ActingTransaction transaction, string thing, string id, CancellationToken stop)
    {
        if (Guid.TryParse(id, out Guid row)) await transaction.ExecuteAsync("SELECT palinode.erase($1, $2)", stop, thing, row);
    }
}

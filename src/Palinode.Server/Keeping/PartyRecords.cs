using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Keeping;

/// <summary>What a case holds about one of its parties, for that person: who they are here, letters to them and from them, files they sent, and the events that speak of them. Of the raiser it holds nothing.</summary>
internal sealed class PartyRecords(TextVault texts, IdentityVault identities, AttachmentStore attachments)
{
    /// <exception cref="InputException">The case has no such party.</exception>
    public async Task WriteAsync(ActingTransaction transaction, OpenCase found, string party, Stream to, CancellationToken stop)
    {
        if (found.Current.Party(party) is not { } known) throw new InputException("The case has no such party.");
        HeldAbout held = HeldAbout.Of(found.Current, found.Entries, party);
        using BagItZip bag = new(to);
        // An id that is no party's of this case opens nothing here; a raiser's is none of them.
        Identity? identity = Guid.TryParse(party, out Guid id) ? await identities.OpenAsync(transaction, id, stop) : null;
        if (identity is { Kind: IdentityKind.Raiser }) throw new InputException("The case has no such party.");
        await bag.AddAsync("about.txt", string.Create(CultureInfo.InvariantCulture, $"Reference {CaseNumber.Of(found.Id)}\nKept about you as: {CaseWords.Of(known.Kind)}\n") + string.Concat((identity?.Fields ?? ImmutableSortedDictionary<string, string>.Empty).Select(f => $"{f.Key}: {f.Value}\n")), stop);
        StringBuilder lines = new();
        foreach (CaseEntry entry in held.Entries) lines.Append(CultureInfo.InvariantCulture, $"{entry.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC  {CaseTimeline.LineOf(Only(entry.Event, party))}\n");
        await bag.AddAsync("events.txt", lines.ToString(), stop);
        int number = 0;
        foreach (HeldText text in held.Texts)
            if (await texts.OpenAsync(transaction, text.Text, stop) is { } words) await bag.AddAsync($"letters/{++number:000}.txt", $"{text.Label}\n\n{words}", stop);
        List<Attachment> files = await attachments.ListAsync(transaction, found.Id, stop);
        foreach (CaseEvidence evidence in held.Evidence)
            if (files.Find(f => f.Audience == Audience.Case && f.Sha256.ToString() == evidence.Content.Hex) is { } file)
            {
                await using Stream content = attachments.Read(file);
                await bag.AddAsync($"files/{evidence.Evidence}{Path.GetExtension(file.DownloadName)}", content, stop);
            }
        await bag.EndAsync([("External-Identifier", CaseNumber.Of(found.Id)), ("Bag-Software-Agent", "Palinode")], stop);
    }

    /// <summary>A letter to several authors names the others by their ids; here only this one stays.</summary>
    private static CaseEvent Only(CaseEvent happened, string party) => happened is AuthorsTold told ? told with { Parties = [party] } : happened;
}

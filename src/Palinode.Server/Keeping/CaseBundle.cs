using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Palinode.Cases;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Keeping;

/// <summary>
/// A case for the archive or for an institution: a bag with its timeline, events, deadlines, letters and files, described as an RO-Crate 1.1. Whoever makes it,
/// the raiser is not in it: no name, no id, no words of theirs, no file of theirs but the copies that intake passed on.
/// </summary>
internal sealed class CaseBundle(TextVault texts, AttachmentStore attachments)
{
    /// <summary>Writes the bundle of a case as this actor may read it.</summary>
    public async Task WriteAsync(ActingTransaction transaction, OpenCase found, Stream to, CancellationToken stop)
    {
        using BagItZip bag = new(to);
        List<(string Name, string Description)> parts = [];
        async Task Add(string name, string description, string text)
        {
            await bag.AddAsync(name, text, stop);
            parts.Add((name, description));
        }

        CaseEntry[] entries = [.. found.Entries.Select(e => e.WithoutRaiser())];
        await Add("timeline.txt", "What happened, in order", CaseTimeline.Of(found.Entries, seesRaiser: false).ToText());
        await Add("events.jsonl", "The events, one a line, without what concerns the raiser", string.Concat(entries.Select(Line)));
        List<EventEnvelope> log = await EventStore.ReadAsync(transaction, found.Id, stop);
        await Add("chain.csv", "Hash of each event as the log holds it, and of the one before", Csv.Line("sequence", "event", "hash", "previous hash") + string.Concat(log.Select(e => Csv.Line(e.Sequence.ToString(CultureInfo.InvariantCulture), e.Type, e.Hash.ToString(), e.PreviousHash.ToString()))));
        await Add("deadlines.csv", "Deadlines and reminders", Csv.Line("deadline", "for", "set", "due", "met", "reminders") + string.Concat(found.Current.Deadlines.Select(d =>
            Csv.Line(d.Deadline, CaseWords.Of(d.Kind), Day(d.SetOn), Day(d.Due), d.Met ? "yes" : "no", string.Join(' ', d.Reminders.Select(Day))))));
        await Add("claims.csv", "Claims that were accepted", Csv.Line("claim", "finding", "figures", "content") + string.Concat(found.Current.Claims.Select(c =>
            Csv.Line(c.Claim, c.Finding, string.Join("; ", c.Statement.Targets.Select(t => $"{t.Figure}{t.Panel}")), c.Statement.Content))));
        await AddTextsAsync(transaction, entries, Add, stop);
        await AddFilesAsync(transaction, found, bag, parts, stop);
        await bag.AddAsync("ro-crate-metadata.json", Crate(found, parts, bag.Payload), stop);
        await bag.EndAsync([("External-Identifier", CaseNumber.Of(found.Id)), ("External-Description", $"Case of the state {CaseWords.Of(found.Current.State)}, {found.Current.Version} events. {CaseWords.NotAFinding}"), ("Bag-Software-Agent", "Palinode")], stop);
    }

    /// <summary>Letters, notes and answers that are for whoever may read the case, by the number of their event.</summary>
    private async Task AddTextsAsync(ActingTransaction transaction, CaseEntry[] entries, Func<string, string, string, Task> add, CancellationToken stop)
    {
        HashSet<string> forAll = [.. await transaction.QueryAsync("SELECT id::text FROM palinode.sealed_text WHERE case_id = $1 AND audience = 'case'", r => r.GetString(0), stop, Guid.Parse(entries[0].Case))];
        foreach (CaseEntry entry in entries)
            foreach (SealedText text in SealedIn(entry.Event).Where(t => forAll.Contains(t.Id)))
                if (await texts.OpenAsync(transaction, text, stop) is { } words) await add($"texts/{entry.Sequence:0000}.txt", CaseTimeline.LineOf(entry.Event), words);
    }

    private async Task AddFilesAsync(ActingTransaction transaction, OpenCase found, BagItZip bag, List<(string, string)> parts, CancellationToken stop)
    {
        List<Attachment> files = await attachments.ListAsync(transaction, found.Id, stop);
        foreach (CaseEvidence evidence in found.Current.Evidence)
        {
            if (files.Find(f => f.Audience == Audience.Case && f.Sha256.ToString() == evidence.Content.Hex) is not { } file) continue;
            string name = $"evidence/{evidence.Evidence}{Path.GetExtension(file.DownloadName)}";
            await using Stream content = attachments.Read(file);
            await bag.AddAsync(name, content, stop);
            parts.Add((name, $"{CaseWords.Of(evidence.Kind)}: {evidence.Label}"));
        }
    }

    internal static IEnumerable<SealedText> SealedIn(CaseEvent happened) => happened.GetType().GetProperties().Where(p => p.PropertyType == typeof(SealedText)).Select(p => p.GetValue(happened)).OfType<SealedText>();

    private static string Line(CaseEntry entry)
    {
        JsonObject line = new()
        {
            ["sequence"] = entry.Sequence, ["at"] = entry.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture), ["by"] = entry.By, ["event"] = CaseEventJson.NameOf(entry.Event),
            ["says"] = JsonNode.Parse(CaseEventJson.Write(entry.Event)), ["why"] = entry.Why,
        };
        return line.ToJsonString() + "\n";
    }

    private static string Crate(OpenCase found, List<(string Name, string Description)> parts, IReadOnlyDictionary<string, string> hashes)
    {
        JsonArray graph =
        [
            new JsonObject { ["@id"] = "ro-crate-metadata.json", ["@type"] = "CreativeWork", ["conformsTo"] = new JsonObject { ["@id"] = "https://w3id.org/ro/crate/1.1" }, ["about"] = new JsonObject { ["@id"] = "./" } },
            new JsonObject
            {
                ["@id"] = "./", ["@type"] = "Dataset", ["name"] = $"Case {CaseNumber.Of(found.Id)}", ["description"] = CaseWords.NotAFinding, ["identifier"] = CaseNumber.Of(found.Id),
                ["datePublished"] = Day(found.Entries[^1].Day), ["license"] = "Confidential: for the parties to whom the journal gives it.",
                ["about"] = found.Current.Article?.Doi is { } doi ? new JsonObject { ["@id"] = $"https://doi.org/{doi}" } : null,
                ["hasPart"] = new JsonArray([.. parts.Select(p => new JsonObject { ["@id"] = p.Name })]),
            },
        ];
        if (found.Current.Article is { Doi: { } article } known) graph.Add((JsonNode)new JsonObject { ["@id"] = $"https://doi.org/{article}", ["@type"] = "ScholarlyArticle", ["name"] = known.Title });
        foreach ((string name, string description) in parts) graph.Add((JsonNode)new JsonObject { ["@id"] = name, ["@type"] = "File", ["description"] = description, ["sha256"] = hashes[$"data/{name}"] });
        return new JsonObject { ["@context"] = "https://w3id.org/ro/crate/1.1/context", ["@graph"] = graph }.ToJsonString(Indented) + "\n";
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

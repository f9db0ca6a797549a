using System.Text.Json;
using System.Text.RegularExpressions;
using Palinode.Cases;
using Palinode.Server.Pages;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases;

/// <summary>Names behind the ids of a case, as far as the person who looks may know them. They are put in when a page is made and stand nowhere else.</summary>
internal sealed partial class CaseNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>People who work for the journal.</summary>
    public IReadOnlyList<Offer> Colleagues { get; private set; } = [];

    /// <summary>The party's name as it may be printed; null where it is not known or was erased.</summary>
    public IReadOnlyDictionary<string, Identity> Parties { get; private set; } = new Dictionary<string, Identity>();

    /// <summary>The name, or what can be said without one.</summary>
    public string Of(string? id) => id is null ? "" : _names.GetValueOrDefault(id) ?? (Guid.TryParse(id, out Guid guid) ? guid.ToString()[..8] : id);

    /// <summary>A party with what they are: "Ada Example (corresponding author)".</summary>
    public string Of(CaseParty party) => $"{Of(party.Party)} ({CaseWords.Of(party.Kind)})";

    /// <summary>A sentence of the log with names in the places of ids.</summary>
    public string In(string line) => Ids().Replace(line, m => Of(m.Value));

    /// <summary>Ids that stand in a sentence of the log.</summary>
    public static IEnumerable<Guid> IdsIn(string line) => Ids().Matches(line).Select(m => Guid.Parse(m.Value));

    public static async Task<CaseNames> OfAsync(ActingTransaction transaction, Guid journal, OpenCase? open, IdentityVault identities, MasterKey master, CancellationToken stop)
    {
        CaseNames names = new();
        names._names[Actor.ServiceId.ToString()] = "the service";
        names._names[Actor.PublicId.ToString()] = "the public form";
        await names.AddColleaguesAsync(transaction, journal, open, master, stop);
        Dictionary<string, Identity> parties = [];
        IEnumerable<Guid> ids = open?.Current.Parties.Select(p => Guid.TryParse(p.Party, out Guid id) ? id : Guid.Empty).Where(id => id != Guid.Empty) ?? [];
        Dictionary<Guid, Identity> known = (await identities.OpenAllAsync(transaction, ids, stop)).ToDictionary(i => i.Id);
        foreach (CaseParty party in open?.Current.Parties ?? default)
        {
            if (!Guid.TryParse(party.Party, out Guid id) || !known.TryGetValue(id, out Identity? identity)) continue;
            parties[party.Party] = identity;
            names._names[party.Party] = identity.Fields.GetValueOrDefault("name") ?? CaseWords.Of(party.Kind);
        }
        names.Parties = parties;
        foreach ((Guid id, string title) in await transaction.QueryAsync("SELECT id, title FROM palinode.journal", r => (r.GetGuid(0), r.GetString(1)), stop)) names._names[id.ToString()] = title;
        return names;
    }

    /// <summary>Names of these people, for a list.</summary>
    public static async Task<CaseNames> OfPeopleAsync(ActingTransaction transaction, IEnumerable<Guid> people, MasterKey master, CancellationToken stop)
    {
        CaseNames names = new();
        names._names[Actor.ServiceId.ToString()] = "the service";
        names._names[Actor.PublicId.ToString()] = "the public form";
        foreach ((Guid id, string name) in await AccountsAsync(transaction, people, master, stop)) names._names[id.ToString()] = name;
        return names;
    }

    private async Task AddColleaguesAsync(ActingTransaction transaction, Guid journal, OpenCase? open, MasterKey master, CancellationToken stop)
    {
        List<(Guid Person, string Role)> members = await transaction.QueryAsync("SELECT person_id, role FROM palinode.membership WHERE journal_id = $1 ORDER BY person_id, role", r => (r.GetGuid(0), r.GetString(1)), stop, journal);
        HashSet<Guid> all = [.. members.Select(m => m.Person)];
        foreach (CaseEntry entry in open?.Entries ?? [])
            if (Guid.TryParse(entry.By, out Guid by)) all.Add(by);
        foreach ((Guid id, string name) in await AccountsAsync(transaction, all, master, stop)) _names[id.ToString()] = name;
        Colleagues = [.. members.GroupBy(m => m.Person).Select(g => new Offer(g.Key.ToString(), $"{Of(g.Key.ToString())} ({string.Join(", ", g.Select(m => m.Role))})")).OrderBy(o => o.Text, StringComparer.OrdinalIgnoreCase)];
    }

    private static async Task<List<(Guid Id, string Name)>> AccountsAsync(ActingTransaction transaction, IEnumerable<Guid> people, MasterKey master, CancellationToken stop)
    {
        byte[] key = master.For("account-name");
        return await transaction.QueryAsync("SELECT person_id, name_box FROM palinode.account WHERE person_id = ANY ($1)", r =>
        {
            Guid id = r.GetGuid(0);
            using JsonDocument account = JsonDocument.Parse(SealedBox.Open(key, r.GetFieldValue<byte[]>(1), id.ToByteArray(bigEndian: true)));
            return (id, account.RootElement.GetProperty("Name").GetString() ?? "");
        }, stop, people.Distinct().ToArray());
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}

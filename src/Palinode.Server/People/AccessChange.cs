using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.People;

/// <summary>A right that was given or taken, as the database noted it by itself.</summary>
internal sealed record AccessChange(DateTimeOffset At, Guid? By, string What, Guid? Person, string? Role)
{
    private const int Shown = 100;

    public static Task<List<AccessChange>> OfJournalAsync(ActingTransaction transaction, Guid journal, CancellationToken stop) => ReadAsync(transaction, "journal_id = $1", journal, stop);

    public static Task<List<AccessChange>> OfPersonAsync(ActingTransaction transaction, Guid person, CancellationToken stop) => ReadAsync(transaction, "person_id = $1", person, stop);

    /// <summary>Whose names a table of them needs.</summary>
    public static IEnumerable<Guid> People(IEnumerable<AccessChange> changes) => changes.SelectMany(c => new[] { c.By, c.Person }).OfType<Guid>();

    public static string Table(IReadOnlyList<AccessChange> changes, Func<Guid?, string> name) => $"""
        <div class="scroll"><table><thead><tr><th scope="col">{Page.Say("When")}</th><th scope="col">{Page.Say("What")}</th><th scope="col">{Page.Say("Whose")}</th><th scope="col">{Page.Say("By whom")}</th></tr></thead><tbody>
        {string.Concat(changes.Select(c => $"<tr><td>{Page.Time(c.At)}</td><td>{Page.Say(c.What)}{(c.Role is null ? "" : $": {Page.Say(c.Role)}")}</td><td>{(c.Person is null ? "" : name(c.Person))}</td><td>{(c.By is null ? "" : c.By == Actor.ServiceId ? Page.Say("the service") : name(c.By))}</td></tr>\n"))}</tbody></table></div>
        """;

    private static Task<List<AccessChange>> ReadAsync(ActingTransaction transaction, string which, Guid id, CancellationToken stop) => transaction.QueryAsync(
        $"SELECT changed_at, acted_by, what, person_id, role FROM palinode.access_change WHERE {which} ORDER BY number DESC LIMIT {Shown}",
        r => new AccessChange(r.GetFieldValue<DateTimeOffset>(0), r.IsDBNull(1) ? null : r.GetGuid(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetGuid(3), r.IsDBNull(4) ? null : r.GetString(4)), stop, id);
}

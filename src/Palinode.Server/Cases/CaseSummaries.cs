using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using Palinode.Cases;
using Palinode.Server.Storage;

namespace Palinode.Server.Cases;

/// <summary>A row for every case with what lists show of it, written in the transaction of the events. The log is what counts: rows can be made anew from it.</summary>
internal static class CaseSummaries
{
    private const string Write = """
        INSERT INTO palinode.case_summary (case_id, journal_id, version, state, is_open, is_held, doi, title, handler, opened_at, last_at, last_by, last_line, next_due, next_kind, deadlines)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        """;

    private const string OrFollow = """
         ON CONFLICT (case_id) DO UPDATE SET version = excluded.version, state = excluded.state, is_open = excluded.is_open, is_held = excluded.is_held, doi = excluded.doi, title = excluded.title,
            handler = excluded.handler, last_at = excluded.last_at, last_by = excluded.last_by, last_line = excluded.last_line, next_due = excluded.next_due, next_kind = excluded.next_kind, deadlines = excluded.deadlines
         WHERE case_summary.version <= excluded.version
        """;

    /// <summary>Brings the row of a case to where its events are.</summary>
    /// <param name="last">The event that was the point; others may have come with it.</param>
    public static async Task FollowAsync(ActingTransaction transaction, Guid caseId, Guid journal, Case current, CaseEntry last, CancellationToken stop)
    {
        CaseDeadline[] open = [.. current.Deadlines.Where(d => !d.Met).OrderBy(d => d.Due).ThenBy(d => d.Deadline, StringComparer.Ordinal)];
        string deadlines = JsonSerializer.Serialize(open.Select(d => new OpenDeadline(d.Deadline, CaseWords.Of(d.Kind), d.Due, d.About)));
        // A first row meets no other; the public form, which reads nothing, could not even ask.
        await using NpgsqlCommand command = transaction.Command(transaction.Actor.As == "concern" ? Write : Write + OrFollow,
            caseId, journal, current.Version, current.State.ToString(), current.IsOpen, current.IsHeld, OrNull(current.Article?.Doi), OrNull(current.Article?.Title),
            Guid.TryParse(current.Handler, out Guid handler) ? handler : DBNull.Value, current.OpenedAt, last.At, Guid.Parse(last.By), CaseTimeline.LineOf(last.WithoutRaiser().Event, current),
            open is [var next, ..] ? next.Due : DBNull.Value, OrNull(open is [var due, ..] ? CaseWords.Of(due.Kind) : null));
        command.Parameters.Add(new NpgsqlParameter { Value = deadlines, NpgsqlDbType = NpgsqlDbType.Json });
        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Makes the rows anew that are missing or behind, or all of them.</summary>
    /// <returns>How many were written.</returns>
    public static async Task<int> RebuildAsync(CaseDatabase cases, CaseDesk desk, bool all, CancellationToken stop)
    {
        List<Guid> behind;
        await using (ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop))
            behind = await transaction.QueryAsync("""
                SELECT e.case_id FROM palinode.event e LEFT JOIN palinode.case_summary s USING (case_id)
                GROUP BY e.case_id, s.version HAVING $1 OR s.version IS DISTINCT FROM max(e.sequence)::int ORDER BY e.case_id
                """, r => r.GetGuid(0), stop, all);
        foreach (Guid id in behind)
        {
            await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
            if (await desk.ReadAsync(transaction, id, stop) is not { } found) continue;
            await FollowAsync(transaction, id, found.Journal, found.Current, found.Entries.First(e => e.At == found.Entries[^1].At), stop);
            await transaction.CommitAsync(stop);
        }
        return behind.Count;
    }

    private static object OrNull(string? text) => (object?)text ?? DBNull.Value;

    /// <param name="Id">"t1"</param>
    /// <param name="Kind">In words.</param>
    internal sealed record OpenDeadline(string Id, string Kind, DateOnly Due, string? About);
}

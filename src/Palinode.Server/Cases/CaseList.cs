using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Npgsql;
using Palinode.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Pages;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Cases;

/// <summary>GET / and /overdue: the cases that a person may see, and what is late in them.</summary>
internal static class CaseList
{
    private const int RowsOfAPage = 50, LongestText = 200;

    /// <summary>Days in which a deadline is soon.</summary>
    private const int Soon = 7;

    private const string Columns = "case_id, journal_id, state, is_open, is_held, doi, title, handler, last_at, last_by, last_line, next_due, next_kind";

    private sealed record Found(Guid Id, Guid Journal, string State, bool IsOpen, bool IsHeld, string? Doi, string? Title, Guid? Handler, DateTimeOffset LastAt, Guid LastBy, string LastLine, DateOnly? Due, string? DueFor);

    public static void MapCaseList(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ListAsync).ForSigned();
        routes.MapGet("/overdue", OverdueAsync).ForSigned();
    }

    private static async Task<PageResult> ListAsync(HttpContext context, CaseDatabase cases, MasterKey master, TimeProvider time, CancellationToken stop, string? state = null, string? journal = null, string? text = null, int page = 1)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        List<(Guid Id, string Title)> journals = await transaction.QueryAsync("SELECT id, title FROM palinode.journal ORDER BY title, id", r => (r.GetGuid(0), r.GetString(1)), stop);
        (state, journal, text, page) = (state ?? "", journal ?? "", (text ?? "").Trim(), Math.Clamp(page, 1, 100_000));
        if (text.Length > LongestText) text = text[..LongestText];
        object[] filter = [state, Guid.TryParse(journal, out Guid of) ? of : DBNull.Value, text.Length == 0 ? "" : $"%{Escaped(text)}%", await NumberedAsync(transaction, text, stop)];
        const string Which = """
            FROM palinode.case_summary WHERE (CASE $1 WHEN '' THEN is_open WHEN 'all' THEN true ELSE state = $1 END) AND ($2::uuid IS NULL OR journal_id = $2)
            AND ($3 = '' OR title ILIKE $3 OR doi ILIKE $3 OR case_id = ANY ($4))
            """;
        int total = (int)(await transaction.QueryAsync($"SELECT count(*) {Which}", r => r.GetInt64(0), stop, filter))[0];
        List<Found> found = await transaction.QueryAsync($"SELECT {Columns} {Which} ORDER BY last_at DESC, case_id LIMIT {RowsOfAPage} OFFSET $5", Row, stop, [.. filter, (page - 1) * RowsOfAPage]);
        CaseNames names = await CaseNames.OfPeopleAsync(transaction, found.SelectMany(f => (Guid[])[f.LastBy, f.Handler ?? f.LastBy]).Concat(found.SelectMany(f => CaseNames.IdsIn(f.LastLine))), master, stop);
        DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        Dictionary<Guid, string> titles = journals.ToDictionary(j => j.Id, j => j.Title);
        Offer[] states = [new("all", "all"), .. Enum.GetValues<CaseState>().Select(s => new Offer(s.ToString(), CaseWords.Of(s)))];
        return Page.Show<CaseListPage>(new CaseListModel(
            [.. found.Select(f => new CaseRow($"/cases/{f.Id}", CaseNumber.Of(f.Id), Article(f), f.Doi, Words(f.State), f.IsOpen, f.IsHeld, titles.GetValueOrDefault(f.Journal) ?? "", f.Handler is null ? "" : names.Of(f.Handler.ToString()),
                f.Due, f.DueFor, f.IsOpen && f.Due < today, f.IsOpen && f.Due <= today.AddDays(Soon), f.LastAt, names.In(f.LastLine), names.Of(f.LastBy.ToString())))],
            total, state, journal, text, states, [.. journals.Select(j => new Offer(j.Id.ToString(), j.Title))], page > 1 ? At(page - 1) : null, page * RowsOfAPage < total ? At(page + 1) : null, ((page - 1) * RowsOfAPage) + 1));

        string At(int number) => QueryHelpers.AddQueryString("/", new Dictionary<string, string?> { ["state"] = state, ["journal"] = journal, ["text"] = text, ["page"] = number.ToString(CultureInfo.InvariantCulture) });
    }

    private static async Task<PageResult> OverdueAsync(HttpContext context, CaseDatabase cases, MasterKey master, TimeProvider time, CancellationToken stop)
    {
        DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), until = today.AddDays(Soon);
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        List<(Found Case, string Deadlines)> found = await transaction.QueryAsync($"SELECT {Columns}, deadlines::text FROM palinode.case_summary WHERE is_open AND next_due <= $1 ORDER BY next_due, case_id LIMIT 500", r => (Row(r), r.GetString(13)), stop, until);
        CaseNames names = await CaseNames.OfPeopleAsync(transaction, found.Where(f => f.Case.Handler is not null).Select(f => f.Case.Handler!.Value), master, stop);
        OverdueRow[] rows =
        [
            .. found.SelectMany(f => JsonSerializer.Deserialize<CaseSummaries.OpenDeadline[]>(f.Deadlines)!.Where(d => d.Due <= until).Select(d => new OverdueRow($"/cases/{f.Case.Id}", CaseNumber.Of(f.Case.Id), Article(f.Case), Words(f.Case.State),
                d.Kind, d.Due, today.DayNumber - d.Due.DayNumber, f.Case.Handler is null ? "" : names.Of(f.Case.Handler.ToString()), $"/cases/{f.Case.Id}/do/meet-deadline?deadline={d.Id}"))).OrderBy(r => r.Due).ThenBy(r => r.Address, StringComparer.Ordinal),
        ];
        return Page.Show<OverduePage>(new OverdueModel([.. rows.Where(r => r.Days > 0)], [.. rows.Where(r => r.Days <= 0)]));
    }

    /// <summary>The cases whose number begins like this: people outside quote it, whole or in part, and it cannot be turned back into a case.</summary>
    private static async Task<Guid[]> NumberedAsync(ActingTransaction transaction, string text, CancellationToken stop) => CaseNumber.Beginning(text) is not { } start ? []
        : [.. (await transaction.QueryAsync("SELECT case_id FROM palinode.case_summary", r => r.GetGuid(0), stop)).Where(id => CaseNumber.Of(id).StartsWith(start, StringComparison.Ordinal))];

    private static Found Row(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetGuid(1), r.GetString(2), r.GetBoolean(3), r.GetBoolean(4), Text(r, 5), Text(r, 6), r.IsDBNull(7) ? null : r.GetGuid(7), r.GetFieldValue<DateTimeOffset>(8), r.GetGuid(9),
        r.GetString(10), r.IsDBNull(11) ? null : r.GetFieldValue<DateOnly>(11), Text(r, 12));

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static string? Article(Found f) => f.Title ?? f.Doi;

    private static string Words(string state) => Enum.TryParse(state, out CaseState known) ? CaseWords.Of(known) : state;

    /// <summary>What people type is looked for as it stands.</summary>
    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}

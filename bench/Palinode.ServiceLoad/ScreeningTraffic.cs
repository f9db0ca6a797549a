using System.Net;
using Palinode.Server.Storage;

namespace Palinode.ServiceLoad;

/// <summary>Keeps as many screenings going as are wanted: where one has ended, the next is requested, over HTTP, in another case.</summary>
internal sealed class ScreeningTraffic(Person requester, CaseDatabase cases, int wanted, Clicks clicks)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            if (wanted == 0 || !await requester.SignInAsync(stop)) return;
            List<(Guid Case, string Document)> all = await AskAsync("SELECT case_id, payload ->> 'content' FROM palinode.event JOIN palinode.case_summary USING (case_id) WHERE type = 'evidence-attached/1' AND is_open ORDER BY case_id", r => (r.GetGuid(0), r.GetString(1)), stop);
            for (int next = 0; ; await Task.Delay(Look, stop))
                for (int open = (await AskAsync("SELECT count(*)::int FROM palinode.job WHERE state IN ('queued', 'running')", r => r.GetInt32(0), stop))[0]; open < wanted; open++, next++)
                {
                    (Guid id, string document) = all[next % all.Count];
                    HttpStatusCode code = await requester.RequestScreeningAsync(id.ToString(), document, stop);
                    if (code != HttpStatusCode.Redirect) clicks.Error($"request of a screening: {(int)code}");
                }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Those that run are given back by their workers.
        }
    }

    /// <summary>How many ended, and how.</summary>
    public async Task<(int Done, int Broken)> EndedAsync() =>
        (await AskAsync("SELECT count(*) FILTER (WHERE state = 'done')::int, (count(*) FILTER (WHERE state = 'quarantined') + coalesce(sum(failures), 0))::int FROM palinode.job", r => (r.GetInt32(0), r.GetInt32(1)), CancellationToken.None))[0];

    private async Task<List<T>> AskAsync<T>(string sql, Func<Npgsql.NpgsqlDataReader, T> row, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        return await transaction.QueryAsync(sql, row, stop);
    }
}

using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server.Jobs;

/// <summary>GET /jobs: what waits, what runs, what was given up and why, as far as the journals are the person's; an administrator of the service sees all, without a way into the cases.</summary>
internal static class JobsPage
{
    private const int Ended = 50;

    public static async Task<ContentHttpResult> Get(HttpContext context, CaseDatabase cases, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        List<Job> jobs = await JobQueue.ListAsync(transaction, Ended, stop);
        HashSet<Guid> readable = [.. await transaction.QueryAsync("SELECT unnest(palinode.readable_journals())", r => r.GetGuid(0), stop)];
        HashSet<Guid> asking = [.. await transaction.QueryAsync("SELECT unnest(palinode.journals_as('investigator', 'editor'))", r => r.GetGuid(0), stop)];
        Dictionary<Guid, string> journals = (await transaction.QueryAsync("SELECT id, title FROM palinode.journal", r => (Id: r.GetGuid(0), Title: r.GetString(1)), stop)).ToDictionary(j => j.Id, j => j.Title);
        StringBuilder html = new();
        foreach ((string title, JobState[] states) in ((string, JobState[])[])[(Page.Say("Running"), [JobState.Running]), (Page.Say("Waiting"), [JobState.Queued]), (Page.Say("Given up"), [JobState.Quarantined]), (Page.Say("Ended lately"), [JobState.Done, JobState.Cancelled])])
        {
            Job[] these = [.. jobs.Where(j => states.Contains(j.State))];
            html.Append($"<h2>{title}</h2>\n");
            if (these.Length == 0) html.Append($"<p class=\"soft\">{Page.Say("None.")}</p>\n");
            else Table(html, these, journals, readable, asking);
        }
        return Page.Of("Screenings", html.ToString(), wide: true);
    }

    private static void Table(StringBuilder html, Job[] jobs, Dictionary<Guid, string> journals, HashSet<Guid> readable, HashSet<Guid> asking)
    {
        html.Append($"<div class=\"scroll\"><table><thead><tr><th scope=\"col\">{Page.Say("Screening")}</th><th scope=\"col\">{Page.Say("Journal")}</th><th scope=\"col\">{Page.Say("Requested")}</th><th scope=\"col\">{Page.Say("State")}</th><th scope=\"col\">{Page.Say("Tries")}</th><th scope=\"col\">{Page.Say("Worker")}</th><th scope=\"col\"><span class=\"visually-hidden\">{Page.Say("What can be done")}</span></th></tr></thead><tbody>\n");
        foreach (Job job in jobs)
        {
            string name = job.Run[..8];
            html.Append($"<tr><th scope=\"row\">{(readable.Contains(job.Journal) ? $"<a href=\"{JobWeb.Way(job)}\">{name}</a>" : name)}</th><td>{Page.Text(journals.GetValueOrDefault(job.Journal, ""))}</td><td>{Page.Time(job.RequestedAt)}</td>");
            html.Append($"<td>{State(job)}</td><td>{job.Attempts}</td><td>{Page.Text(job.Worker ?? "")}{(job.Worker is not null && job.HeartbeatAt is { } seen ? $" <span class=\"soft\">{Page.Say("last heard {0}", Page.Time(seen))}</span>" : "")}</td>");
            html.Append($"<td>{(job.State == JobState.Quarantined && asking.Contains(job.Journal) ? $"<form method=\"post\" action=\"{JobWeb.Way(job, "/again")}\"><button>{Page.Say("Again")}<span class=\"visually-hidden\">: {name}</span></button></form>" : "")}</td></tr>\n");
        }
        html.Append("</tbody></table></div>\n");
    }

    /// <summary>As HTML.</summary>
    private static string State(Job job) => job.State switch
    {
        JobState.Done => Page.Say("done"),
        JobState.Cancelled => job.Reason is null or "cancelled" ? Page.Say("cancelled") : Page.Say("cancelled: {0}", Page.Text(job.Reason)),
        JobState.Quarantined => job.Reason is null ? Page.Say("given up") : Page.Text(job.Reason),
        _ => Page.Text(ScreeningPage.Sentence(job)),
    };
}

using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Palinode.Cases;
using Palinode.Evidence;
using Palinode.Server.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Pages;
using Palinode.Server.Storage;

namespace Palinode.Server.Jobs;

/// <summary>GET /cases/{case}/screenings/{screening}: how far it is, or what it found.</summary>
internal static class ScreeningPage
{
    public static async Task<Results<ContentHttpResult, NotFound>> Get(Guid @case, Guid screening, HttpContext context, CaseDatabase cases, CaseDesk desk, JobResults results, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(context.User.Actor(), stop);
        if (await desk.ReadAsync(transaction, @case, stop) is not { } found || await JobQueue.FindAsync(transaction, @case, screening, stop) is not { } job) return TypedResults.NotFound();
        return await ShowAsync(transaction, found, job, desk, results, [], StatusCodes.Status200OK, stop);
    }

    /// <param name="wrong">What was refused.</param>
    public static async Task<ContentHttpResult> ShowAsync(ActingTransaction transaction, OpenCase found, Job job, CaseDesk desk, JobResults results, IReadOnlyList<string> wrong, int status, CancellationToken stop)
    {
        StringBuilder html = new();
        html.Append($"<p class=\"small\"><a href=\"/cases/{job.Case}\">{Page.Say("Back to the case")}</a></p>\n").Append(Page.Errors(wrong));
        html.Append($"<p class=\"soft\">{(job.EndedAt is { } ended ? Page.Say("Requested {0}, ended {1}.", Page.Time(job.RequestedAt), Page.Time(ended)) : Page.Say("Requested {0}.", Page.Time(job.RequestedAt)))} {Documents(found, job)}</p>\n");
        switch (job.State)
        {
            case JobState.Queued or JobState.Running:
                Progress(html, job);
                if ((await desk.ConsiderAsync(transaction, found, new StopScreening(job.Run, ScreeningStop.Cancelled), stop)).IsAllowed)
                    html.Append($"<form method=\"post\" action=\"{JobWeb.Way(job, "/cancel")}\"><p><button>{Page.Say("Cancel the screening")}</button></p></form>\n");
                break;
            case JobState.Done:
                await EvidenceAsync(html, transaction, found, job, desk, results, stop);
                break;
            default:
                html.Append($"<p>{(job.State == JobState.Cancelled ? Page.Say("The screening was cancelled; there is no result.") : Page.Say("The screening was given up; there is no result."))}</p>\n");
                if (job.Reason is { } reason && reason != "cancelled") html.Append($"<p>{Page.Text(reason)}</p>\n");
                if ((await desk.ConsiderAsync(transaction, found, ScreenAgain.RequestFor(job), stop)).IsAllowed)
                    html.Append($"<form method=\"post\" action=\"{JobWeb.Way(job, "/again")}\"><p><button>{Page.Say("Screen the same documents again")}</button></p></form>\n");
                break;
        }
        html.Append($"<p class=\"principle\">{Page.Say(CaseWords.NotAFinding)}</p>\n");
        return Page.Of("Screening", html.ToString(), status, wide: true);
    }

    /// <summary>Lives by events where there is script; without, a link asks again.</summary>
    private static void Progress(StringBuilder html, Job job)
    {
        html.Append($"""
            <section aria-labelledby="progress" data-progress="{JobWeb.Way(job, "/progress")}">
            <h2 id="progress">{Page.Say("Progress")}</h2>
            <p role="status" data-progress-text>{Page.Text(Sentence(job))}</p>
            <p><progress aria-labelledby="progress" max="{Math.Max(1, job.Progress.Total)}" value="{job.Progress.Done}"></progress></p>
            <noscript><p><a href="{JobWeb.Way(job)}">{Page.Say("Look again")}</a></p></noscript>
            </section>
            <script src="{PageAssets.Address("progress.js")}" defer></script>

            """);
    }

    /// <summary>What the page and the stream say of a job that has not ended.</summary>
    public static string Sentence(Job job) => job.State switch
    {
        JobState.Running => Page.Plain.Say("Running: {0}.", job.Progress),
        JobState.Queued when job.Failures > 0 => Page.Plain.Say("It broke and is tried again ({0}. try, not before {1} UTC): {2}", job.Failures + 1, job.DueAt.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture), job.Reason),
        JobState.Queued => Page.Plain.Say("Waiting for a worker."),
        _ => Page.Plain.Say("It has ended."),
    };

    private static async Task EvidenceAsync(StringBuilder html, ActingTransaction transaction, OpenCase found, Job job, CaseDesk desk, JobResults results, CancellationToken stop)
    {
        if (await JobResults.FindAsync(transaction, job.Case, job.Id, JobResults.Findings, stop) is not { } findings)
        {
            html.Append($"<p>{Page.Say("The files of this result were removed.")}</p>\n");
            return;
        }
        FindingsFile file = FindingsFile.FromJson(await results.BytesAsync(findings, stop));
        EvidenceIndex pictures = await JobResults.FindAsync(transaction, job.Case, job.Id, JobResults.Pictures, stop) is { } index ? EvidenceIndex.FromJson(await results.BytesAsync(index, stop)) : new EvidenceIndex { Pictures = [] };
        CaseActor actor = await desk.ActorAsync(transaction, found.Journal, stop);
        CasePolicy policy = await desk.PolicyAsync(transaction, found.Journal, stop);
        bool judges = AcceptFinding.Definition.From.Contains(found.Current.State) && policy.RolesFor(AcceptFinding.Definition).Any(actor.Has) && !found.Current.Conflicts.Contains(actor.Id);
        new ScreeningEvidence(html, job, file, pictures, found.Current, judges).Write();
    }

    private static string Documents(OpenCase found, Job job)
    {
        string[] names = [.. job.Documents.Select(d => found.Current.Evidence.FirstOrDefault(e => e.Content.Hex == d.ToString())).OfType<CaseEvidence>().Select(e => $"{Page.Text(e.Label)} ({Page.Text(e.Evidence)})")];
        return names.Length == 0 ? "" : Page.Say("Documents: {0}.", string.Join(", ", names));
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;
using Palinode.Cases;
using Palinode.Evidence;
using Palinode.Processes;
using Palinode.Server.Cases;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Jobs;

/// <summary>
/// Works on jobs, one after the other: claims one, screens its documents in a child, keeps the result, and records it in the case's log and in the job's row in one
/// transaction. So a screening is reported once, however often a worker, the database or the machine ends in between: whatever was not committed is done again, and
/// whatever was committed is no longer anybody's job.
/// </summary>
internal sealed class Worker(CaseDatabase cases, CaseDesk desk, AttachmentStore store, ServiceFolder folder, ScreeningChild child, JobOptions options, TimeProvider time, ILogger<Worker> log)
{
    private const string Result = "result", Corpus = "corpus";

    /// <summary>Between two tries while the database does not answer.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly JobClaims _claims = new(cases, options, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid().ToString("N")[..8]}");
    private readonly JobResults _results = new(store, options);

    /// <summary>Until asked to stop; a job in work is then given back.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using WorkFolder work = WorkFolder.Open(folder);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (await _claims.ClaimAsync(stop) is { } job) await WorkOnAsync(job, work, stop);
                else await Task.Delay(options.Look, time, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                // Whatever was claimed is claimed again when its lease has run out.
                log.LogWarning(e, "The work was interrupted; going on");
                cases.ForgetConnections();
                await Task.Delay(Pause, time, CancellationToken.None);
            }
        }
    }

    private async Task WorkOnAsync(Job job, WorkFolder work, CancellationToken stop)
    {
        await using Heart heart = new(_claims, job, options, time);
        if (job.Attempts > options.MaxAttempts)
        {
            await GiveUpAsync(job, heart, ScreeningStop.Quarantined, $"{job.Attempts - 1} workers ended while they worked on it.");
            return;
        }
        using TemporaryFolder files = work.ForJob();
        ImmutableArray<string> documents = await PutOutAsync(job, files, stop);
        if (documents.IsEmpty)
        {
            await GiveUpAsync(job, heart, ScreeningStop.Failed, "A document of the screening is not among the files that may be screened.");
            return;
        }
        ScreeningOutcome outcome;
        using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(stop, heart.Gone))
            try
            {
                // A thread of its own: the child ends with it.
                outcome = await Task.Factory.StartNew(() => child.Run(files, documents, LinkCorpus(job, files), Result, heart.Tell, either.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            catch (OperationCanceledException)
            {
                if (heart.State == ClaimState.Held) await _claims.GiveBackAsync(job, CancellationToken.None);
                return;
            }
        switch (outcome.End)
        {
            case ScreeningEnd.Finished:
                await FinishAsync(job, heart, files.File(Result));
                break;
            case ScreeningEnd.Unreadable:
                await GiveUpAsync(job, heart, ScreeningStop.Failed, outcome.Reason);
                break;
            default:
                await BrokenAsync(job, heart, outcome.Reason);
                break;
        }
    }

    private async Task FinishAsync(Job job, Heart heart, string result)
    {
        IReadOnlyList<JobFile> files;
        FinishScreening request;
        try
        {
            files = await _results.ReceiveAsync(job, result, heart.Gone);
            JobFile findings = files.FirstOrDefault(f => f.Path == JobResults.Findings) ?? throw new InputException("The result holds no findings.");
            if (files.Any(f => f.Path is JobResults.Findings or JobResults.Pictures && f.Content.Size > options.MaxIndexBytes)) throw new InputException("The findings are larger than findings may be.");
            FindingsFile read = FindingsFile.FromJson(await File.ReadAllBytesAsync(Path.Combine(result, JobResults.Findings), heart.Gone));
            request = new FinishScreening(job.Run, new ContentHash(findings.Content.Sha256.ToString()), [.. read.Findings.Select(f => f.Id)]);
        }
        catch (Exception e) when (e is InputException or JsonException)
        {
            await BrokenAsync(job, heart, e.Message);
            return;
        }
        await RecordAsync(job, heart, request, JobState.Done, null, files);
    }

    private Task BrokenAsync(Job job, Heart heart, string reason) =>
        job.Failures + 1 >= options.MaxFailures
            ? GiveUpAsync(job, heart, ScreeningStop.Quarantined, $"It was tried {job.Failures + 1} times. The last time: {reason}")
            : DespiteInterruptionsAsync(heart, async stop => { await _claims.TryAgainAsync(job, reason, stop); return true; });

    private Task GiveUpAsync(Job job, Heart heart, ScreeningStop how, string reason)
    {
        log.LogWarning("Screening {Job} was put into quarantine ({How})", job.Id, how);
        return RecordAsync(job, heart, new StopScreening(job.Run, how), JobState.Quarantined, reason, []);
    }

    /// <summary>The end of a job: event, job and files in one transaction, or none of them.</summary>
    private Task RecordAsync(Job job, Heart heart, CaseRequest request, JobState state, string? reason, IReadOnlyList<JobFile> files) => DespiteInterruptionsAsync(heart, async stop =>
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        OpenCase? found = await desk.ReadAsync(transaction, job.Case, stop);
        // What was made of a document that was erased meanwhile is not kept either.
        if (found is not null && state == JobState.Done && found.Current.Evidence.Any(e => job.Documents.Any(d => d.ToString() == e.Content.Hex) && found.Current.Erasures.Any(x => x.Thing == ErasedThing.Evidence && x.Id == e.Evidence)))
            (request, state, reason, files) = (new StopScreening(job.Run, ScreeningStop.Failed), JobState.Quarantined, "A document of the screening was erased meanwhile.", []);
        // The log first and the job after, as a person's transaction does that cancels: two who wait for each other would both fail.
        Ruling ruling = found is not null ? await desk.DoAsync(transaction, found, request, "", stop) : Ruling.Refuse(RefusalCode.Unknown, "There is no such case.");
        // A case that was closed meanwhile takes no result; after a commit whose answer was lost the claim is gone as well.
        bool taken = ruling.IsAllowed;
        if (!await _claims.EndAsync(transaction, job, taken ? state : JobState.Cancelled, taken ? reason : $"The case took no result: {ruling.Refusal?.Sentence}", stop)) return false;
        if (taken) await JobResults.AddAsync(transaction, job, files, stop);
        await transaction.CommitAsync(stop);
        return true;
    });

    /// <summary>Tries until it is done or the claim is gone: the database may be starting again, and others may be writing to the case.</summary>
    private async Task DespiteInterruptionsAsync(Heart heart, Func<CancellationToken, Task<bool>> act)
    {
        while (!heart.Gone.IsCancellationRequested)
            try
            {
                await act(heart.Gone);
                return;
            }
            catch (ConcurrentChangeException)
            {
                // Somebody else was faster; read the case again.
            }
            catch (OperationCanceledException) when (heart.Gone.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                cases.ForgetConnections();
                await Task.Delay(Pause, time, CancellationToken.None);
            }
    }

    /// <summary>Copies the documents into the folder, each called by its number in the case: names of files name people. None where one is missing.</summary>
    private async Task<ImmutableArray<string>> PutOutAsync(Job job, TemporaryFolder files, CancellationToken stop)
    {
        await using ActingTransaction transaction = await cases.BeginAsync(Actor.Service, stop);
        if (await desk.ReadAsync(transaction, job.Case, stop) is not { } found) return [];
        List<Attachment> attachments = await store.ListAsync(transaction, job.Case, stop);
        List<string> names = [];
        foreach (Digest document in job.Documents)
        {
            CaseEvidence? evidence = found.Current.Evidence.FirstOrDefault(e => e.Content.Hex == document.ToString());
            Attachment? attachment = attachments.FirstOrDefault(a => a.Sha256.Equals(document));
            if (evidence is null || attachment is null) return [];
            string name = $"{evidence.Evidence}{Path.GetExtension(attachment.DownloadName)}";
            await using Stream from = store.Read(attachment);
            await using FileStream to = new(files.File(name), FileMode.CreateNew, FileAccess.Write);
            await from.CopyToAsync(to, stop);
            names.Add(name);
        }
        return [.. names];
    }

    /// <summary>A journal's own articles to compare with: the folder <c>corpus/ID-OF-THE-JOURNAL</c> in the data folder, where there is one.</summary>
    private string? LinkCorpus(Job job, TemporaryFolder files)
    {
        string corpus = Path.Combine(folder.FullName, Corpus, job.Journal.ToString());
        if (!Directory.Exists(corpus) || !Directory.EnumerateFiles(corpus, "*", SearchOption.AllDirectories).Any()) return null;
        Directory.CreateSymbolicLink(files.File(Corpus), corpus);
        return Corpus;
    }
}

using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Jobs;

/// <param name="Path">In the result, with forward slashes.</param>
internal sealed record JobFile(Guid Job, Guid Case, string Path, StoredContent Content);

/// <summary>
/// The files that a job has left. Their content lies where all content lies, durable before any row speaks of it; the rows come with the event
/// that reports the job, in one transaction. A crash before that leaves content that nobody refers to, which is swept.
/// </summary>
internal sealed class JobResults(AttachmentStore store, JobOptions options)
{
    /// <summary>The file that names all findings; without it a folder is no result.</summary>
    public const string Findings = "findings.json";

    /// <summary>What each evidence picture shows.</summary>
    public const string Pictures = "evidence/index.json";

    /// <summary>The report with its pictures and scripts inside: to be saved, never shown by the service.</summary>
    public const string Report = "report.html";

    private const string Columns = "job_id, case_id, path, sha256, size, media_type";

    /// <summary>Takes in all files of a folder.</summary>
    /// <exception cref="InputException">It is more than a result may be, or holds what is no plain file.</exception>
    public async Task<IReadOnlyList<JobFile>> ReceiveAsync(Job job, string folder, CancellationToken stop)
    {
        List<JobFile> files = [];
        long bytes = 0;
        foreach (FileInfo file in FilesIn(new DirectoryInfo(folder)).OrderBy(f => f.FullName, StringComparer.Ordinal))
        {
            if (files.Count >= options.MaxResultFiles || (bytes += file.Length) > options.MaxResultBytes) throw new InputException("The result is larger than a result may be.");
            await using FileStream content = file.OpenRead();
            files.Add(new JobFile(job.Id, job.Case, Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), await store.ReceiveAsync(content, stop)));
        }
        return files;
    }

    /// <summary>All files below a folder. A link, also to a folder, would be read with the rights of the worker, not of the process that made it.</summary>
    private static IEnumerable<FileInfo> FilesIn(DirectoryInfo folder)
    {
        if (folder.LinkTarget is not null) throw new InputException($"The result holds a link: {folder.Name}.");
        foreach (FileSystemInfo one in folder.EnumerateFileSystemInfos())
        {
            if (one.LinkTarget is not null) throw new InputException($"The result holds a link: {one.Name}.");
            if (one is DirectoryInfo inner)
                foreach (FileInfo file in FilesIn(inner)) yield return file;
            else
                yield return (FileInfo)one;
        }
    }

    /// <summary>Gives the files to the job.</summary>
    public static async Task AddAsync(ActingTransaction transaction, Job job, IReadOnlyList<JobFile> files, CancellationToken stop) =>
        await transaction.ExecuteAsync("INSERT INTO palinode.job_file (job_id, case_id, journal_id, path, sha256, size, media_type) SELECT $1, $2, $3, f.* FROM unnest($4, $5, $6, $7) AS f", stop,
            job.Id, job.Case, job.Journal, files.Select(f => f.Path).ToArray(), files.Select(f => f.Content.Sha256.ToArray()).ToArray(), files.Select(f => f.Content.Size).ToArray(), files.Select(f => f.Content.MediaType).ToArray());

    /// <summary>One file of a case's job; null when it is not there, not of this case, or not for this actor.</summary>
    public static async Task<JobFile?> FindAsync(ActingTransaction transaction, Guid caseId, Guid job, string path, CancellationToken stop) =>
        await transaction.QueryAsync($"SELECT {Columns} FROM palinode.job_file WHERE case_id = $1 AND job_id = $2 AND path = $3",
            r => new JobFile(r.GetGuid(0), r.GetGuid(1), r.GetString(2), new StoredContent(new Digest(r.GetFieldValue<byte[]>(3)), r.GetInt64(4), r.GetString(5))), stop, caseId, job, path) is [var found] ? found : null;

    /// <summary>The content of a file that was found for somebody.</summary>
    public Stream Read(JobFile file) => store.Read(file.Content.Sha256);

    /// <summary>The same, all of it.</summary>
    public async Task<byte[]> BytesAsync(JobFile file, CancellationToken stop)
    {
        await using Stream content = Read(file);
        byte[] bytes = new byte[file.Content.Size];
        await content.ReadExactlyAsync(bytes, stop);
        return bytes;
    }
}

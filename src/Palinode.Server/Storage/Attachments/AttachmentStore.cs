using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Cluster;
using Palinode.Server.Storage.Identities;

namespace Palinode.Server.Storage.Attachments;

internal sealed record AttachmentOptions
{
    /// <summary>Bytes of one file: microscopes write large originals; MediaWiki's limit for scientific files is 100 MiB, uncompressed stacks are larger.</summary>
    public long MaxBytes { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value)); } = 500L << 20;

    /// <summary>Characters of a name that are kept.</summary>
    public int MaxName { get; init; } = 200;
}

/// <summary>Content that lies safely on disk, and belongs to no case yet.</summary>
internal sealed record StoredContent(Digest Sha256, long Size, string MediaType);

/// <summary>The way of content onto the disk: into a file of another name, to the disk itself, to its own name, and that name to the disk.</summary>
internal enum StoringStep { Written, Flushed, Renamed, FolderFlushed }

/// <summary>What a raiser sent is for intake; everything else for whoever may read the case.</summary>
internal enum Audience { Intake, Case }

/// <param name="Name">As the sender called it. It may give a person away: it is shown on the page and leaves in no header.</param>
internal sealed record Attachment(Guid Id, Guid CaseId, Audience Audience, Digest Sha256, long Size, string MediaType, string Name, Guid AddedBy, DateTimeOffset AddedAt)
{
    /// <summary>What a download is called: the kind and a number.</summary>
    public string DownloadName => $"{Sha256.ToString()[..12]}.{MediaType switch
    {
        "image/png" => "png", "image/jpeg" => "jpg", "image/tiff" => "tif", "image/gif" => "gif", "image/webp" => "webp", "image/jp2" => "jp2",
        "application/pdf" => "pdf", "application/zip" => "zip", "application/rtf" => "rtf", "application/gzip" => "gz", "application/postscript" => "ps", "text/plain" => "txt", _ => "bin",
    }}";
}

/// <summary>
/// Files of cases: encrypted content in the data folder, facts about it in the database. The name on disk is a keyed hash of the content's SHA-256:
/// equal content lies there once, and nobody without the key can tell whether a file they have is among them. A file is written under another
/// name, flushed, renamed, and the folder flushed, before any row speaks of it: a crash leaves at most content that nobody refers to.
/// </summary>
internal sealed class AttachmentStore(ServiceFolder folder, MasterKey master, AttachmentOptions options)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Columns = "id, case_id, audience, sha256, size, media_type, name_box, added_by, added_at";

    private readonly byte[] _names = master.For("attachment-name"), _wrapping = master.For("attachment-key"), _places = master.For("attachment-place");

    /// <summary>Told of each step of taking content in, when it is done. Tests end the process there; the service does not listen.</summary>
    public Action<StoringStep>? Reached { get; init; }

    private string Incoming => Path.Combine(folder.Files, "incoming");

    /// <summary>Takes content in, to its end. Whatever goes wrong, nothing of it stays.</summary>
    /// <exception cref="InputException">It is larger than allowed.</exception>
    public async Task<StoredContent> ReceiveAsync(Stream content, CancellationToken stop = default)
    {
        Directory.CreateDirectory(Incoming, OwnerOnly | UnixFileMode.UserExecute);
        string temporary = Path.Combine(Incoming, Guid.NewGuid().ToString("N"));
        try
        {
            (Digest sha256, long size, string mediaType) = await WriteAsync(content, temporary, stop);
            string place = PathOf(PlaceOf(sha256)), parent = Path.GetDirectoryName(place)!;
            if (!Directory.Exists(parent))
            {
                Directory.CreateDirectory(parent, OwnerOnly | UnixFileMode.UserExecute);
                DurableFolder.Flush(folder.Files);
            }
            File.Move(temporary, place, overwrite: true);
            Reached?.Invoke(StoringStep.Renamed);
            DurableFolder.Flush(parent);
            Reached?.Invoke(StoringStep.FolderFlushed);
            return new StoredContent(sha256, size, mediaType);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Gives content to a case; the actor must be allowed to write to it, and the case must be the journal's.</summary>
    /// <exception cref="InputException">By its content it is not what its name says.</exception>
    /// <exception cref="ConcurrentChangeException">There is no such case for this actor.</exception>
    public async Task<Guid> AddAsync(ActingTransaction transaction, Guid caseId, Guid journal, Audience audience, StoredContent content, string name, CancellationToken stop = default)
    {
        SniffedType.RequireHonest(name, content.MediaType);
        Guid id = Guid.NewGuid();
        string kept = Clean(name);
        try
        {
            await transaction.ExecuteAsync("INSERT INTO palinode.attachment (id, case_id, journal_id, audience, sha256, size, media_type, name_box, added_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", stop,
                id, caseId, journal, Word(audience), content.Sha256.ToArray(), content.Size, content.MediaType, SealedBox.Seal(_names, Encoding.UTF8.GetBytes(kept), id.ToByteArray(bigEndian: true)), transaction.Actor.Id);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new ConcurrentChangeException(e);
        }
        return id;
    }

    /// <summary>Those of a case that this actor may see.</summary>
    public Task<List<Attachment>> ListAsync(ActingTransaction transaction, Guid caseId, CancellationToken stop = default) =>
        transaction.QueryAsync($"SELECT {Columns} FROM palinode.attachment WHERE case_id = $1 ORDER BY added_at, id", Row, stop, caseId);

    /// <summary>One of a case; null when it is not there, not of this case, or not for this actor.</summary>
    public async Task<Attachment?> FindAsync(ActingTransaction transaction, Guid caseId, Guid id, CancellationToken stop = default) =>
        await transaction.QueryAsync($"SELECT {Columns} FROM palinode.attachment WHERE case_id = $1 AND id = $2", Row, stop, caseId, id) is [var found] ? found : null;

    /// <summary>The content of an attachment that was found for somebody.</summary>
    /// <exception cref="InvalidDataException">The file on disk is not as it was written.</exception>
    public Stream Read(Attachment attachment) => Read(attachment.Sha256);

    /// <summary>Content that was received, before or after it has a row. Who may see it, the caller has asked.</summary>
    public Stream Read(Digest sha256)
    {
        Digest place = PlaceOf(sha256);
        FileStream file = new(PathOf(place), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 0, FileOptions.Asynchronous);
        try
        {
            return new SealedContent.Reader(file, _wrapping, place.Bytes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Removes what uploads that broke off have left, at the start, before any can begin.</summary>
    public void ClearIncoming()
    {
        if (Directory.Exists(Incoming)) Directory.Delete(Incoming, recursive: true);
    }

    /// <summary>Removes content that no row refers to and that is older than <paramref name="age"/>: younger content may be about to get its row.</summary>
    /// <returns>How many files went.</returns>
    public async Task<int> SweepAsync(NpgsqlDataSource migrator, TimeSpan age, DateTimeOffset now, CancellationToken stop = default)
    {
        await using NpgsqlConnection connection = await migrator.OpenConnectionAsync(stop);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(stop);
        await using (NpgsqlCommand role = new($"SET LOCAL ROLE {DatabaseRoles.Owner}", connection)) await role.ExecuteNonQueryAsync(stop);
        HashSet<string> used = [];
        await using (NpgsqlCommand rows = new("SELECT sha256 FROM palinode.attachment UNION SELECT sha256 FROM palinode.job_file", connection))
        await using (NpgsqlDataReader reader = await rows.ExecuteReaderAsync(stop))
            while (await reader.ReadAsync(stop)) used.Add(PlaceOf(new Digest(reader.GetFieldValue<byte[]>(0))).ToString());
        int removed = 0;
        foreach (FileInfo file in new DirectoryInfo(folder.Files).EnumerateDirectories("??").SelectMany(d => d.EnumerateFiles()))
        {
            if (now - file.LastWriteTimeUtc < age || used.Contains(file.Name)) continue;
            // The same content may have come in again since it was listed.
            file.Refresh();
            if (now - file.LastWriteTimeUtc < age) continue;
            file.Delete();
            removed++;
        }
        return removed;
    }

    private async Task<StoredContent> WriteAsync(Stream content, string path, CancellationToken stop)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16], head = new byte[SniffedType.Window];
        long size = 0;
        await using FileStream file = new(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous, BufferSize = 0, UnixCreateMode = OwnerOnly });
        using SealedContent.Writer writer = new(file);
        for (int got; (got = await content.ReadAsync(buffer, stop)) > 0; size += got)
        {
            if (size + got > options.MaxBytes) throw new InputException($"The file is larger than the {options.MaxBytes >> 20} MiB that are allowed.");
            if (size < head.Length) buffer.AsSpan(0, (int)Math.Min(got, head.Length - size)).CopyTo(head.AsSpan((int)size));
            hash.AppendData(buffer, 0, got);
            await writer.WriteAsync(buffer.AsMemory(0, got), stop);
        }
        Digest sha256 = new(hash.GetHashAndReset());
        await writer.EndAsync(_wrapping, PlaceOf(sha256).ToArray(), stop);
        await file.FlushAsync(stop);
        Reached?.Invoke(StoringStep.Written);
        file.Flush(flushToDisk: true);
        Reached?.Invoke(StoringStep.Flushed);
        return new StoredContent(sha256, size, SniffedType.Of(head.AsSpan(0, (int)Math.Min(size, head.Length))));
    }

    /// <summary>The name on disk.</summary>
    private Digest PlaceOf(Digest sha256) => new(HMACSHA256.HashData(_places, sha256.Bytes));

    private string PathOf(Digest place)
    {
        string name = place.ToString();
        return Path.Combine(folder.Files, name[..2], name);
    }

    private Attachment Row(NpgsqlDataReader r)
    {
        Guid id = r.GetGuid(0);
        string name = Encoding.UTF8.GetString(SealedBox.Open(_names, r.GetFieldValue<byte[]>(6), id.ToByteArray(bigEndian: true)));
        return new Attachment(id, r.GetGuid(1), r.GetString(2) == Word(Audience.Intake) ? Audience.Intake : Audience.Case, new Digest(r.GetFieldValue<byte[]>(3)), r.GetInt64(4), r.GetString(5), name, r.GetGuid(7), r.GetFieldValue<DateTimeOffset>(8));
    }

    /// <summary>The last part of a path, without control and formatting characters; never used as a file's name.</summary>
    private string Clean(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string kept = string.Concat(last.EnumerateRunes().Where(r => Rune.GetUnicodeCategory(r) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.OtherNotAssigned)).Take(options.MaxName));
        return kept.Length == 0 ? "file" : kept;
    }

    private static string Word(Audience audience) => audience == Audience.Intake ? "intake" : "case";
}

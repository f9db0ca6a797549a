using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Palinode.Cases;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Notices;

/// <summary>
/// The folder of what goes out. A notice is staged first, every byte of it on disk; then the case says that it is published; then the staged
/// folder takes its final name. A crash between the two leaves a staged folder that the next start puts in place: what a case calls published is there.
/// </summary>
internal sealed class PublishedFolder(ServiceFolder folder)
{
    private const string Staged = ".staged-";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string Root => Path.Combine(folder.FullName, "published");

    /// <summary>Where the files of a notice are, or will be: its DOI with "_" for every slash, and whatever else a file's name should not hold.</summary>
    public string PathOf(string doi) => Path.Combine(Root, NameOf(doi));

    /// <summary>The names of the files of a published notice; none where it is not published.</summary>
    public ImmutableArray<string> FilesOf(string doi) =>
        Directory.Exists(PathOf(doi)) ? [.. Directory.EnumerateFiles(PathOf(doi)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)] : [];

    /// <summary>One of them; null where there is none of that name.</summary>
    public Stream? Open(string doi, string name) =>
        FilesOf(doi).Contains(name) ? new FileStream(Path.Combine(PathOf(doi), name), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;

    /// <summary>Writes the files where nobody looks yet; when this returns they are on disk.</summary>
    /// <returns>To be put in place, or disposed of.</returns>
    /// <exception cref="InputException">Another notice went out under this DOI.</exception>
    public StagedNotice Stage(Guid caseId, string notice, ContentHash digest, string doi, IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        SortedDictionary<string, byte[]> all = new(StringComparer.Ordinal);
        foreach ((string name, byte[] bytes) in files) all.Add(name, bytes);
        all["SHA256SUMS"] = Encoding.UTF8.GetBytes(string.Concat(all.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(f.Value))}  {f.Key}\n")));
        if (Directory.Exists(PathOf(doi))) throw new InputException($"{doi}: a notice went out under this DOI already; give the notice one of its own.");
        string staged = Path.Combine(Root, $"{Staged}{caseId:N}-{notice}-{digest.Hex}-{Guid.NewGuid().ToString("N")[..8]}");
        Directory.CreateDirectory(staged, OwnerOnly);
        foreach ((string name, byte[] bytes) in all)
        {
            using FileStream file = new(Path.Combine(staged, name), FileMode.CreateNew, FileAccess.Write);
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        DurableFolder.Flush(staged);
        DurableFolder.Flush(Root);
        return new StagedNotice(staged, PathOf(doi));
    }

    /// <summary>After a start: puts in place what the log calls published, and removes what nobody published.</summary>
    /// <param name="doiOf">The DOI of a published notice by case, notice and digest; null where the log does not say so.</param>
    /// <returns>How many were put in place.</returns>
    public async Task<int> FinishAsync(Func<Guid, string, string, Task<string?>> doiOf)
    {
        if (!Directory.Exists(Root)) return 0;
        int placed = 0;
        foreach (string staged in Directory.GetDirectories(Root, $"{Staged}*"))
        {
            string[] parts = Path.GetFileName(staged)[Staged.Length..].Split('-');
            string? doi = parts is [var id, var notice, var digest, _] && Guid.TryParseExact(id, "N", out Guid caseId) ? await doiOf(caseId, notice, digest) : null;
            using StagedNotice one = new(staged, doi is null ? staged : PathOf(doi));
            // Two may have staged the same text at once; one of them is in place.
            if (doi is null || Directory.Exists(PathOf(doi))) continue;
            one.PutInPlace();
            placed++;
        }
        return placed;
    }

    private static string NameOf(string doi) => string.Concat(doi.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')).TrimStart('.');
}

/// <summary>A notice that lies ready. Disposed of before it is put in place, it is gone.</summary>
internal sealed class StagedNotice(string staged, string final) : IDisposable
{
    private bool _placed;

    public void PutInPlace()
    {
        Directory.Move(staged, final);
        DurableFolder.Flush(Path.GetDirectoryName(final)!);
        _placed = true;
    }

    public void Dispose()
    {
        if (!_placed && Directory.Exists(staged)) Directory.Delete(staged, recursive: true);
    }
}

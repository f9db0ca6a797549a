using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Palinode.Server.Keeping;

/// <summary>
/// Writes a bag (BagIt 1.0, RFC 8493) as a zip: payload under data/, SHA-256 of everything, nothing to be fetched. Names are ours and plain; entries bear
/// no time but the first that zip knows, so that equal content gives equal bytes and no file tells when it was made.
/// </summary>
internal sealed class BagItZip : IDisposable
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly SortedDictionary<string, string> _payload = new(StringComparer.Ordinal), _tags = new(StringComparer.Ordinal);
    private long _bytes;

    public BagItZip(Stream to) => _zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Files of the payload so far, by their names within the bag, with SHA-256 in hexadecimal digits.</summary>
    public IReadOnlyDictionary<string, string> Payload => _payload;

    public Task AddAsync(string name, string text, CancellationToken stop) => AddAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), stop);

    /// <param name="name">Within data/: letters, digits, - _ . and / between parts.</param>
    public async Task AddAsync(string name, Stream content, CancellationToken stop)
    {
        if (!BagCheck.IsPlain(name)) throw new ArgumentException($"\"{name}\" is no plain name.", nameof(name));
        _payload.Add($"data/{name}", await WriteAsync($"data/{name}", content, stop));
    }

    /// <summary>Writes the tags; without this it is no bag.</summary>
    /// <param name="info">Lines of bag-info.txt.</param>
    public async Task EndAsync(IEnumerable<(string Label, string Value)> info, CancellationToken stop)
    {
        await TagAsync("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", stop);
        string oxum = string.Create(CultureInfo.InvariantCulture, $"Payload-Oxum: {_bytes}.{_payload.Count}\n");
        await TagAsync("bag-info.txt", string.Concat(info.Select(i => $"{i.Label}: {i.Value.ReplaceLineEndings(" ")}\n")) + oxum, stop);
        await TagAsync("manifest-sha256.txt", Lines(_payload), stop);
        await WriteAsync("tagmanifest-sha256.txt", new MemoryStream(Encoding.UTF8.GetBytes(Lines(_tags))), stop);
    }

    private async Task TagAsync(string name, string text, CancellationToken stop) => _tags.Add(name, await WriteAsync(name, new MemoryStream(Encoding.UTF8.GetBytes(text)), stop));

    private async Task<string> WriteAsync(string name, Stream content, CancellationToken stop)
    {
        ZipArchiveEntry entry = _zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = NoTime;
        await using Stream to = await entry.OpenAsync(stop);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        for (int got; (got = await content.ReadAsync(buffer, stop)) > 0;)
        {
            hash.AppendData(buffer, 0, got);
            await to.WriteAsync(buffer.AsMemory(0, got), stop);
            if (name.StartsWith("data/", StringComparison.Ordinal)) _bytes += got;
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Lines(SortedDictionary<string, string> files) => string.Concat(files.Select(f => $"{f.Value}  {f.Key}\n"));

    public void Dispose() => _zip.Dispose();
}

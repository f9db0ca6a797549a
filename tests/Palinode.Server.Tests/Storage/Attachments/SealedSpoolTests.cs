using System.IO.Compression;
using System.Text;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Tests.Storage.Attachments;

/// <summary>What is on its way out is whole, and lies nowhere in clear.</summary>
internal sealed class SealedSpoolTests
{
    private const string Canary = "canary-of-the-spool";
    private ServiceFolder _folder = null!;

    [SetUp]
    public void Make()
    {
        _folder = new ServiceFolder(Path.Combine("/tmp", $"pn-{Guid.NewGuid().ToString("N")[..10]}"));
        _folder.Create();
    }

    [TearDown] public void Remove() => Directory.Delete(_folder.FullName, recursive: true);

    [Test]
    public async Task A_zip_comes_out_as_it_was_written()
    {
        byte[] large = new byte[300_000];
        new Random(7).NextBytes(large);
        await using Stream whole = await SealedSpool.WholeAsync(async to =>
        {
            using ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true);
            await using (Stream entry = await zip.CreateEntry("large").OpenAsync()) await entry.WriteAsync(large);
            await using (Stream entry = await zip.CreateEntry("small").OpenAsync()) await entry.WriteAsync(Encoding.UTF8.GetBytes(Canary));
        }, _folder, default);

        Directory.GetFiles(_folder.Files).ShouldBeEmpty("the file has no name");
        using ZipArchive read = new(whole);
        using MemoryStream copy = new();
        await using (Stream entry = await read.GetEntry("large")!.OpenAsync()) await entry.CopyToAsync(copy);
        copy.ToArray().ShouldBe(large);
        using StreamReader text = new(await read.GetEntry("small")!.OpenAsync());
        (await text.ReadToEndAsync()).ShouldBe(Canary);
    }

    [Test]
    public async Task The_disk_has_it_sealed()
    {
        await using Stream whole = await SealedSpool.WholeAsync(to => to.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Canary, 9000)))).AsTask(), _folder, default);
        string open = Directory.GetFiles("/proc/self/fd").Single(f => File.ResolveLinkTarget(f, false)?.FullName is { } target && target.StartsWith(_folder.Files, StringComparison.Ordinal));
        string onDisk = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(open));
        onDisk.Length.ShouldBeGreaterThan(9000 * Canary.Length);
        onDisk.ShouldNotContain(Canary);
    }

    [Test]
    public async Task What_fails_while_it_is_written_leaves_nothing()
    {
        await Should.ThrowAsync<InvalidDataException>(SealedSpool.WholeAsync(_ => throw new InvalidDataException(), _folder, default));
        Directory.GetFiles(_folder.Files).ShouldBeEmpty();
    }
}

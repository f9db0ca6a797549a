using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Palinode.Server.Jobs;
using Palinode.Testing;

namespace Palinode.Server.Tests.Jobs;

/// <summary>Failure class 10: decoders that hang, eat memory or write wild. Files are read in a child of the worker, by the real program, and in nothing else.</summary>
internal sealed class HostileFilesTests
{
    /// <summary>A file that breaks its reader is not tried again here.</summary>
    private static readonly JobOptions Options = ScreeningScene.Quick with { MaxFailures = 1, ScreeningTime = TimeSpan.FromMinutes(1), ScreeningMemory = 2L << 30 };

    private ScreeningScene _scene = null!;

    [SetUp] public async Task Open() => _scene = await ScreeningScene.OpenAsync();

    [TearDown] public async Task Close() { if (_scene is not null) await _scene.DisposeAsync(); }

    [Test]
    public async Task Failure_class_10_files_that_broke_other_programs_leave_the_worker_alive_and_the_next_file_is_screened() => await ScreenAll(Hostile(every: 40));

    [Test, Explicit("Takes about five minutes.")]
    public async Task Failure_class_10_all_of_them() => await ScreenAll(Hostile(every: 1));

    [Test]
    public async Task Failure_class_10_bombs_are_refused_or_put_into_quarantine()
    {
        Guid wide = await _scene.CaseAsync(new MemoryStream(PngBomb(60_000))), lies = await _scene.CaseAsync(new MemoryStream(PngBomb(30_000)[..200])), pages = await _scene.CaseAsync(new MemoryStream(PdfBomb()));
        Dictionary<Guid, string> runs = [];
        foreach (Guid id in (Guid[])[wide, lies, pages]) runs[id] = await _scene.RequestAsync(id);
        await using ScreeningScene.RunningWorker worker = _scene.Work(Options, ProgramProcess.Program);
        foreach ((Guid id, string run) in runs) await _scene.UntilAsync(id, run, j => !j.IsOpen);
        foreach (Guid id in (Guid[])[wide, lies]) (await _scene.JobAsync(id, runs[id])).State.ShouldBe(JobState.Quarantined);
        // What could not be read of the document is a remark of the result, or its end.
        (await _scene.JobAsync(pages, runs[pages])).State.ShouldBeOneOf(JobState.Done, JobState.Quarantined);
    }

    private async Task ScreenAll(string[] files)
    {
        string good = Path.Combine(_scene.Folder.FullName, "good.png");
        DrawnPicture.Blobs(1, 320, 200).Save(good);
        List<(string File, Guid Case, string Run)> jobs = [];
        foreach (string file in (string[])[.. files, good])
        {
            await using FileStream content = File.OpenRead(file);
            Guid id = await _scene.CaseAsync(content);
            jobs.Add((file, id, await _scene.RequestAsync(id)));
        }
        await using ScreeningScene.RunningWorker worker = _scene.Work(Options, ProgramProcess.Program);
        foreach ((string file, Guid id, string run) in jobs)
        {
            await _scene.UntilAsync(id, run, j => !j.IsOpen);
            Job job = await _scene.JobAsync(id, run);
            if (file == good) job.State.ShouldBe(JobState.Done, job.Reason);
            else if (job.State == JobState.Quarantined) job.Reason.ShouldNotBeNullOrWhiteSpace();
        }
    }

    private static string[] Hostile(int every) =>
        [.. Directory.EnumerateFiles(SharedMaterial.Require("hostile"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".tsv", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Where((_, i) => i % every == 0)];

    /// <summary>A picture of side × side pixels with one bit each, all white: some hundred kilobytes that unpack to half a gigabyte, and to gigabytes as bytes.</summary>
    private static byte[] PngBomb(int side)
    {
        using MemoryStream file = new();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        header[8] = 1;
        Chunk(file, "IHDR"u8, header);
        using MemoryStream packed = new();
        using (ZLibStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[1 + side / 8];
            for (int y = 0; y < side; y++) zip.Write(row);
        }
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>One page whose content is eighteen megabytes of drawing, packed into a few hundred kilobytes.</summary>
    private static byte[] PdfBomb()
    {
        using MemoryStream packed = new();
        using (ZLibStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] strokes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0 0 m 600 800 l S 600 0 m 0 800 l S\n", 1000)));
            for (int i = 0; i < 500; i++) zip.Write(strokes);
        }
        using MemoryStream file = new();
        List<long> places = [];
        void Write(string text) => file.Write(Encoding.ASCII.GetBytes(text));
        Write("%PDF-1.4\n");
        foreach (string one in (string[])["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"])
        {
            places.Add(file.Length);
            Write($"{places.Count} 0 obj{one}endobj\n");
        }
        places.Add(file.Length);
        Write($"4 0 obj<</Length {packed.Length}/Filter/FlateDecode>>stream\n");
        packed.WriteTo(file);
        Write("\nendstream endobj\n");
        long table = file.Length;
        Write($"xref\n0 5\n0000000000 65535 f \n{string.Concat(places.Select(p => $"{p:0000000000} 00000 n \n"))}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private static void Chunk(Stream stream, ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. data]));
        stream.Write(number);
    }

    private static uint Crc(byte[] data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }
}

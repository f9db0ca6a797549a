using System.Globalization;
using System.Text;
using Palinode.Engine.Imaging;
using Palinode.Processes;

namespace Palinode.Engine.Ingest;

/// <summary>A decoded picture, or the reason why there is none.</summary>
/// <param name="Pixels">Null where the file was refused.</param>
/// <param name="Refusal">Why; null where it was read.</param>
/// <param name="Pages">Pictures in the file; the first one is given.</param>
/// <param name="Bits">Bits a sample in the file; more than 8 were stretched to 8 (see native/decode.cpp).</param>
internal sealed record DecodedPicture(Raster? Pixels, string? Refusal, int Pages = 1, int Bits = 8);

/// <summary>Decodes PNG, JPEG, TIFF and WebP files in the child process palinode-decode, which lies beside this assembly.</summary>
internal sealed class PictureDecoder(IngestOptions options, TemporaryFolder folder)
{
    /// <summary>Files for one child: starting one costs about 0.1 s, and few hold what one bad file can take along.</summary>
    private const int BatchSize = 48;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "palinode-decode");

    /// <summary>One result a file, in order.</summary>
    /// <param name="files">Full paths.</param>
    /// <param name="asStored">Leaves EXIF orientation alone: right for pictures taken out of a PDF.</param>
    /// <param name="cancel">Ends the child.</param>
    public DecodedPicture[] Decode(IReadOnlyList<string> files, bool asStored, CancellationToken cancel)
    {
        if (!File.Exists(Program)) throw new InputException("palinode-decode is not beside the program; build the native part (cmake --build .build/native).");
        var results = new List<DecodedPicture>(files.Count);
        foreach (string[] batch in files.Chunk(BatchSize))
        {
            int done = results.Count;
            DecodeInto(results, batch, asStored, cancel);
            // A file that ended the child takes the blame alone; those after it get a child of their own.
            while (results.Count < done + batch.Length)
            {
                results.Add(new DecodedPicture(null, "the picture broke its decoder or took too much time or memory"));
                DecodeInto(results, batch[(results.Count - done)..], asStored, cancel);
            }
        }
        return [.. results];
    }

    private void DecodeInto(List<DecodedPicture> results, string[] files, bool asStored, CancellationToken cancel)
    {
        if (files.Length == 0) return;
        string number(double value) => ((long)value).ToString(CultureInfo.InvariantCulture);
        string[] limits = ["--memory", number(options.ChildMemoryBytes), "--cpu", number(Math.Ceiling(options.ChildSeconds)), "--max-pixels", number(options.MaxPixels)];
        var command = new ChildCommand(Program, [.. limits, .. asStored ? (string[])["--as-stored"] : [], .. files])
        {
            // The child sets the memory limit itself: OpenCV's libraries map a good part of it before any picture is seen.
            Seconds = options.ChildSeconds, MemoryBytes = options.ChildMemoryBytes + (1L << 30), Folder = folder, MaxOutputBytes = long.MaxValue,
        };
        ChildProcess.Run(command, cancel, stream =>
        {
            while (results.Count < int.MaxValue && ReadFrame(stream) is { } picture) results.Add(picture);
        });
    }

    private DecodedPicture? ReadFrame(Stream stream)
    {
        string? head = ReadLine(stream);
        if (head is null) return null;
        if (head.StartsWith("refused ", StringComparison.Ordinal)) return new DecodedPicture(null, head[8..]);
        int[] n = [.. head.Split(' ').Skip(1).Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
        if (!head.StartsWith("picture ", StringComparison.Ordinal) || n.Length != 5 || (long)n[0] * n[1] > options.MaxPixels) return null;
        byte[] pixels = new byte[checked(n[0] * n[1] * n[2])];
        stream.ReadExactly(pixels);
        return new DecodedPicture(new Raster(n[0], n[1], n[2], pixels), null, n[3], n[4]);
    }

    private static string? ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        Span<byte> one = stackalloc byte[1];
        while (line.Length < 200)
        {
            if (stream.Read(one) == 0) return null;
            if (one[0] == '\n') return line.ToString();
            line.Append((char)one[0]);
        }
        return null;
    }
}

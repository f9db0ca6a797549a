using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Palinode.Processes;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>What the PDF says of itself; null where it says nothing. Makers of PDFs write what they like here: file names, the typesetter.</summary>
internal sealed record DocumentInfo(string? Title, string? Author, string? Subject);

/// <summary>A PDF from outside.</summary>
internal sealed record PdfOutline(ImmutableArray<PageFrame> Frames, DocumentInfo Info);

/// <summary>What <c>pdfinfo</c> says before anything else is tried: whether the file opens, how many pages, how large each is.</summary>
internal static partial class PdfInfo
{
    /// <summary>A page side is bounded by the format (14,400 units); files that say more, or nothing, are taken at this.</summary>
    private const double MaxSide = 14_400;

    /// <exception cref="InputException">Damaged, locked by a password, or too many pages.</exception>
    public static PdfOutline Read(string path, string name, IngestOptions options, TemporaryFolder folder, CancellationToken cancel)
    {
        RefuseTruncated(path, name);
        var command = new ChildCommand("pdfinfo", "-box", "-f", "1", "-l", options.MaxPages.ToString(CultureInfo.InvariantCulture), path)
        {
            Seconds = options.ChildSeconds, MemoryBytes = options.ChildMemoryBytes, Folder = folder, MaxOutputBytes = 16 << 20,
        };
        ChildResult result = ChildProcess.Run(command, cancel);
        string text = result.OutputText;
        if (result.Errors.Contains("Incorrect password", StringComparison.Ordinal))
            throw new InputException($"{name}: the PDF is locked by a password; save it without one and try again.");
        if (result.End == ChildEnd.TookTooLong) throw new InputException($"{name}: the PDF could not be opened within {options.ChildSeconds:0.#} s.");
        if (!result.Succeeded || !Pages().IsMatch(text)) throw new InputException($"{name}: the PDF is damaged; no page could be found in it.");
        if (!int.TryParse(Pages().Match(text).Groups[1].Value, CultureInfo.InvariantCulture, out int pages) || pages < 1)
            throw new InputException($"{name}: the PDF has no pages.");
        if (pages > options.MaxPages)
            throw new InputException($"{name}: {pages.ToString("N0", CultureInfo.InvariantCulture)} pages are more than the limit of {options.MaxPages}; raise it with --max-pages.");
        return new PdfOutline(Frames(text, pages), new DocumentInfo(Entry(text, "Title"), Entry(text, "Author"), Entry(text, "Subject")));
    }

    private static string? Entry(string text, string name)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            if (line.StartsWith(name) && line[name.Length..].StartsWith(":") && line[(name.Length + 1)..].Trim() is { Length: > 0 } value) return value.ToString();
        return null;
    }

    private static ImmutableArray<PageFrame> Frames(string text, int pages)
    {
        var rotations = PageRotation().Matches(text).ToDictionary(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture));
        Dictionary<int, double[]> boxes(string kind) => PageBox().Matches(text).Where(m => m.Groups[2].Value == kind)
            .GroupBy(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToDictionary(g => g.Key, g => Enumerable.Range(3, 4).Select(i => double.Parse(g.First().Groups[i].Value, CultureInfo.InvariantCulture)).ToArray());
        Dictionary<int, double[]> media = boxes("MediaBox"), crop = boxes("CropBox");
        double[] letter = [0, 0, 612, 792];
        return [.. Enumerable.Range(1, pages).Select(n =>
        {
            double[] m = Sound(media.GetValueOrDefault(n)) ?? letter, c = Sound(crop.GetValueOrDefault(n)) ?? m;
            double w = Math.Clamp(c[2] - c[0], 1, MaxSide), h = Math.Clamp(c[3] - c[1], 1, MaxSide);
            double left = c[0] - m[0], right = m[2] - c[2], bottom = c[1] - m[1], top = m[3] - c[3];
            // PDF's Y grows upwards; /Rotate turns the page clockwise.
            return (((rotations.GetValueOrDefault(n) % 360) + 360) % 360) switch
            {
                90 => new PageFrame(n, h, w, bottom, left),
                180 => new PageFrame(n, w, h, right, bottom),
                270 => new PageFrame(n, h, w, top, right),
                _ => new PageFrame(n, w, h, left, top),
            };
        })];
    }

    private static double[]? Sound(double[]? box) => box is not null && box.All(double.IsFinite) && box[2] > box[0] && box[3] > box[1] ? box : null;

    /// <summary>
    /// poppler rebuilds broken files, so a download that stopped half way would be read as a shorter article without a word. Two marks
    /// tell: a linearised file gives its own length at the front, and every PDF ends with "startxref" and an offset.
    /// </summary>
    private static void RefuseTruncated(string path, string name)
    {
        const int tailBytes = 64 << 10;
        using FileStream stream = File.OpenRead(path);
        byte[] head = new byte[2048], tail = new byte[(int)Math.Min(tailBytes, stream.Length)];
        int length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Seek(-tail.Length, SeekOrigin.End);
        stream.ReadExactly(tail);
        Match linear = Linearized().Match(Encoding.Latin1.GetString(head, 0, length));
        bool shorter = linear.Success && long.TryParse(linear.Groups[1].Value, CultureInfo.InvariantCulture, out long full) && full > stream.Length;
        if (shorter || tail.AsSpan().LastIndexOf("startxref"u8) < 0)
            throw new InputException($"{name}: the PDF is truncated (its end is missing); fetch it again.");
    }

    [GeneratedRegex(@"^Pages:\s+(\d+)", RegexOptions.Multiline)] private static partial Regex Pages();
    [GeneratedRegex(@"^Page\s+(\d+)\s+rot:\s+(-?\d+)", RegexOptions.Multiline)] private static partial Regex PageRotation();
    [GeneratedRegex(@"^Page\s+(\d+)\s+(MediaBox|CropBox):\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)", RegexOptions.Multiline)] private static partial Regex PageBox();
    [GeneratedRegex(@"/Linearized\b[^>]*?/L\s+(\d+)", RegexOptions.Singleline)] private static partial Regex Linearized();
}

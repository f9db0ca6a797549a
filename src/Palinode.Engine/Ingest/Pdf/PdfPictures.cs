using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Palinode.Processes;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>A picture stored in the PDF: its file as poppler wrote it, and where it stands.</summary>
/// <param name="Page">Counted from 1.</param>
/// <param name="File">PNG or JPEG in the private folder.</param>
/// <param name="Box">The upright rectangle around it, the part outside the page included.</param>
/// <param name="Hash">Of the file's bytes: equal for pictures used again.</param>
internal sealed record PlacedPicture(int Page, string File, PointRect Box, string Hash);

/// <summary>
/// Pictures with positions from <c>pdftohtml -xml</c>, which writes each picture's file and place in the same run, so that nothing has to be
/// joined afterwards (pdfimages gives pixels without places). It ignores masks and turns of the picture; <see cref="FigureGraphics"/> finds those.
/// </summary>
internal sealed partial class PdfPictures(string path, ImmutableArray<PageFrame> frames, IngestOptions options, TemporaryFolder folder)
{
    /// <summary>Pictures on a page beyond this are left out: maps and scans made of thousands of pieces are rendered instead.</summary>
    internal const int MaxPerPage = 400;

    private readonly ImmutableArray<PlacedPicture>[] _pictures = [.. frames.Select(_ => ImmutableArray<PlacedPicture>.Empty)];

    public ImmutableArray<PlacedPicture> this[int page] => _pictures[page - 1];

    public bool Read(int first, int last, CancellationToken cancel)
    {
        string number(int n) => n.ToString(CultureInfo.InvariantCulture);
        string stem = folder.File($"pictures-{number(first)}-{number(last)}");
        var command = new ChildCommand("pdftohtml", "-xml", "-noroundcoord", "-zoom", "1", "-nodrm", "-q", "-f", number(first), "-l", number(last), path, stem)
        {
            Seconds = options.ChildSeconds, MemoryBytes = options.ChildMemoryBytes, Folder = folder, MaxOutputBytes = 1 << 20,
        };
        ChildResult result = ChildProcess.Run(command, cancel);
        if (!result.Succeeded || !File.Exists(stem + ".xml")) return false;
        int page = 0;
        var found = new Dictionary<int, List<PlacedPicture>>();
        foreach (string line in File.ReadLines(stem + ".xml"))
        {
            if (PageStart().Match(line) is { Success: true } start) page = int.Parse(start.Groups[1].Value, CultureInfo.InvariantCulture);
            if (page < 1 || page > frames.Length || Image().Match(line) is not { Success: true } m) continue;
            double at(int i) => double.Parse(m.Groups[i].Value, CultureInfo.InvariantCulture);
            PageFrame frame = frames[page - 1];
            double x0 = at(2), x1 = at(2) + at(3), y0 = at(1), y1 = at(1) + at(4);
            // A turned or mirrored picture comes with a negative side.
            var box = new PointRect(Math.Min(x0, x1), Math.Min(y0, y1), Math.Max(x0, x1), Math.Max(y0, y1)).Move(-frame.OffsetX, -frame.OffsetY);
            string file = Path.Combine(folder.FullName, Path.GetFileName(m.Groups[5].Value));
            if (!found.TryGetValue(page, out List<PlacedPicture>? list)) found[page] = list = [];
            if (list.Count < MaxPerPage && box.Intersect(frame.Bounds).Area > 0 && File.Exists(file)) list.Add(new PlacedPicture(page, file, box, Hash(file)));
        }
        foreach ((int number1, List<PlacedPicture> list) in found) _pictures[number1 - 1] = [.. list];
        return true;
    }

    private static string Hash(string file)
    {
        using FileStream stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    [GeneratedRegex("""^\s*<page number="(\d+)" """)] private static partial Regex PageStart();
    [GeneratedRegex("""<image top="([-\d.]+)" left="([-\d.]+)" width="([-\d.]+)" height="([-\d.]+)" src="([^"]+)"/>""")] private static partial Regex Image();
}

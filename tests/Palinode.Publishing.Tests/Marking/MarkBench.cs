using System.Text;
using Palinode.Processes;
using Palinode.Publishing.Marking;

namespace Palinode.Publishing.Tests.Marking;

/// <summary>A folder in which PDFs are marked and looked at.</summary>
internal sealed class MarkBench : IDisposable
{
    public static readonly MarkRequest Retracted = new(MarkLabel.Retracted, "10.5555/notice.17", new DateOnly(2026, 11, 21));
    private readonly TemporaryFolder _folder = new();

    public string At(string name) => _folder.File(name);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    /// <summary>Marks a file; the output is "out.pdf" or the name given.</summary>
    public MarkRecord Mark(string input, MarkRequest? request = null, string output = "out.pdf") =>
        PdfMarker.Mark(input, At(output), request ?? Retracted, new MarkOptions(), CancellationToken.None);

    /// <summary>Marks a file that cannot be marked: one line, and nothing written.</summary>
    public string Refused(string input, MarkRequest? request = null)
    {
        string message = Should.Throw<InputException>(() => Mark(input, request, "refused.pdf")).Message;
        message.ShouldNotContain("\n");
        File.Exists(At("refused.pdf")).ShouldBeFalse();
        return message;
    }

    /// <summary>Standard output of a program that must succeed.</summary>
    public string Tool(string program, params string[] arguments)
    {
        ChildResult result = ChildProcess.Run(new ChildCommand(program, arguments) { Seconds = 120, MemoryBytes = 2L << 30, Folder = _folder }, CancellationToken.None);
        (result.End == ChildEnd.Exited && result.ExitCode is 0 or 3).ShouldBeTrue($"{program}: {result.Errors}");
        return result.OutputText;
    }

    public string Text(string pdf) => Tool("pdftotext", "-layout", pdf, "-");

    /// <summary>Words and how often each occurs.</summary>
    public Dictionary<string, int> Words(string pdf) =>
        Tool("pdftotext", "-raw", pdf, "-").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).CountBy(w => w, StringComparer.Ordinal).ToDictionary();

    /// <summary>All pages as a reader sees them, in colour.</summary>
    public List<PagePicture> Render(string pdf, int dotsPerInch)
    {
        ChildResult result = ChildProcess.Run(
            new ChildCommand("pdftoppm", "-cropbox", "-r", $"{dotsPerInch}", pdf) { Seconds = 120, MemoryBytes = 2L << 30, Folder = _folder, MaxOutputBytes = 1L << 30 }, CancellationToken.None);
        result.Succeeded.ShouldBeTrue(result.Errors);
        return PagePicture.ReadAll(result.Output);
    }

    public void Dispose() => _folder.Dispose();
}

/// <summary>A page as pixels, three bytes each.</summary>
internal sealed record PagePicture(int Width, int Height, byte[] Rgb)
{
    /// <summary>Reads binary PPM pictures that follow each other.</summary>
    public static List<PagePicture> ReadAll(byte[] ppm)
    {
        List<PagePicture> pages = [];
        for (int at = 0; at < ppm.Length;)
        {
            string[] header = new string[4];
            for (int i = 0; i < 4; i++)
            {
                int end = at + ppm.AsSpan(at).IndexOfAny((byte)' ', (byte)'\n');
                (header[i], at) = (Encoding.ASCII.GetString(ppm, at, end - at), end + 1);
            }
            header[0].ShouldBe("P6");
            (int width, int height) = (int.Parse(header[1]), int.Parse(header[2]));
            pages.Add(new PagePicture(width, height, ppm[at..(at + (3 * width * height))]));
            at += 3 * width * height;
        }
        return pages;
    }

    /// <summary>Share of pixels that differ from another picture of the same size by more than a step in any colour, within rows given as fractions of the height.</summary>
    public double Changed(PagePicture other, int step = 24, double from = 0, double to = 1)
    {
        (other.Width, other.Height).ShouldBe((Width, Height));
        int first = (int)(from * Height), last = (int)(to * Height), changed = 0;
        for (int i = first * Width; i < last * Width; i++)
            if (Math.Abs(Rgb[3 * i] - other.Rgb[3 * i]) > step || Math.Abs(Rgb[(3 * i) + 1] - other.Rgb[(3 * i) + 1]) > step || Math.Abs(Rgb[(3 * i) + 2] - other.Rgb[(3 * i) + 2]) > step) changed++;
        return changed / (double)Math.Max(1, (last - first) * Width);
    }

    /// <summary>Share of pixels that are as light as paper here, or as dark as print, and are not in another picture by a wide margin: what a mark has hidden.</summary>
    public double Hidden(PagePicture marked)
    {
        int dark = 0, lost = 0;
        for (int i = 0; i < Width * Height; i++)
        {
            if (Rgb[(3 * i) + 1] > 60) continue;
            dark++;
            if (marked.Rgb[(3 * i) + 1] > 140) lost++;
        }
        return dark == 0 ? 0 : lost / (double)dark;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Palinode.Processes;

namespace Palinode.Engine.Ingest.Pdf;

internal sealed record TextWord(string Text, PointRect Box);

/// <summary>Words side by side, as poppler joined them.</summary>
internal sealed record TextLine(PointRect Box, ImmutableArray<TextWord> Words)
{
    public string Text { get; } = string.Join(' ', Words.Select(w => w.Text));

    /// <summary>Median height of the words in points; a stand-in for the font size.</summary>
    public double WordHeight { get; } = Words.Select(w => w.Box.Height).Order().ElementAt(Words.Length / 2);
}

/// <summary>Lines that stand together, as poppler joined them.</summary>
internal sealed record TextBlock(ImmutableArray<TextLine> Lines)
{
    public PointRect Box { get; } = PointRect.Hull(Lines.Select(l => l.Box));
}

/// <summary>The text of pages with positions, from <c>pdftotext -bbox-layout</c>.</summary>
internal sealed partial class PdfText(string path, ImmutableArray<PageFrame> frames, IngestOptions options, TemporaryFolder folder)
{
    private readonly ImmutableArray<TextBlock>[] _blocks = [.. frames.Select(_ => ImmutableArray<TextBlock>.Empty)];

    /// <summary>Blocks of a page, counted from 1, in reading order.</summary>
    public ImmutableArray<TextBlock> this[int page] => _blocks[page - 1];

    public bool Read(int first, int last, CancellationToken cancel)
    {
        string number(int n) => n.ToString(CultureInfo.InvariantCulture);
        var command = new ChildCommand("pdftotext", "-bbox-layout", "-q", "-f", number(first), "-l", number(last), path, "-")
        {
            Seconds = options.ChildSeconds, MemoryBytes = options.ChildMemoryBytes, Folder = folder, MaxOutputBytes = 64 << 20,
        };
        ChildResult result = ChildProcess.Run(command, cancel);
        if (!result.Succeeded) return false;
        Parse(result.OutputText, first);
        return true;
    }

    /// <summary>Line by line rather than as XML: every element stands on a line of its own, and control characters in words would end an XML reader.</summary>
    private void Parse(string text, int first)
    {
        int page = first - 1;
        var blocks = ImmutableArray.CreateBuilder<TextBlock>();
        var lines = ImmutableArray.CreateBuilder<TextLine>();
        var words = ImmutableArray.CreateBuilder<TextWord>();
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.TrimStart();
            if (line.StartsWith("<word "))
            {
                Match m = Word().Match(line.ToString());
                if (!m.Success || page < 1 || page > frames.Length) continue;
                double at(int i) => double.Parse(m.Groups[i].Value, CultureInfo.InvariantCulture);
                PageFrame frame = frames[page - 1];
                var box = new PointRect(at(1), at(2), at(3), at(4)).Move(-frame.OffsetX, -frame.OffsetY);
                string content = WebUtility.HtmlDecode(m.Groups[5].Value).Trim();
                if (content.Length > 0 && box.X1 >= box.X0 && box.Y1 >= box.Y0 && frame.Bounds.Contains(box.CentreX, box.CentreY)) words.Add(new TextWord(content, box));
            }
            else if (line.StartsWith("</line>"))
            {
                if (words.Count > 0) lines.Add(new TextLine(PointRect.Hull(words.Select(w => w.Box)), words.ToImmutable()));
                words.Clear();
            }
            else if (line.StartsWith("</block>"))
            {
                if (lines.Count > 0) blocks.Add(new TextBlock(lines.ToImmutable()));
                lines.Clear();
            }
            else if (line.StartsWith("<page "))
            {
                page++;
            }
            else if (line.StartsWith("</page>"))
            {
                if (page >= 1 && page <= frames.Length) _blocks[page - 1] = Overprint.Repair(blocks.ToImmutable());
                blocks.Clear();
            }
        }
    }

    [GeneratedRegex("""<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)</word>""")] private static partial Regex Word();
}

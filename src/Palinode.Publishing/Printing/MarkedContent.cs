using System.Globalization;
using System.Text;
using Palinode.Publishing.Pdf;

namespace Palinode.Publishing.Printing;

/// <summary>A stretch of a page's content that belongs to one element of the tag tree.</summary>
/// <param name="Was">Number of the marked content it is from.</param>
/// <param name="Pictures">Names, in the page's resources, of the pictures and forms that it paints.</param>
internal readonly record struct MarkedSegment(int Was, IReadOnlyList<string> Pictures);

/// <summary>
/// A page's content in which marked content stands inside marked content, made flat: where an inner one begins the outer one ends, and begins
/// again behind it. So everything is said once, by the innermost element. Lines and grounds without text or picture become artifacts, which are not read.
/// </summary>
/// <param name="Content">The new bytes; they paint the same.</param>
/// <param name="Segments">What has a number in them, by that number, in the order of painting.</param>
/// <remarks>ISO 32000-1, 14.6 and 14.7.4: a number belongs to one element, and a reader takes all that stands between its begin and end.</remarks>
internal sealed record MarkedContent(byte[] Content, IReadOnlyList<MarkedSegment> Segments)
{
    private static readonly byte[][] Says = [.. new[] { "Tj", "TJ", "'", "\"", "ID" }.Select(Encoding.ASCII.GetBytes)];
    private static readonly byte[][] Paints = [.. new[] { "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh" }.Select(Encoding.ASCII.GetBytes)];

    /// <param name="content">Decoded. Its marked content begins and ends outside of text objects, as WeasyPrint writes it.</param>
    public static MarkedContent Flat(byte[] content)
    {
        var writer = new Writer();
        var open = new Stack<Mark>();
        int copied = 0;
        foreach (ContentOperator one in ContentOperator.Of(content))
        {
            bool begins = one.Is(content, "BDC"u8) || one.Is(content, "BMC"u8), ends = one.Is(content, "EMC"u8);
            if (begins || ends) writer.Copy(content.AsSpan(copied..(begins ? one.Operands : one.Start)));
            if (begins)
            {
                writer.End();
                open.Push(Mark.Read(Encoding.Latin1.GetString(content, one.Operands, one.End - one.Operands)));
                writer.Begin(open.Peek());
                copied = one.End;
            }
            else if (ends && open.TryPop(out _))
            {
                writer.End();
                if (open.TryPeek(out Mark outer)) writer.Begin(outer);
                copied = one.End;
            }
            else if (one.Is(content, "Do"u8)) writer.Show(Encoding.Latin1.GetString(content, one.Operands, one.Start - one.Operands).Trim());
            else if (Says.Any(s => one.Is(content, s))) writer.Say();
            else if (Paints.Any(p => one.Is(content, p))) writer.Paint();
        }
        writer.Copy(content.AsSpan(copied..));
        writer.End();
        return new MarkedContent(writer.Content, writer.Segments);
    }

    /// <param name="Tag">"/P"</param>
    /// <param name="Number">Absent of what is no part of the tree.</param>
    private readonly record struct Mark(string Tag, int? Number)
    {
        public static Mark Read(string begin)
        {
            string tag = "/" + new string([.. begin.AsSpan(1).ToString().TakeWhile(c => char.IsAsciiLetterOrDigit(c))]);
            int at = begin.IndexOf("/MCID", StringComparison.Ordinal);
            if (at < 0) return new Mark(tag, null);
            string digits = new([.. begin[(at + 5)..].SkipWhile(char.IsWhiteSpace).TakeWhile(char.IsAsciiDigit)]);
            return new Mark(tag, int.Parse(digits, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What is between two marks is held back until it is known whether it says something, paints something, or neither.</summary>
    private sealed class Writer
    {
        private readonly List<byte> _content = [], _held = [];
        private readonly List<MarkedSegment> _segments = [];
        private List<string> _shown = [];
        private Mark? _mark;
        private bool _says, _paints;

        public byte[] Content => [.. _content];
        public IReadOnlyList<MarkedSegment> Segments => _segments;

        public void Copy(ReadOnlySpan<byte> bytes) => (_mark is null ? _content : _held).AddRange(bytes);
        public void Say() => _says = true;
        public void Show(string name)
        {
            _says = true;
            _shown.Add(name);
        }

        public void Paint() => _paints = true;
        public void Begin(Mark mark) => (_mark, _says, _paints, _shown) = (mark, false, false, []);

        public void End()
        {
            if (_mark is not { } mark) return;
            string? begin = _says && mark.Number is { } number ? Numbered(mark.Tag, number) : _says || _paints ? "/Artifact BMC" : null;
            if (begin is not null) _content.AddRange(Encoding.ASCII.GetBytes($"\n{begin}\n"));
            _content.AddRange(_held);
            if (begin is not null) _content.AddRange("\nEMC\n"u8);
            _held.Clear();
            _mark = null;
        }

        private string Numbered(string tag, int was)
        {
            _segments.Add(new MarkedSegment(was, _shown));
            return string.Create(CultureInfo.InvariantCulture, $"{tag} <</MCID {_segments.Count - 1}>> BDC");
        }
    }
}

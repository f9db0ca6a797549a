using System.Globalization;
using System.Text;

namespace Palinode.Engine.Tests.Ingest;

/// <summary>Writes small PDFs with text and grey pictures, as plain as the format allows.</summary>
internal sealed class DrawnPdf
{
    private readonly List<string> _pages = [];
    private readonly List<(int Width, int Height, byte[] Gray)> _pictures = [];

    /// <param name="content">Operators of the page; the font is F1, pictures are P0, P1, … of the whole document.</param>
    public DrawnPdf Page(string content)
    {
        _pages.Add(content);
        return this;
    }

    public DrawnPdf Picture(int width, int height, byte[] gray)
    {
        _pictures.Add((width, height, gray));
        return this;
    }

    public static string Text(double x, double y, string text, double size = 10) =>
        string.Create(CultureInfo.InvariantCulture, $"BT /F1 {size} Tf {x} {y} Td ({text.Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj ET\n");

    public static string Place(int picture, double x, double y, double w, double h) =>
        string.Create(CultureInfo.InvariantCulture, $"q {w} 0 0 {h} {x} {y} cm /P{picture} Do Q\n");

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        List<long> offsets = [];
        void Raw(string s) => stream.Write(Encoding.Latin1.GetBytes(s));
        void Object(string head, byte[]? body = null)
        {
            offsets.Add(stream.Position);
            Raw($"{offsets.Count} 0 obj\n{head}");
            if (body is not null) { Raw("\nstream\n"); stream.Write(body); Raw("\nendstream"); }
            Raw("\nendobj\n");
        }
        Raw("%PDF-1.4\n");
        int firstPicture = 4, firstPage = firstPicture + _pictures.Count;
        Object("<< /Type /Catalog /Pages 2 0 R >>");
        Object($"<< /Type /Pages /Count {_pages.Count} /Kids [{string.Join(' ', Enumerable.Range(0, _pages.Count).Select(i => $"{firstPage + 2 * i} 0 R"))}] >>");
        Object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        foreach ((int w, int h, byte[] gray) in _pictures)
            Object($"<< /Type /XObject /Subtype /Image /Width {w} /Height {h} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length {gray.Length} >>", gray);
        string names = string.Join(' ', _pictures.Select((_, i) => $"/P{i} {firstPicture + i} 0 R"));
        for (int i = 0; i < _pages.Count; i++)
        {
            Object($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {firstPage + 2 * i + 1} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << {names} >> >> >>");
            byte[] content = Encoding.Latin1.GetBytes(_pages[i]);
            Object($"<< /Length {content.Length} >>", content);
        }
        long xref = stream.Position;
        Raw($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (long offset in offsets) Raw(string.Create(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n"));
        Raw($"trailer\n<< /Size {offsets.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return stream.ToArray();
    }
}

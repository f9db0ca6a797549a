using System.Globalization;
using System.IO.Compression;
using System.Text;
using Palinode.Engine.Imaging;

namespace Palinode.Samples.Pdf;

/// <summary>
/// Writes PDF 1.5: pages, embedded subset fonts with Unicode maps, pictures as JPEG or deflated pixels. Equal content gives equal bytes:
/// nothing in the file depends on time or place.
/// </summary>
internal sealed class PdfDocument(double pageWidth, double pageHeight, string title)
{
    private readonly List<PdfPage> _pages = [];
    private readonly List<byte[]> _objects = [];
    private readonly FontSet _fonts = new();
    private readonly Dictionary<Raster, int> _pictures = new(ReferenceEqualityComparer.Instance);

    public double PageWidth { get; } = pageWidth;
    public double PageHeight { get; } = pageHeight;
    public FontSet Fonts => _fonts;
    public int Pages => _pages.Count;

    public PdfPage AddPage()
    {
        PdfPage page = new(this);
        _pages.Add(page);
        return page;
    }

    /// <summary>The object number of a picture; a picture shown twice is stored once.</summary>
    internal int Store(Raster picture, int quality)
    {
        if (_pictures.TryGetValue(picture, out int known)) return known;
        string head = $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /BitsPerComponent 8 /ColorSpace {(picture.Channels == 1 ? "/DeviceGray" : "/DeviceRGB")}";
        return _pictures[picture] = quality > 0
            ? Stream(head + " /Filter /DCTDecode", picture.ToJpeg(quality))
            : Stream(head + " /Filter /FlateDecode", Deflate(picture.Pixels));
    }

    public byte[] ToBytes()
    {
        StringBuilder fonts = new();
        foreach (Face face in Enum.GetValues<Face>())
            if (_fonts[face].Used.Count > 0) fonts.Append(CultureInfo.InvariantCulture, $"/{face} {StoreFont(_fonts[face])} 0 R ");
        int resources = Add($"<< /Font << {fonts}>> /XObject << {string.Concat(_pictures.Values.Select(n => $"/P{n} {n} 0 R "))}>> >>");
        int tree = _objects.Count + 1 + 2 * _pages.Count;
        List<int> kids = [];
        foreach (PdfPage page in _pages)
        {
            int content = Stream("/Filter /FlateDecode", Deflate(Encoding.ASCII.GetBytes(page.Content)));
            kids.Add(Add(Text($"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {PageWidth:0.##} {PageHeight:0.##}] /Resources {resources} 0 R /Contents {content} 0 R >>")));
        }
        Add($"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(k => $"{k} 0 R"))}] >>");
        int catalog = Add($"<< /Type /Catalog /Pages {tree} 0 R >>");
        int info = Add($"<< /Title {Literal(title)} /Producer (Palinode.Samples) >>");
        return Assemble(catalog, info);
    }

    private int StoreFont(TrueTypeFont font)
    {
        byte[] subset = font.Subset();
        int file = Stream($"/Length1 {subset.Length} /Filter /FlateDecode", Deflate(subset));
        string name = "PALSMP+" + font.Name;
        int flags = font.Name.Contains("Serif", StringComparison.Ordinal) ? 6 : 4;
        int descriptor = Add($"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [{string.Join(' ', font.BoundingBox)}] /ItalicAngle {(font.Name.EndsWith("Italic", StringComparison.Ordinal) ? -12 : 0)} /Ascent {font.Ascent} /Descent {font.Descent} /CapHeight 660 /StemV 80 /FontFile2 {file} 0 R >>");
        string widths = string.Join(' ', font.Used.Keys.Select(g => $"{g} [{font.Advance(g)}]"));
        int descendant = Add($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 500 /W [{widths}] >>");
        StringBuilder map = new("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Palinode-Unicode def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        foreach (KeyValuePair<int, char>[] part in font.Used.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach ((int glyph, char character) in part) map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{(int)character:X4}>\n");
            map.Append("endbfchar\n");
        }
        map.Append("endcmap CMapName currentdict /CMap defineresource pop end end");
        int unicode = Stream("/Filter /FlateDecode", Deflate(Encoding.ASCII.GetBytes(map.ToString())));
        return Add($"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>");
    }

    private byte[] Assemble(int catalog, int info)
    {
        using MemoryStream file = new();
        void Write(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        Write("%PDF-1.5\n%\u00e2\u00e3\u00cf\u00d3\n");
        List<long> offsets = [];
        for (int i = 0; i < _objects.Count; i++)
        {
            offsets.Add(file.Length);
            Write($"{i + 1} 0 obj\n");
            file.Write(_objects[i]);
            Write("\nendobj\n");
        }
        long table = file.Length;
        Write($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (long offset in offsets) Write($"{offset:0000000000} 00000 n \n");
        Write($"trailer\n<< /Size {_objects.Count + 1} /Root {catalog} 0 R /Info {info} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    private int Stream(string head, byte[] content) =>
        AddBytes([.. Encoding.ASCII.GetBytes($"<< {head} /Length {content.Length} >>\nstream\n"), .. content, .. "\nendstream"u8]);

    private int Add(string text) => AddBytes(Encoding.Latin1.GetBytes(text));

    private int AddBytes(byte[] content)
    {
        _objects.Add(content);
        return _objects.Count;
    }

    /// <summary>UTF-16 in hexadecimal, which any text survives.</summary>
    private static string Literal(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static byte[] Deflate(byte[] content)
    {
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(content);
        return packed.ToArray();
    }
}

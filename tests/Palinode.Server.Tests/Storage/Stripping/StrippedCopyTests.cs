using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Stripping;

namespace Palinode.Server.Tests.Storage.Stripping;

/// <summary>Failure class 8: the source leaks through metadata.</summary>
internal sealed class StrippedCopyTests
{
    private const string Canary = "okapi-canary";
    private static readonly byte[] Picture = [1, 2, 3, 250, 251, 252, 7, 7, 7, 0, 0, 9];

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    private static async Task<byte[]> Strip(byte[] file)
    {
        using StrippedCopy copies = new(new StripOptions());
        byte[] copy = await copies.MakeAsync(new MemoryStream(file), SniffedType.Of(file), CancellationToken.None);
        Encoding.Latin1.GetString(file).ShouldContain(Canary);
        Encoding.Latin1.GetString(copy).ShouldNotContain(Canary, Case.Insensitive);
        return copy;
    }

    private static byte[] Exif(ushort orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0x01, 0x3B, 0, 2, 0, 0, 0, (byte)Canary.Length, 0, 0, 0, 38, 0, 0, 0, 0, .. Latin(Canary)];

    private static byte[] Segment(byte marker, params byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Chunk(string type, params byte[] body)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        return [.. length, .. Latin(type), .. body, 0, 0, 0, 0];
    }

    [Test]
    public async Task Failure_class_8_a_jpeg_keeps_its_picture_and_how_it_is_turned_and_nothing_else()
    {
        byte[] tables = [.. Segment(0xDB, Picture), .. Segment(0xC0, 8, 0, 1, 0, 1, 1, 1, 0x11, 0), .. Segment(0xC4, Picture)], scan = [.. Segment(0xDA, 1, 1, 0, 0, 63, 0), 1, 2, 0xFF, 0, 0xFF, 0xD0, 3, 0xFF, 0xD9];
        byte[] adobe = Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1]);
        byte[] file =
        [
            0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 1, 1, .. Latin("zzz")]), .. Segment(0xE1, [.. "Exif\0\0"u8, .. Exif(6)]), .. Segment(0xE1, Latin($"http://ns.adobe.com/xap/1.0/\0<x>{Canary}</x>")),
            .. Segment(0xE2, Latin($"ICC_PROFILE\0{Canary}")), .. Segment(0xED, Latin($"Photoshop 3.0\0{Canary}")), .. adobe, .. Segment(0xFE, Latin(Canary)), .. tables, .. scan, .. Latin($"{Canary} after the end"),
        ];
        byte[] upright = [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        (await Strip(file)).ShouldBe((byte[])[0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 0, 0]), .. Segment(0xE1, upright), .. adobe, .. tables, .. scan]);
    }

    [Test]
    public async Task Failure_class_8_a_png_keeps_its_picture_and_nothing_else()
    {
        byte[] head = [0x89, .. "PNG\r\n\u001a\n"u8], ihdr = Chunk("IHDR", 0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0), data = Chunk("IDAT", Picture), physical = Chunk("pHYs", 0, 0, 1, 0, 0, 0, 1, 0, 1), end = Chunk("IEND");
        byte[] file = [.. head, .. ihdr, .. Chunk("iCCP", Latin(Canary)), .. physical, .. Chunk("tEXt", Latin($"Author\0{Canary}")), .. Chunk("eXIf", Exif(1)), .. Chunk("tIME", 7, 0xEA, 1, 1, 1, 1, 1), .. data, .. Chunk("iTXt", Latin(Canary)), .. Chunk("prVt", Latin(Canary)), .. end, .. Latin(Canary)];
        (await Strip(file)).ShouldBe((byte[])[.. head, .. ihdr, .. physical, .. data, .. end]);
    }

    [Test]
    public async Task A_turned_png_stays_turned()
    {
        byte[] file = [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", new byte[13]), .. Chunk("eXIf", Exif(8)), .. Chunk("IDAT", Picture), .. Chunk("IEND")];
        byte[] copy = await Strip(file);
        int at = copy.AsSpan().IndexOf("eXIf"u8);
        ExifOrientation.Read(copy.AsSpan(at + 4)).ShouldBe((ushort)8);
        // The checksum of a chunk is that of zlib, which .NET's streams write at the end of a gzip file.
        using MemoryStream zipped = new();
        using (GZipStream gzip = new(zipped, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(copy.AsSpan(at, 4 + 26));
        BinaryPrimitives.ReadUInt32BigEndian(copy.AsSpan(at + 30)).ShouldBe(BinaryPrimitives.ReadUInt32LittleEndian(zipped.ToArray().AsSpan((int)zipped.Length - 8)));
    }

    [TestCase(true, false)]
    [TestCase(false, false)]
    [TestCase(true, true)]
    [TestCase(false, true)]
    public async Task Failure_class_8_a_tiff_keeps_its_pages_and_nothing_else(bool little, bool big)
    {
        byte[] file = Tiff(little, big, (Picture, Canary), ([.. Picture, 1], Canary)), copy = await Strip(file);
        copy.AsSpan().IndexOf(Picture).ShouldBeGreaterThan(0);
        copy.AsSpan().IndexOf((byte[])[.. Picture, 1]).ShouldBeGreaterThan(0);
        // What is stripped already stays as it is.
        using StrippedCopy again = new(new StripOptions());
        (await again.MakeAsync(new MemoryStream(copy), "image/tiff", CancellationToken.None)).ShouldBe(copy);
        copy.Length.ShouldBeLessThan(file.Length);
    }

    [Test]
    public async Task Failure_class_8_a_gif_keeps_its_pictures_and_nothing_else()
    {
        byte[] head = [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6], control = [0x21, 0xF9, 4, 0, 0, 0, 0, 0], loop = [0x21, 0xFF, 11, .. "NETSCAPE2.0"u8, 3, 1, 0, 0, 0], picture = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0];
        byte[] text = [(byte)Canary.Length, .. Latin(Canary), 0];
        byte[] file = [.. head, 0x21, 0xFE, .. text, 0x21, 0xFF, 11, .. "XMP DataXMP"u8, .. text, .. loop, .. control, .. picture, 0x3B, .. Latin(Canary)];
        (await Strip(file)).ShouldBe((byte[])[.. head, .. loop, .. control, .. picture, 0x3B]);
    }

    [Test]
    public async Task Failure_class_8_a_webp_keeps_its_picture_and_nothing_else()
    {
        static byte[] Riff(string type, byte[] body) => [.. Latin(type), (byte)body.Length, 0, 0, 0, .. body, .. new byte[body.Length & 1]];
        byte[] picture = Riff("VP8L", Picture);
        byte[] inner = [.. Latin("WEBP"), .. Riff("VP8X", [0x2C, 0, 0, 0, 1, 0, 0, 1, 0, 0]), .. Riff("ICCP", Latin(Canary)), .. picture, .. Riff("EXIF", Latin(Canary)), .. Riff("XMP ", Latin(Canary))];
        (await Strip(Riff("RIFF", inner))).ShouldBe(Riff("RIFF", [.. Latin("WEBP"), .. Riff("VP8X", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0]), .. picture]));
    }

    [Test]
    public async Task Failure_class_8_a_jpeg_2000_keeps_its_picture_and_nothing_else()
    {
        static byte[] Box(string type, byte[] body) => [0, 0, 0, (byte)(body.Length + 8), .. Latin(type), .. body];
        byte[] head = [0xFF, 0x4F, .. Segment(0x51, Picture)], tiles = [0xFF, 0x90, 0, 10, .. Picture];
        byte[] start = [.. Box("jP  ", [13, 10, 0x87, 10]), .. Box("ftyp", Latin("jp2 ")), .. Box("jp2h", Box("ihdr", Picture))];
        byte[] file = [.. start, .. Box("xml ", Latin(Canary)), .. Box("uuid", Latin(Canary)), .. Box("jp2c", [.. head, .. Segment(0x64, Latin(Canary)), .. tiles])];
        (await Strip(file)).ShouldBe((byte[])[.. start, .. Box("jp2c", [.. head, .. tiles])]);
    }

    [Test]
    public async Task Failure_class_8_a_pdf_keeps_its_pages_and_nothing_else()
    {
        byte[] copy = await Strip(Pdf());
        string text = await Qpdf(copy);
        foreach (string gone in (string[])[Canary, "/Info", "/Metadata", "/JavaScript", "/OpenAction", "/EmbeddedFile", "/Outlines", "/Annots", "/AcroForm", "/PieceInfo", "CreationDate"]) text.ShouldNotContain(gone, Case.Insensitive);
        text.ShouldContain("(seen words) Tj");
        text.ShouldContain("/DCTDecode");
    }

    [Test]
    public async Task A_file_that_cannot_be_stripped_or_is_damaged_is_refused_with_one_line()
    {
        using StrippedCopy copies = new(new StripOptions());
        byte[] png = [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", new byte[13])], jpeg = [0xFF, 0xD8, .. Segment(0xDB, Picture)], tiff = Tiff(true, false, (Picture, Canary))[..60];
        foreach (byte[] file in (byte[][])[png, jpeg, tiff, Latin("GIF89a"), Latin("%PDF-1.4 nothing"), [0x1F, 0x8B, 8, 8, 1, 2, 3, 4, .. Latin(Canary)], Latin("PK\x03\x04"), Latin("words")])
            (await Should.ThrowAsync<InputException>(copies.MakeAsync(new MemoryStream(file), SniffedType.Of(file), CancellationToken.None))).Message.ShouldNotContain("\n");
    }

    [Test]
    public async Task A_pdf_lies_in_clear_in_memory_alone_and_only_while_it_is_read()
    {
        using StrippedCopy nowhere = new(new StripOptions { MemoryFolder = null });
        (await Should.ThrowAsync<InputException>(nowhere.MakeAsync(new MemoryStream(Pdf()), "application/pdf", CancellationToken.None))).Message.ShouldContain("/dev/shm");
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using StrippedCopy copies = new(new StripOptions { MemoryFolder = folder });
            await copies.MakeAsync(new MemoryStream(Pdf()), "application/pdf", CancellationToken.None);
            Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A page with words and a picture, and everything beside it that may give somebody away.</summary>
    private static byte[] Pdf()
    {
        byte[] jpeg = [0xFF, 0xD8, .. Segment(0xFE, Latin(Canary)), .. Segment(0xDB, Picture), .. Segment(0xDA, 1), 5, 0xFF, 0xD9];
        (string Dictionary, byte[]? Stream)[] objects =
        [
            ($"/Type /Catalog /Pages 2 0 R /OpenAction 7 0 R /Metadata 8 0 R /Outlines 9 0 R /Names << /JavaScript << /Names [(x) 7 0 R] >> /EmbeddedFiles << /Names [({Canary}) 10 0 R] >> >> /AcroForm << /Fields [] >>", null),
            ("/Type /Pages /Kids [3 0 R] /Count 1", null),
            ($"/Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> /Annots [6 0 R] /LastModified (D:20260101) /PieceInfo << /X << /Private ({Canary}) >> >>", null),
            ("", Latin("BT (seen words) Tj ET q 10 0 0 10 0 0 cm /P Do Q")),
            ("/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode /Metadata 8 0 R", jpeg),
            ($"/Type /Annot /Subtype /Text /Rect [0 0 9 9] /T ({Canary}) /Contents ({Canary})", null),
            ($"/S /JavaScript /JS (app.alert\\('{Canary}'\\))", null),
            ("/Type /Metadata /Subtype /XML", Latin($"<x>{Canary}</x>")),
            ($"/Type /Outlines /Title ({Canary})", null),
            ($"/Type /Filespec /F ({Canary}) /EF << /F 11 0 R >>", null),
            ("/Type /EmbeddedFile", Latin(Canary)),
            ($"/Author ({Canary}) /Creator ({Canary}) /CreationDate (D:20260101000000Z)", null),
        ];
        using MemoryStream file = new();
        file.Write("%PDF-1.7\n"u8);
        List<long> places = [];
        foreach ((string dictionary, byte[]? stream) in objects)
        {
            places.Add(file.Position);
            file.Write(Latin($"{places.Count} 0 obj\n<< {dictionary}{(stream is null ? "" : $" /Length {stream.Length}")} >>\n"));
            if (stream is not null) file.Write([.. "stream\n"u8, .. stream, .. "\nendstream\n"u8]);
            file.Write("endobj\n"u8);
        }
        long table = file.Position;
        file.Write(Latin($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{string.Concat(places.Select(p => $"{p:0000000000} 00000 n \n"))}trailer\n<< /Size {objects.Length + 1} /Root 1 0 R /Info 12 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        return file.ToArray();
    }

    /// <summary>Every object, readable.</summary>
    private static async Task<string> Qpdf(byte[] pdf)
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, pdf);
            using Process process = Process.Start(new ProcessStartInfo("qpdf", ["--qdf", "--object-streams=disable", path, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.Latin1 })!;
            string text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0);
            return text;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Pages of one strip each, with a description.</summary>
    private static byte[] Tiff(bool little, bool big, params (byte[] Picture, string Description)[] pages)
    {
        byte[] Number(ulong n, int width)
        {
            byte[] bytes = [.. Enumerable.Range(0, width).Select(i => (byte)(n >> 8 * i))];
            return little ? bytes : [.. bytes.Reverse()];
        }
        byte[] Fit(byte[] bytes) => [.. bytes, .. new byte[(big ? 8 : 4) - bytes.Length]];
        int wide = big ? 8 : 4;
        using MemoryStream file = new();
        file.Write([.. little ? "II"u8 : "MM"u8, .. Number(big ? 43u : 42u, 2), .. big ? [.. Number(8, 2), .. Number(0, 2)] : Array.Empty<byte>(), .. Number(0, wide)]);
        long link = big ? 8 : 4;
        foreach ((byte[] picture, string description) in pages)
        {
            long strip = file.Position;
            file.Write(picture);
            long words = file.Position;
            file.Write([.. Latin(description), 0]);
            (ushort Tag, ushort Type, ulong Count, byte[] Value)[] entries =
            [
                (256, 3, 1, Fit(Number((ulong)picture.Length, 2))), (257, 3, 1, Fit(Number(1, 2))), (258, 3, 1, Fit(Number(8, 2))), (259, 3, 1, Fit(Number(1, 2))), (262, 3, 1, Fit(Number(1, 2))),
                (270, 2, (ulong)description.Length + 1, Number((ulong)words, wide)), (273, 4, 1, Fit(Number((ulong)strip, 4))), (279, 4, 1, Fit(Number((ulong)picture.Length, 4))), (305, 2, (ulong)description.Length + 1, Number((ulong)words, wide)), (50838, 2, 4, Fit(Latin("okap"))),
            ];
            long at = file.Position;
            file.Write(Number((ulong)entries.Length, big ? 8 : 2));
            foreach ((ushort tag, ushort type, ulong count, byte[] value) in entries) file.Write([.. Number(tag, 2), .. Number(type, 2), .. Number(count, wide), .. value]);
            long next = file.Position;
            file.Write(Number(0, wide));
            file.Position = link;
            file.Write(Number((ulong)at, wide));
            (file.Position, link) = (file.Length, next);
        }
        return file.ToArray();
    }
}

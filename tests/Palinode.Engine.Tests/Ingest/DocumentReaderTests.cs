using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Ingest;

/// <summary>What is read is read as it stands on the page; what cannot be read is refused in one line.</summary>
internal sealed class DocumentReaderTests
{
    private string _folder = null!;

    [SetUp] public void Open() => _folder = Directory.CreateTempSubdirectory("palinode-test-").FullName;
    [TearDown] public void Close() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static SourceDocument Read(string path, IngestOptions? options = null) => new DocumentReader().Read(path, Path.GetFileName(path), options ?? new IngestOptions());

    private static string RefusalOf(string path, IngestOptions? options = null)
    {
        string line = Should.Throw<InputException>(() => Read(path, options)).Message;
        line.ShouldStartWith(Path.GetFileName(path));
        line.ShouldNotContain('\n');
        return line;
    }

    private const string Prose = "The cells were kept at the usual temperature and counted on the third day after the treatment began.";

    private static DrawnPdf Article(Raster picture) => new DrawnPdf().Picture(picture.Width, picture.Height, picture.Pixels)
        .Page(DrawnPdf.Text(60, 790, Prose) + DrawnPdf.Text(60, 778, Prose) + DrawnPdf.Place(0, 100, 400, 300, 200) + DrawnPdf.Text(100, 380, "Figure 2. Cells after treatment. Scale as drawn.") + DrawnPdf.Text(60, 300, Prose) + DrawnPdf.Text(60, 288, Prose));

    [Test]
    public void A_stored_picture_comes_at_its_own_resolution_with_its_place_and_caption()
    {
        Raster picture = PlantedScene.Blobs(450, 300, seed: 21);
        SourceFigure figure = Read(Write("article.pdf", Article(picture).ToBytes())).Figures.ShouldHaveSingleItem();
        figure.Number.ShouldBe("2");
        figure.Page.ShouldBe(1);
        figure.Caption.ShouldBe("Figure 2. Cells after treatment. Scale as drawn.");
        Graphic graphic = figure.Graphics.ShouldHaveSingleItem();
        graphic.Origin.ShouldBe(GraphicOrigin.Embedded);
        graphic.Pixels.Width.ShouldBe(450);
        graphic.Pixels.ToGray().Pixels.ShouldBe(picture.Pixels);
        graphic.Box.OverlapWith(new Box(100 / 595.0, 1 - 600 / 842.0, 400 / 595.0, 1 - 400 / 842.0)).ShouldBeGreaterThan(0.98);
    }

    [Test]
    public void A_picture_stored_upside_down_is_taken_as_the_page_shows_it()
    {
        Raster picture = PlantedScene.Blobs(300, 200, seed: 22);
        byte[] pdf = new DrawnPdf().Picture(300, 200, picture.Pixels).Page("q 300 0 0 -200 100 600 cm /P0 Do Q\n" + DrawnPdf.Text(100, 380, "Figure 1. A field turned over.")).ToBytes();
        Graphic graphic = Read(Write("article.pdf", pdf)).Figures.ShouldHaveSingleItem().Graphics[0];
        graphic.Origin.ShouldBe(GraphicOrigin.Rendered);
    }

    [Test]
    public void A_scanned_page_gives_the_pictures_on_it_at_the_scans_resolution()
    {
        const int w = 1240, h = 1754;
        byte[] page = new byte[w * h];
        Array.Fill(page, (byte)252);
        // Lines of letters: small separate marks.
        for (int line = 0; line < 50; line++)
            for (int letter = 0; letter < 90; letter++)
                for (int y = 0; y < 12; y++) page.AsSpan((120 + (line < 20 ? line : line + 24) * 22 + y) * w + 100 + letter * 11, 6).Fill(30);
        Raster picture = PlantedScene.Blobs(560, 400, seed: 9);
        for (int y = 0; y < 400; y++) picture.Pixels.AsSpan(y * 560, 560).CopyTo(page.AsSpan((600 + y) * w + 300));
        byte[] pdf = new DrawnPdf().Picture(w, h, page).Page(DrawnPdf.Place(0, 0, 0, 595, 842)).ToBytes();
        SourceFigure figure = Read(Write("scan.pdf", pdf)).Figures.ShouldHaveSingleItem();
        Graphic graphic = figure.Graphics.ShouldHaveSingleItem();
        graphic.Box.OverlapWith(new Box(300.0 / w, 600.0 / h, 860.0 / w, 1000.0 / h)).ShouldBeGreaterThan(0.9);
        graphic.Pixels.Width.ShouldBeInRange(540, 600);
    }

    [Test]
    public void A_document_without_figures_is_read_and_says_so()
    {
        SourceDocument document = Read(Write("letter.pdf", new DrawnPdf().Page(DrawnPdf.Text(60, 700, Prose) + DrawnPdf.Text(60, 688, Prose)).ToBytes()));
        document.Figures.ShouldBeEmpty();
        document.Remarks.ShouldContain("No figure was found in this document.");
    }

    [Test]
    public void A_missing_file_is_refused() => RefusalOf(Path.Combine(_folder, "nothing.pdf")).ShouldContain("no such file");

    [Test]
    public void An_empty_file_is_refused() => RefusalOf(Write("empty.pdf", [])).ShouldContain("empty");

    [Test]
    public void A_text_file_with_the_name_of_a_pdf_is_refused() => RefusalOf(Write("notes.pdf", "only words"u8.ToArray())).ShouldContain("by its content");

    [TestCase("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "drawing.png")]
    [TestCase("%!PS-Adobe-3.0 EPSF-3.0\n", "drawing.png")]
    [TestCase("push graphic-context\nviewbox 0 0 1 1\n", "drawing.jpg")]
    [TestCase("<html><script>1</script></html>", "page.pdf")]
    public void What_calls_itself_a_picture_and_is_a_program_is_refused(string content, string name) => RefusalOf(Write(name, Encoding.UTF8.GetBytes(content)));

    [Test]
    public void A_truncated_pdf_is_refused()
    {
        byte[] whole = Article(PlantedScene.Blobs(300, 200, seed: 1)).ToBytes();
        RefusalOf(Write("half.pdf", whole[..(whole.Length / 2)])).ShouldContain("truncated");
    }

    [Test]
    public void A_pdf_behind_a_password_is_refused()
    {
        string open = Write("open.pdf", Article(PlantedScene.Blobs(300, 200, seed: 1)).ToBytes()), locked = Path.Combine(_folder, "locked.pdf");
        try
        {
            using Process qpdf = Process.Start(new ProcessStartInfo("qpdf", ["--encrypt", "secret", "owner", "256", "--", open, locked]))!;
            qpdf.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception) { Assert.Ignore("skipped: qpdf is not installed"); }
        RefusalOf(locked).ShouldContain("password");
    }

    [Test]
    public void A_pdf_of_too_many_pages_is_refused_with_the_limit_and_the_option_named()
    {
        var pdf = new DrawnPdf();
        for (int i = 0; i < 5000; i++) pdf.Page("");
        string line = RefusalOf(Write("long.pdf", pdf.ToBytes()));
        line.ShouldContain("5,000");
        line.ShouldContain("500");
        line.ShouldContain("--max-pages");
        RefusalOf(Write("seven.pdf", new DrawnPdf().Page("").Page("").ToBytes()), new IngestOptions { MaxPages = 1 }).ShouldContain("limit of 1");
    }

    [Test]
    public void A_picture_that_claims_to_be_huge_is_refused_before_it_is_decoded()
    {
        byte[] png = [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 60_000);
        long start = Stopwatch.GetTimestamp();
        RefusalOf(Write("huge.png", png)).ShouldContain("60");
        Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(5);
    }

    [TestCase("../outside.png")]
    [TestCase("/absolute.png")]
    [TestCase("a/../../outside.png")]
    public void A_zip_that_leads_out_of_its_folder_is_refused(string entry)
    {
        string path = Path.Combine(_folder, "package.zip");
        using (ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using StreamWriter writer = new(zip.CreateEntry(entry).Open());
            writer.Write("x");
        }
        RefusalOf(path).ShouldContain("out of its folder");
        File.Exists(Path.Combine(Path.GetDirectoryName(_folder)!, "outside.png")).ShouldBeFalse();
    }

    [Test]
    public void A_folder_without_xml_is_refused()
    {
        Write("package/figure.png", PlantedScene.Blobs(60, 40, 1).ToPng());
        RefusalOf(Path.Combine(_folder, "package")).ShouldContain("XML");
    }

    private const string Jats = """
        <!DOCTYPE article PUBLIC "-//NLM//DTD JATS" "http://192.0.2.1/never-fetched.dtd">
        <article xmlns:xlink="http://www.w3.org/1999/xlink"><body><sec>
        <fig id="f1"><label>Figure 1</label><caption><title>Cells.</title><p>(A) Before. (B) After <italic>in vitro</italic>.</p></caption><graphic xlink:href="art-g001"/></fig>
        <fig id="f2"><label>Figure 2</label><caption><p>Lost.</p></caption><graphic xlink:href="art-g002.tif"/></fig>
        </sec></body></article>
        """;

    [TestCase(true)]
    [TestCase(false)]
    public void A_jats_package_gives_figures_captions_and_the_largest_picture_files(bool zipped)
    {
        Raster large = PlantedScene.Blobs(200, 120, 3);
        Write("package/article.xml", Encoding.UTF8.GetBytes(Jats));
        Write("package/images/art-g001.jpg", large.Resize(50, 30).ToJpeg());
        Write("package/images/art-g001.png", large.ToPng());
        string path = Path.Combine(_folder, "package");
        if (zipped)
        {
            ZipFile.CreateFromDirectory(path, path + ".zip");
            path += ".zip";
        }
        SourceDocument document = Read(path);
        document.Kind.ShouldBe(DocumentKind.JatsPackage);
        SourceFigure figure = document.Figures.ShouldHaveSingleItem();
        (figure.Number, figure.Page, figure.Caption).ShouldBe(("1", 1, "Figure 1. Cells. (A) Before. (B) After in vitro."));
        (figure.CaptionParts?.Title, figure.CaptionParts?.Letters, figure.CaptionParts?.Of('B')).ShouldBe(("Cells.", "AB", "(B) After in vitro."));
        document.Article.ShouldNotBeNull().Title.ShouldBeNull();
        figure.Graphics[0].Pixels.Width.ShouldBe(200);
        document.Remarks.ShouldContain(r => r.Contains("Figure 2", StringComparison.Ordinal));
    }

    [Test]
    public void A_bomb_of_entities_is_not_expanded()
    {
        Write("package/article.xml", "<!DOCTYPE article [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><article><body>&b;</body></article>"u8.ToArray());
        RefusalOf(Path.Combine(_folder, "package"));
    }

    [Test]
    public void A_cancelled_reading_ends_within_a_second()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        string path = Write("article.pdf", Article(PlantedScene.Blobs(300, 200, seed: 1)).ToBytes());
        long start = Stopwatch.GetTimestamp();
        Should.Throw<OperationCanceledException>(() => new DocumentReader().Read(path, "article.pdf", new IngestOptions(), cancel.Token));
        Stopwatch.GetElapsedTime(start).TotalSeconds.ShouldBeLessThan(1);
    }
}

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Palinode.Articles;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Ingest;

/// <summary>A PDF keeps its pages and places; the XML gives words, and its package finer pixels.</summary>
internal sealed class JatsCompanionTests
{
    private const string Prose = "The cells were kept at the usual temperature and counted on the third day after the treatment began.";
    private const string First = "Cells after treatment with the invented compound, three days in the dark.", Second = "Fields of the untouched control, taken on the same invented morning.";

    private string _folder = null!;
    private Raster _one = null!, _two = null!;

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("palinode-test-").FullName;
        (_one, _two) = (PlantedScene.Blobs(300, 200, seed: 31), PlantedScene.Blobs(240, 200, seed: 32));
    }

    [TearDown] public void Close() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Two pages, a figure on each; the second caption may stand without its label.</summary>
    private string Pdf(string secondLabel = "Figure 2. ", string doi = "10.5555/invented.1", string more = "") => Write("article.pdf", new DrawnPdf()
        .Picture(_one.Width, _one.Height, _one.Pixels).Picture(_two.Width, _two.Height, _two.Pixels)
        .Page((doi.Length > 0 ? DrawnPdf.Text(60, 800, $"https://doi.org/{doi}", 8) : "") + DrawnPdf.Text(60, 780, Prose) + DrawnPdf.Text(60, 768, Prose) + DrawnPdf.Place(0, 100, 420, 300, 200) + DrawnPdf.Text(80, 400, $"Figure 1. {First}") + DrawnPdf.Text(60, 300, Prose) + DrawnPdf.Text(60, 288, Prose))
        .Page(DrawnPdf.Text(60, 780, Prose) + DrawnPdf.Text(60, 768, Prose) + DrawnPdf.Place(1, 100, 420, 240, 200) + DrawnPdf.Text(80, 380, secondLabel + Second) + DrawnPdf.Text(60, 300, Prose))
        .Page(more)
        .ToBytes());

    private static byte[] Xml(string doi = "10.5555/invented.1", string first = First, string second = Second) => Encoding.UTF8.GetBytes($"""
        <article xmlns:xlink="http://www.w3.org/1999/xlink"><front><article-meta><article-id pub-id-type="doi">{doi}</article-id><title-group><article-title>On invented cells and what became of them</article-title></title-group></article-meta></front><body>
        <fig><label>Figure 1</label><caption><title>{first}</title><p>More than the page says.</p></caption><graphic xlink:href="f1"/></fig>
        <fig><label>Figure 2</label><caption><p>{second}</p></caption><graphic xlink:href="f2"/></fig>
        <fig><label>Figure 3</label><caption><p>A scheme that stands online only.</p></caption><graphic xlink:href="f3"/></fig>
        </body></article>
        """);

    private static SourceDocument Read(string pdf, string jats) => new DocumentReader().Read(pdf, "article.pdf", jats, new IngestOptions());

    private static string RefusalOf(string pdf, string jats)
    {
        string line = Should.Throw<InputException>(() => Read(pdf, jats)).Message;
        line.ShouldNotContain('\n');
        return line;
    }

    private string Package(params (string Name, Raster Picture)[] pictures)
    {
        string package = Path.GetDirectoryName(Write("package/article.xml", Xml()))!;
        foreach ((string name, Raster picture) in pictures) Write($"package/images/{name}", picture.ToPng());
        return package;
    }

    [Test]
    public void Captions_and_facts_come_from_the_xml_and_places_from_the_pdf()
    {
        string pdf = Pdf(), xml = Write("article.xml", Xml());
        SourceDocument alone = new DocumentReader().Read(pdf, "article.pdf", new IngestOptions()), both = Read(pdf, xml);
        both.Figures.Select(f => f.Caption).ShouldBe([$"Figure 1. {First} More than the page says.", $"Figure 2. {Second}"]);
        both.Figures.Select(f => (f.Number, f.Page, f.Box)).ShouldBe(alone.Figures.Select(f => (f.Number, f.Page, f.Box)));
        both.Figures.Select(f => f.Graphics[0].Pixels.Width).ShouldBe([300, 240]);
        both.Article.ShouldNotBeNull().Title.ShouldBe(new Fact<string>("On invented cells and what became of them", FactOrigin.Jats));
        (both.Kind, both.Pages, both.Sha256).ShouldBe((DocumentKind.Pdf, 3, alone.Sha256));
        both.JatsSha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(xml))));
        both.Remarks.ShouldHaveSingleItem().ShouldBe("Figures of article.xml that were not found in the PDF: Figure 3.");
    }

    [Test]
    public void A_figure_whose_caption_was_not_made_out_gets_its_number_from_the_xml()
    {
        string pdf = Pdf(secondLabel: "");
        new DocumentReader().Read(pdf, "article.pdf", new IngestOptions()).Figures.Select(f => f.Number).ShouldBe(["1", null]);
        SourceDocument both = Read(pdf, Write("article.xml", Xml()));
        both.Figures.Select(f => (f.Number, f.Page)).ShouldBe([("1", 1), ("2", 2)]);
        both.Figures[1].Caption.ShouldBe($"Figure 2. {Second}");
    }

    [TestCase(true)]
    [TestCase(false)]
    public void Finer_picture_files_take_the_place_of_the_pdfs_pictures(bool zipped)
    {
        Raster fine = _one.Resize(900, 600);
        string package = Package(("f1.png", fine), ("f2.png", _two.Resize(120, 100)));
        if (zipped)
        {
            ZipFile.CreateFromDirectory(package, package + ".zip");
            package += ".zip";
        }
        string pdf = Pdf();
        SourceDocument alone = new DocumentReader().Read(pdf, "article.pdf", new IngestOptions()), both = Read(pdf, package);
        Graphic graphic = both.Figures[0].Graphics.ShouldHaveSingleItem();
        graphic.Pixels.ToGray().Pixels.ShouldBe(fine.Pixels);
        graphic.Box.OverlapWith(alone.Figures[0].Graphics[0].Box).ShouldBeGreaterThan(0.98);
        both.Figures[1].Graphics.ShouldHaveSingleItem().Pixels.Width.ShouldBe(240, "a coarser file is no gain");
        both.Remarks.ShouldContain(r => r.Contains("finer", StringComparison.Ordinal) && r.EndsWith("Figure 1.", StringComparison.Ordinal));
    }

    [Test]
    public void White_around_a_picture_file_is_left_away()
    {
        Raster fine = _one.Resize(900, 600);
        byte[] wide = new byte[1000 * 900];
        Array.Fill(wide, (byte)255);
        for (int y = 0; y < 600; y++) fine.Pixels.AsSpan(y * 900, 900).CopyTo(wide.AsSpan((150 + y) * 1000 + 50));
        Graphic graphic = Read(Pdf(), Package(("f1.png", new Raster(1000, 900, 1, wide)))).Figures[0].Graphics.ShouldHaveSingleItem();
        graphic.Pixels.Width.ShouldBeInRange(890, 910);
        graphic.Pixels.Height.ShouldBeInRange(590, 610);
    }

    [Test]
    public void A_picture_file_that_shows_something_else_is_not_used()
    {
        SourceDocument both = Read(Pdf(), Package(("f1.png", PlantedScene.Blobs(900, 600, seed: 77))));
        both.Figures[0].Graphics[0].Pixels.Width.ShouldBe(300);
        both.Remarks.ShouldContain("f1.png does not show Figure 1 as the PDF does; the PDF's pictures were examined.");
    }

    [Test]
    public void The_xml_of_another_article_is_refused_with_both_identifiers()
    {
        string line = RefusalOf(Pdf(), Write("other.xml", Xml("10.5555/other.2", "Bands of a gel that nobody ran on any day at all.", "Mice that were never born, weighed twice.")));
        line.ShouldStartWith("article.pdf: other.xml does not belong to it");
        line.ShouldContain("10.5555/invented.1");
        line.ShouldContain("10.5555/other.2");
    }

    [Test]
    public void Without_an_identifier_the_captions_decide_and_a_pdf_of_few_words_is_given_the_benefit()
    {
        string other = Write("other.xml", Xml("10.5555/other.2", "Bands of a gel that nobody ran on any day at all.", "Mice that were never born, weighed twice."));
        Read(Pdf(doi: ""), other).Remarks.ShouldContain("The PDF has too little text to tell whether other.xml is of the same article.");
        string words = string.Concat(Enumerable.Range(0, 40).Select(i => DrawnPdf.Text(60, 780 - 12 * i, string.Join(' ', Enumerable.Range(8 * i, 8).Select(k => k * 7919 % 99991)))));
        string pdf = Pdf(doi: "", more: words);
        RefusalOf(pdf, other).ShouldBe("article.pdf: other.xml does not belong to it (no caption of the XML is in the PDF); give the XML of the same article.");
        Read(pdf, Write("article.xml", Xml())).Figures[0].Caption.ShouldEndWith("More than the page says.");
    }

    [Test]
    public void Two_versions_of_one_article_are_read_together_and_said_to_differ()
    {
        SourceDocument both = Read(Pdf(), Write("article.xml", Xml("10.5555/preprint.9")));
        both.Figures[0].Caption.ShouldEndWith("More than the page says.");
        both.Remarks.ShouldContain(r => r.Contains("10.5555/preprint.9", StringComparison.Ordinal));
    }

    [Test]
    public void What_is_no_jats_article_is_refused()
    {
        RefusalOf(Pdf(), Write("book.xml", "<book/>"u8.ToArray())).ShouldBe("book.xml: the XML is no JATS article.");
        RefusalOf(Pdf(), Write("half.xml", "<article><front>"u8.ToArray())).ShouldContain("well-formed");
        RefusalOf(Pdf(), Write("picture.png", _one.ToPng())).ShouldContain("not a JATS XML file");
        RefusalOf(Pdf(), Path.Combine(_folder, "nothing.xml")).ShouldContain("no such file");
    }

    [Test]
    public void A_picture_takes_no_xml() => RefusalOf(Write("picture.png", _one.ToPng()), Write("article.xml", Xml())).ShouldContain("goes with a PDF");

    [Test]
    public void The_result_records_both_files()
    {
        string pdf = Pdf(), xml = Write("article.xml", Xml());
        var input = new ScreeningInput(pdf, "article.pdf", InputRole.Suspect) { Jats = xml };
        InputDocument document = Screening.Run([input], new ScreeningOptions(), null, default).Findings.Inputs.ShouldHaveSingleItem();
        document.Jats.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(xml))));
        FigureReading.Run(input, new ScreeningOptions(), overlays: false, null, default).Figures.Input.Jats.ShouldBe(document.Jats);
    }
}

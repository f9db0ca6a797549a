using System.Diagnostics;
using Palinode.Articles;
using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Processes;
using Palinode.Engine.Ingest.Metadata;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Ingest;

/// <summary>Real articles with their XML: every figure that the XML names is found, and finer picture files are used.</summary>
internal sealed class JatsCompanionArticleTests
{
    private string _folder = null!;

    [SetUp] public void Open() => _folder = Directory.CreateTempSubdirectory("palinode-test-").FullName;
    [TearDown] public void Close() => Directory.Delete(_folder, recursive: true);

    private static (string Pdf, string Xml)[] Pairs() =>
        [.. Directory.GetFiles(SharedMaterial.Require("articles"), "*.xml").Order(StringComparer.Ordinal).Select(x => (Path.ChangeExtension(x, ".pdf"), x)).Where(p => File.Exists(p.Item1))];

    private static SourceDocument Read(string pdf, string jats) => new DocumentReader().Read(pdf, Path.GetFileName(pdf), jats, new IngestOptions());

    [Test]
    public void Figures_of_the_xml_are_found_with_its_captions()
    {
        int named = 0, found = 0, spurious = 0;
        foreach ((string pdf, string xml) in Pairs())
        {
            var described = JatsFigure.All(JatsFile.Load(xml).ShouldNotBeNull());
            SourceDocument both = Read(pdf, xml);
            foreach (JatsFigure figure in described)
            {
                named++;
                SourceFigure[] own = [.. both.Figures.Where(f => f.Number == figure.Number)];
                if (own.Length > 0) found++;
                else TestContext.Out.WriteLine($"{Path.GetFileName(pdf)}: {figure.Label} is not found");
                own.ShouldAllBe(f => f.Caption == figure.Caption);
            }
            spurious += both.Figures.Count(f => described.All(d => d.Number != f.Number));
            foreach (string remark in both.Remarks) TestContext.Out.WriteLine($"{Path.GetFileName(pdf)}: {remark}");
            both.Article.ShouldNotBeNull().Doi.ShouldNotBeNull().Origin.ShouldBe(FactOrigin.Jats);
        }
        TestContext.Out.WriteLine($"{found} of {named} figures found, {spurious} without a figure in the XML");
        ((double)found / named).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Test]
    public void The_xml_of_another_article_is_refused()
    {
        (string Pdf, string Xml)[] pairs = Pairs();
        // Every third pair: each costs the reading of a whole article.
        for (int i = 0; i < pairs.Length; i += 3)
            Should.Throw<InputException>(() => Read(pairs[i].Pdf, pairs[(i + 1) % pairs.Length].Xml)).Message.ShouldContain("does not belong to it");
    }

    /// <summary>A package as a publisher might send it: the PDF's stored pictures at twice their resolution under the names in the XML.</summary>
    [Test]
    public void Stored_pictures_at_twice_the_resolution_are_used()
    {
        int offered = 0, used = 0;
        foreach ((string pdf, string xml) in Pairs().Where((_, i) => i % 3 == 0))
        {
            SourceDocument alone = new DocumentReader().Read(pdf, Path.GetFileName(pdf), new IngestOptions());
            Dictionary<string, JatsFigure> described = [];
            foreach (JatsFigure figure in JatsFigure.All(JatsFile.Load(xml).ShouldNotBeNull()))
                if (figure is { Number: { } number, Graphics.Length: > 0 }) described.TryAdd(number, figure);
            string package = Directory.CreateDirectory(Path.Combine(_folder, Path.GetFileNameWithoutExtension(pdf))).FullName;
            File.Copy(xml, Path.Combine(package, "article.xml"));
            using var stored = new StoredPictures(pdf);
            List<(string Number, Raster Fine)> fine = [];
            foreach (SourceFigure figure in alone.Figures)
            {
                if (figure.Graphics is not [{ Origin: GraphicOrigin.Embedded } graphic] || figure.Number is null || !described.TryGetValue(figure.Number, out JatsFigure? by)) continue;
                // The picture of this size among those that pdfimages takes out of the file.
                if (stored.Find(graphic.Pixels) is not { } picture) continue;
                Raster twice = picture.Resize(2 * picture.Width, 2 * picture.Height);
                File.WriteAllBytes(Path.Combine(package, Path.GetFileNameWithoutExtension(by.Graphics[0]) + ".png"), twice.ToPng());
                fine.Add((figure.Number, twice));
            }
            if (fine.Count == 0) continue;
            SourceDocument both = Read(pdf, package);
            foreach ((string number, Raster twice) in fine)
            {
                offered++;
                SourceFigure before = alone.Figures.First(f => f.Number == number), after = both.Figures.First(f => f.Number == number);
                // White at the edges may be left away.
                if (after.Graphics[0].Pixels.Width > 0.95 * twice.Width) used++;
                else TestContext.Out.WriteLine($"{Path.GetFileName(pdf)}: Figure {number} kept {after.Graphics[0].Pixels.Width} × {after.Graphics[0].Pixels.Height} of {twice.Width} × {twice.Height}");
                (after.Page, after.Box, after.Text.Length).ShouldBe((before.Page, before.Box, before.Text.Length));
            }
        }
        TestContext.Out.WriteLine($"{used} of {offered} finer pictures used");
        offered.ShouldBeGreaterThan(5);
        used.ShouldBe(offered);
    }

    /// <summary>What pdfimages takes out of a PDF, in a folder of its own.</summary>
    private sealed class StoredPictures : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly List<Raster> _pictures = [];

        public StoredPictures(string pdf)
        {
            try
            {
                using Process tool = Process.Start(new ProcessStartInfo("pdfimages", ["-png", pdf, _folder.File("p")]))!;
                tool.WaitForExit();
            }
            catch (System.ComponentModel.Win32Exception) { Assert.Ignore("skipped: pdfimages is not installed"); }
            string[] files = [.. Directory.GetFiles(_folder.FullName, "*.png").Order(StringComparer.Ordinal)];
            foreach (DecodedPicture picture in new PictureDecoder(new IngestOptions(), _folder).Decode(files, asStored: true, default))
                if (picture.Pixels is { } pixels) _pictures.Add(pixels);
        }

        public Raster? Find(Raster like) => _pictures.Find(p => p.Width == like.Width && p.Height == like.Height && Thumbnail(p).Zip(Thumbnail(like)).All(z => Math.Abs(z.First - z.Second) <= 8));

        private static byte[] Thumbnail(Raster picture) => picture.ToGray().Resize(32, 32).Pixels;

        public void Dispose() => _folder.Dispose();
    }
}

using FsCheck;
using FsCheck.Fluent;
using Palinode.Publishing.Marking;

namespace Palinode.Publishing.Tests.Marking;

/// <summary>Whatever boxes and turns a page has, a reader sees the mark as on a plain page of the size that is displayed.</summary>
internal sealed class MarkGeometryTests
{
    /// <summary>Crop boxes stay within media boxes: for others the renderer at hand shows more than the common part that the standard says.</summary>
    private static readonly Gen<DrawnPage> Page =
        from width in Gen.Choose(120, 900)
        from height in Gen.Choose(120, 900)
        from left in Gen.Choose(-300, 300)
        from bottom in Gen.Choose(-300, 300)
        from cropped in Gen.Elements(true, false)
        from l in Gen.Choose(0, 40)
        from b in Gen.Choose(0, 40)
        from r in Gen.Choose(0, 40)
        from t in Gen.Choose(0, 40)
        from rotate in Gen.Elements<int?>(null, 0, 90, 180, 270, 360, -90, 450)
        from turnedCorners in Gen.Elements(true, false)
        select new DrawnPage(turnedCorners ? [left + width, bottom + height, left, bottom] : [left, bottom, left + width, bottom + height])
        {
            CropBox = cropped ? [left + l, bottom + b, left + width - r, bottom + height - t] : null,
            Rotate = rotate,
        };

    [Test]
    public void A_mark_looks_as_on_a_plain_page_of_the_displayed_size() =>
        Prop.ForAll(Gen.ArrayOf(Page, 8).ToArbitrary(), LooksAsOnPlainPages).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    private static bool LooksAsOnPlainPages(DrawnPage[] pages)
    {
        using var bench = new MarkBench();
        PageGeometry[] seen = [.. pages.Select(p => PageGeometry.Of(p.MediaBox, p.CropBox, p.Rotate ?? 0))];
        bench.Mark(bench.Write("odd.pdf", DrawnPages.Write(pages)), output: "a.pdf");
        bench.Mark(bench.Write("plain.pdf", DrawnPages.Write([.. seen.Select(s => new DrawnPage([0, 0, s.Width, s.Height]))])), output: "b.pdf");
        List<PagePicture> odd = bench.Render(bench.At("a.pdf"), 36), plain = bench.Render(bench.At("b.pdf"), 36), blank = bench.Render(bench.At("plain.pdf"), 36);
        for (int i = 0; i < pages.Length; i++)
        {
            // Boxes at odd places fall between pixels: edges may differ by a shade, letters may not.
            odd[i].Changed(plain[i], step: 70).ShouldBeLessThan(.012, seen[i].ToString());
            odd[i].Changed(blank[i]).ShouldBeGreaterThan(.04, seen[i].ToString());
        }
        return true;
    }

    [Test]
    public void The_link_lies_where_the_line_is_displayed()
    {
        // A page of 200 × 100, turned by a quarter clockwise, is displayed as 100 × 200: its upper edge is the page's left one.
        var page = PageGeometry.Of([10, 20, 210, 120], null, 90);
        (page.Width, page.Height).ShouldBe((100, 200));
        page.InPage(30, 190, 70, 198).ShouldBe([12, 50, 20, 90]);
        PageGeometry.Of([10, 20, 210, 120], null, 180).InPage(30, 90, 70, 98).ShouldBe([140, 22, 180, 30]);
        PageGeometry.Of([10, 20, 210, 120], null, 270).InPage(30, 190, 70, 198).ShouldBe([200, 50, 208, 90]);
        PageGeometry.Of([10, 20, 210, 120], [60, 20, 400, 120], 0).InPage(30, 90, 70, 98).ShouldBe([90, 110, 130, 118]);
    }

    [TestCase(45.0, 0)]
    [TestCase(-90.0, 270)]
    [TestCase(810.0, 90)]
    public void Turns_count_in_quarters(double rotate, int expected) => PageGeometry.Of([0, 0, 10, 10], null, rotate).Rotation.ShouldBe(expected);

    [Test]
    public void A_page_without_usable_boxes_is_a_letter()
    {
        PageGeometry.Of(null, null, 0).ShouldBe(new PageGeometry(0, 0, 612, 792, 0));
        PageGeometry.Of([0, 0, 0, 5], [1, 2], 0).ShouldBe(new PageGeometry(0, 0, 612, 792, 0));
        PageGeometry.Of([0, 0, 100, 100], [500, 500, 600, 600], 0).ShouldBe(new PageGeometry(0, 0, 100, 100, 0));
    }

    [Test]
    public void A_box_that_all_pages_inherit_counts()
    {
        using var bench = new MarkBench();
        string input = bench.Write("in.pdf", DrawnPages.Write([DrawnPages.A4()], tree: "/Rotate 90 /CropBox [0 0 300 842]", sharedResources: true));
        bench.Mark(input);
        PagePicture page = bench.Render(bench.At("out.pdf"), 36)[0];
        page.Width.ShouldBeGreaterThan(2 * page.Height);
        bench.Text(bench.At("out.pdf")).ShouldContain("RETRACTED, 21 November 2026");
    }
}

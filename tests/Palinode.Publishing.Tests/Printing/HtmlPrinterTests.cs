using Palinode.Processes;
using Palinode.Publishing.Printing;

namespace Palinode.Publishing.Tests.Printing;

internal sealed class HtmlPrinterTests
{
    private const string Page = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>A title – with a dash</title><meta name="author" content="Ann Example">
        <style>@page { size: A4; margin: 20mm } body { font-family: "Liberation Sans", sans-serif }</style></head>
        <body><h1>First heading</h1><p>A paragraph with a <a href="https://doi.org/10.5555/example">link</a>.</p></body></html>
        """;

    [Test]
    public void The_same_page_gives_the_same_bytes()
    {
        byte[] first = Print(Page), second = Print(Page);
        first.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        second.ShouldBe(first);
    }

    [Test]
    public void Title_author_fonts_text_and_link_are_in_the_file()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("page.pdf");
        File.WriteAllBytes(file, Print(Page));
        string info = Tool(folder, "pdfinfo", file), fonts = Tool(folder, "pdffonts", file);
        info.ShouldContain("A title – with a dash");
        info.ShouldContain("Ann Example");
        info.ShouldContain("Tagged:          yes");
        Tool(folder, "pdfinfo", "-url", file).ShouldContain("https://doi.org/10.5555/example");
        Tool(folder, "pdfinfo", "-struct-text", file).ShouldContain("H1");
        foreach (string font in fonts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)) font.ShouldContain(" yes yes ");
    }

    /// <summary>WeasyPrint alone repeats a paragraph in everything around it, and a link in its paragraph.</summary>
    [Test]
    public void The_tag_tree_says_everything_once_and_in_order()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("page.pdf");
        File.WriteAllBytes(file, Print("""
            <!doctype html><html lang="en"><head><title>T</title><style>@page { @bottom-center { content: "running foot" } } li p { background: #eee }</style></head>
            <body><main><h1>Alpha</h1><p>Bravo <a href="https://doi.org/10.5555/one">Charlie</a> Delta <a href="https://doi.org/10.5555/two">Echo</a>.</p>
            <ul><li><p>Foxtrot</p></li><li>Golf <strong>Hotel</strong></li></ul><table><tr><th>India</th><td>Juliett</td></tr></table></main></body></html>
            """));
        string tree = Tool(folder, "pdfinfo", "-struct-text", file);
        string[] words = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "India", "Juliett", "running foot"];
        foreach (string word in words) tree.Split(word).Length.ShouldBe(2, $"{word} in\n{tree}");
        words.Select(w => tree.IndexOf(w, StringComparison.Ordinal)).ShouldBeInOrder();
        tree.Split('\n').Count(line => line.Trim().StartsWith("Link", StringComparison.Ordinal)).ShouldBe(2);
        Tool(folder, "pdftotext", file, "-").ShouldContain("Bravo Charlie Delta Echo.");
    }

    [Test]
    public void Ordering_the_tag_tree_changes_no_pixel()
    {
        using var folder = new TemporaryFolder();
        string tagged = folder.File("tagged.pdf"), plain = folder.File("plain.pdf");
        File.WriteAllBytes(tagged, Print(Page));
        File.WriteAllBytes(plain, HtmlPrinter.Print(Page, null, new PrintOptions { Tagged = false }, CancellationToken.None));
        foreach (string file in (string[])[tagged, plain]) Tool(folder, "pdftoppm", "-r", "72", "-singlefile", file, Path.ChangeExtension(file, null));
        File.ReadAllBytes(Path.ChangeExtension(tagged, "ppm")).ShouldBe(File.ReadAllBytes(Path.ChangeExtension(plain, "ppm")));
    }

    [Test]
    public void A_page_that_takes_too_long_is_one_line() =>
        Should.Throw<InputException>(() => HtmlPrinter.Print(Page, null, new PrintOptions { Seconds = .01 }, CancellationToken.None)).Message.ShouldContain("within");

    [Test]
    public void Pictures_are_found_below_the_base_folder()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("dot.png"), Palinode.Testing.DrawnFindings.Pixel);
        string page = Page.Replace("</body>", "<p><img src=\"dot.png\" alt=\"a dot\" width=\"40\" height=\"40\"></p></body>", StringComparison.Ordinal);
        HtmlPrinter.Print(page, folder.FullName, new PrintOptions(), CancellationToken.None).AsSpan().IndexOf("/Image"u8).ShouldBePositive();
    }

    [Test]
    public void Pictures_are_figures_that_say_what_they_show_and_ornaments_say_nothing()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("dot.png"), Palinode.Testing.DrawnFindings.Pixel);
        string file = folder.File("page.pdf"), page = Page.Replace("</body>", """
            <figure><img src="dot.png" alt="a dot &amp; its edge" width="40" height="40"><figcaption>First</figcaption></figure>
            <p><img src="dot.png" alt="" width="9" height="9"> ornament</p><div><img alt="the dot again" src="dot.png" width="20" height="20"></div></body>
            """, StringComparison.Ordinal);
        File.WriteAllBytes(file, HtmlPrinter.Print(page, folder.FullName, new PrintOptions(), CancellationToken.None));
        string objects = Tool(folder, "qpdf", "--json", file);
        foreach (string words in (string[])["a dot & its edge", "the dot again"]) objects.ShouldContain($"\"/Alt\": \"u:{words}\"");
        objects.Split("\"/Alt\":").Length.ShouldBe(3);
        string tree = Tool(folder, "pdfinfo", "-struct-text", file);
        tree.Split('\n').Count(line => line.Trim().StartsWith("Figure", StringComparison.Ordinal)).ShouldBe(2, tree);
        tree.ShouldContain("First");
    }

    private static byte[] Print(string html) => HtmlPrinter.Print(html, null, new PrintOptions(), CancellationToken.None);

    private static string Tool(TemporaryFolder folder, string program, params string[] arguments)
    {
        ChildResult result = ChildProcess.Run(new ChildCommand(program, arguments) { Seconds = 20, MemoryBytes = 1L << 30, Folder = folder }, CancellationToken.None);
        result.Succeeded.ShouldBeTrue(result.Errors);
        return result.OutputText;
    }
}

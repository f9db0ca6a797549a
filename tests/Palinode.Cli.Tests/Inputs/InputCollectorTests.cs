using Palinode.Cli.Inputs;
using Palinode.Engine;

namespace Palinode.Cli.Tests.Inputs;

internal sealed class InputCollectorTests
{
    private Sandbox _sandbox = null!;

    [SetUp] public void Open() => _sandbox = new Sandbox();

    [TearDown] public void Close() => _sandbox.Dispose();

    private IReadOnlyList<ScreeningInput> Collect(string[] suspects, params string[] against) => InputCollector.Collect(suspects, against, _sandbox.Folder);

    [Test]
    public void A_folder_expands_to_its_documents_in_order()
    {
        foreach (string name in (string[])["c/z.pdf", "c/A.TIF", "c/inner/b.png", "c/notes.txt", "c/.hidden.pdf", "c/.git/x.png"]) _sandbox.Write(name);
        _sandbox.Write("s.pdf");
        Collect(["s.pdf"], "c").Select(i => (i.Name, i.Role)).ShouldBe(
        [
            ("s.pdf", InputRole.Suspect), ("c/A.TIF", InputRole.Against), ("c/z.pdf", InputRole.Against), ("c/inner/b.png", InputRole.Against),
        ]);
    }

    [Test]
    public void A_document_that_is_named_twice_is_read_once_as_a_suspect()
    {
        _sandbox.Write("c/s.pdf");
        _sandbox.Write("c/p.pdf");
        Collect(["c/s.pdf", "./c/../c/s.pdf"], "c").Select(i => (i.Name, i.Role)).ShouldBe([("s.pdf", InputRole.Suspect), ("p.pdf", InputRole.Against)]);
    }

    [Test]
    public void A_linked_copy_is_the_same_document()
    {
        string original = _sandbox.Write("a/s.pdf");
        File.CreateSymbolicLink(_sandbox.At("a", "t.pdf"), original);
        Collect(["a"]).ShouldHaveSingleItem();
    }

    [Test]
    public void A_link_back_up_does_not_lead_in_circles()
    {
        _sandbox.Write("a/s.pdf");
        Directory.CreateSymbolicLink(_sandbox.At("a", "up"), _sandbox.Folder);
        Collect(["a"]).ShouldHaveSingleItem();
    }

    [Test]
    public void A_folder_with_one_xml_article_and_pictures_is_one_document()
    {
        _sandbox.Write("p/article.nxml", "<?xml version=\"1.0\"?><article></article>");
        _sandbox.Write("p/fig1.jpg");
        _sandbox.Write("p/article.pdf");
        ScreeningInput only = Collect(["p"]).ShouldHaveSingleItem();
        (only.Name, only.Path).ShouldBe(("p", _sandbox.At("p")));
    }

    [Test]
    public void A_folder_with_several_xml_articles_is_a_folder()
    {
        foreach (string name in (string[])["p/a.xml", "p/b.xml"]) _sandbox.Write(name, "<article/>");
        _sandbox.Write("p/a.pdf");
        _sandbox.Write("p/a.png");
        Collect(["p"]).Select(i => i.Name).ShouldBe(["a.pdf", "a.png"]);
    }

    [Test]
    public void A_file_that_is_named_itself_is_taken_whatever_it_is_called()
    {
        _sandbox.Write("letter.docx");
        Collect(["letter.docx"]).ShouldHaveSingleItem().Name.ShouldBe("letter.docx");
    }

    [Test]
    public void Earlier_results_are_no_documents()
    {
        _sandbox.Write("c/a.pdf");
        _sandbox.Write("c/result/findings.json");
        _sandbox.Write("c/result/evidence/F1.png");
        Collect(["c"]).ShouldHaveSingleItem();
    }

    [Test]
    public void What_does_not_exist_is_refused() => Should.Throw<InputException>(() => Collect(["nothing.pdf"])).Message.ShouldStartWith("nothing.pdf: there is no such");

    [Test]
    public void A_folder_without_documents_is_refused()
    {
        _sandbox.Write("c/notes.txt");
        Should.Throw<InputException>(() => Collect(["c"])).Message.ShouldContain("holds no document");
    }

    [Test]
    public void An_empty_name_is_refused() => Should.Throw<InputException>(() => Collect([""])).Message.ShouldContain("empty");
}

using Palinode.Cli.Inputs;

namespace Palinode.Cli.Tests.Inputs;

internal sealed class DocumentNamesTests
{
    [Test]
    public void A_single_document_is_called_by_its_file_name() => DocumentNames.For(["/data/papers/suspect.pdf"]).ShouldBe(["suspect.pdf"]);

    [Test]
    public void Documents_are_named_below_the_deepest_folder_that_holds_all() =>
        DocumentNames.For(["/data/case/suspect.pdf", "/data/case/corpus/paper1.pdf", "/data/case/corpus/more/paper2.pdf"])
            .ShouldBe(["suspect.pdf", "corpus/paper1.pdf", "corpus/more/paper2.pdf"]);

    [Test]
    public void Folders_whose_names_begin_alike_are_not_taken_for_one() =>
        DocumentNames.For(["/data/case/a.pdf", "/data/case2/a.pdf"]).ShouldBe(["case/a.pdf", "case2/a.pdf"]);

    [Test]
    public void The_root_is_a_folder_too() => DocumentNames.For(["/a.pdf", "/b/c.pdf"]).ShouldBe(["a.pdf", "b/c.pdf"]);

    [Test]
    public void Where_the_folder_lies_does_not_change_the_names() =>
        DocumentNames.For(["/x/y/s.pdf", "/x/y/c/p.pdf"]).ShouldBe(DocumentNames.For(["/other/s.pdf", "/other/c/p.pdf"]));
}

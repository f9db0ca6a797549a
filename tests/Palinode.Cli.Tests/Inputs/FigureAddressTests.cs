using Palinode.Cli.Inputs;
using Palinode.Evidence;

namespace Palinode.Cli.Tests.Inputs;

internal sealed class FigureAddressTests
{
    private static FigureAddress Parse(string text) => FigureAddress.Parse(text, _ => false);

    [TestCase("paper.pdf#3B", "3", "B")]
    [TestCase("paper.pdf#3b", "3", "B")]
    [TestCase("paper.pdf#12", "12", null)]
    [TestCase("paper.pdf#S2", "S2", null)]
    [TestCase("paper.pdf#s2c", "S2", "C")]
    [TestCase("paper.pdf#Fig. 3B", "3", "B")]
    [TestCase("paper.pdf#Figure 3 B", "3", "B")]
    public void A_figure_and_its_panel_are_read(string text, string figure, string? panel)
    {
        FigureAddress address = Parse(text);
        (address.Path, address.Figure, address.Panel, address.Page, address.Box).ShouldBe(("paper.pdf", figure, panel, null, null));
    }

    [Test]
    public void A_box_on_a_page_is_read() =>
        Parse("paper.pdf#p4@0.1,0.2,0.4,0.5").ShouldBe(new FigureAddress("paper.pdf", null, null, 4, new Box(.1, .2, .4, .5)));

    [Test]
    public void A_box_in_a_picture_needs_no_page() =>
        Parse("blot.png#@0,0,0.5,1").ShouldBe(new FigureAddress("blot.png", null, null, null, new Box(0, 0, .5, 1)));

    [Test]
    public void A_file_alone_is_the_whole_document() => Parse("dir/a.png").ShouldBe(new FigureAddress("dir/a.png", null, null, null, null));

    [Test]
    public void A_file_whose_name_holds_a_hash_is_a_file() =>
        FigureAddress.Parse("gel#3.png", name => name == "gel#3.png").ShouldBe(new FigureAddress("gel#3.png", null, null, null, null));

    [Test]
    public void The_last_hash_parts_name_and_place() =>
        FigureAddress.Parse("gel#3.pdf#4C", name => name == "gel#3.pdf").ShouldBe(new FigureAddress("gel#3.pdf", "4", "C", null, null));

    [TestCase("#3B", "name is missing")]
    [TestCase("paper.pdf#", "no figure")]
    [TestCase("paper.pdf#3BC", "no figure")]
    [TestCase("paper.pdf#left", "no figure")]
    [TestCase("paper.pdf#p4", "a page needs a box")]
    [TestCase("paper.pdf#p0@0,0,1,1", "pages count from 1")]
    [TestCase("paper.pdf#q4@0,0,1,1", "no page")]
    [TestCase("paper.pdf#p4@0.1,0.2,0.4", "no box")]
    [TestCase("paper.pdf#p4@0.1,0.2,0.4,x", "no box")]
    [TestCase("paper.pdf#p4@0.4,0.2,0.1,0.5", "is empty")]
    [TestCase("paper.pdf#p4@0.1,0.2,1.4,0.5", "outside the page")]
    [TestCase("paper.pdf#p4@NaN,0.2,0.4,0.5", "outside the page")]
    public void What_is_no_address_is_refused_with_one_line(string text, string words)
    {
        string message = Should.Throw<InputException>(() => Parse(text)).Message;
        message.ShouldContain(words);
        message.ShouldNotContain("\n");
    }
}

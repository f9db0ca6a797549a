using Palinode.Articles;

namespace Palinode.Tests.Articles;

internal sealed class FigureLabelTests
{
    [TestCase("Figure 3. Title", "3")]
    [TestCase("Fig. 3 Title of it", "3")]
    [TestCase("FIGURE 3 | Title", "3")]
    [TestCase("Fig. S2: Title", "S2")]
    [TestCase("Supplementary Figure S2. Title", "S2")]
    [TestCase("Supplementary Figure 2. Title", "S2")]
    [TestCase("Extended Data Fig. 2 | Title", "ED2")]
    [TestCase("Figure-1: Title", "1")]
    [TestCase("Figure IV. Title", "IV")]
    [TestCase("Figure 1", "1")]
    [TestCase("Fig. 2. circ-0071 regulates growth", "2")]
    [TestCase("Fig. 2. lncRNA in tissue", "2")]
    public void Captions_begin_with_a_label(string line, string number)
    {
        FigureLabel label = FigureLabel.Parse(line).ShouldNotBeNull();
        (label.Kind, label.Number).ShouldBe((LabelKind.Figure, number));
    }

    [TestCase("Figure 3 shows that")]
    [TestCase("Fig. 3 and its parts")]
    [TestCase("Figures of merit")]
    [TestCase("figured out")]
    [TestCase("As in Figure 3. The")]
    public void Mentions_are_no_captions(string line) => FigureLabel.Parse(line).ShouldBeNull();

    [Test]
    public void A_table_is_known_as_one() => FigureLabel.Parse("Table 2. Primers").ShouldNotBeNull().Kind.ShouldBe(LabelKind.Table);
}

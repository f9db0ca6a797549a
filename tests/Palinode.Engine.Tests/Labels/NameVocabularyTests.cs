using Palinode.Engine.Labels;

namespace Palinode.Engine.Tests.Labels;

internal sealed class NameVocabularyTests
{
    private static readonly NameVocabulary Names = new(["Western blot of Bcl-2, HIF-1α, Lamin B1, p-ERK and ERK after treatment (sh-1, sh-2); β-actin served as control."]);

    [TestCase("B-actin", "β-actin"), TestCase("G-actin", "β-actin"), TestCase("fi-actin", "β-actin"), TestCase("HIF-la", "HIF-1α"), TestCase("a-tubulin", "α-tubulin"), TestCase("TGF-B", "TGF-β"), TestCase("NC+TGF-B", "NC+TGF-β")]
    public void Greek_letters_come_back(string read, string printed) => Names.Correct(read, 0.9).ShouldBe(printed);

    [TestCase("Bel-2", "Bcl-2"), TestCase("Lamlin", "Lamin")]
    public void A_doubtful_reading_one_letter_off_is_the_captions_name(string read, string printed) => Names.Correct(read, 0.5).ShouldBe(printed);

    [TestCase("sh-3"), TestCase("Bcl-3"), TestCase("ERK5"), TestCase("AKT")]
    public void Another_number_is_another_name(string read) => Names.Correct(read, 0.4).ShouldBe(read);

    [Test]
    public void A_sure_reading_is_believed() => Names.Correct("Bcm-2", 0.95).ShouldBe("Bcm-2");

    [Test]
    public void F_actin_is_a_protein_of_its_own() => Names.Correct("F-actin", 0.9).ShouldBe("F-actin");

    [Test]
    public void A_figures_capital_is_kept() => Names.Correct("Treatment", 0.9).ShouldBe("Treatment");

    [Test]
    public void Specks_at_the_ends_are_left_out() => Names.Correct("p-ERK.", 0.9).ShouldBe("p-ERK");

    [Test]
    public void A_name_in_capitals_is_kept_where_the_figure_prints_it_so() => new NameVocabulary(["Akt was measured."]).Correct("AKT", 0.9).ShouldBe("AKT");
}

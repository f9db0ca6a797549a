using Palinode.Articles.Notation;

namespace Palinode.Tests.Articles.Notation;

internal sealed class FigureNotationTests
{
    /// <summary>Addresses in their printed form, mentions parted by " | ".</summary>
    private static string Read(string text) => string.Join(" | ", FigureNotation.Read(text).Select(m => string.Join("; ", m.Addresses.Select(FigureNotation.Print))));

    [TestCase("Figure 3, panels B and D", "Figure 3B; Figure 3D")]
    [TestCase("Figures 7A and 7C", "Figure 7A; Figure 7C")]
    [TestCase("Figure 8A, 8C, 8E, and 8F", "Figure 8A; Figure 8C; Figure 8E; Figure 8F")]
    [TestCase("Figs 3A and 5E", "Figure 3A; Figure 5E")]
    [TestCase("Fig. 2B(ii)", "Figure 2B(ii)")]
    [TestCase("Fig. 2B(i–iii)", "Figure 2B(i); Figure 2B(ii); Figure 2B(iii)")]
    [TestCase("Fig. 2B(i) and (ii)", "Figure 2B(i); Figure 2B(ii)")]
    [TestCase("Fig. 2Bii", "Figure 2B(ii)")]
    [TestCase("Supplementary Fig. S4c–f", "Figure S4C; Figure S4D; Figure S4E; Figure S4F")]
    [TestCase("Supplemental Figure 4", "Figure S4")]
    [TestCase("Extended Data Fig. 2a", "Extended Data Figure 2A")]
    [TestCase("Extended Data Figs. 2a,b and 3", "Extended Data Figure 2A; Extended Data Figure 2B; Extended Data Figure 3")]
    [TestCase("Figure 1—figure supplement 2", "Figure 1—figure supplement 2")]
    [TestCase("Figure 1—figure supplement 2B", "Figure 1—figure supplement 2B")]
    [TestCase("S1 Fig", "Figure S1")]
    [TestCase("S2B Fig.", "Figure S2B")]
    [TestCase("Figure IV", "Figure IV")]
    [TestCase("Figure IV, panel C", "Figure IV, panel C")]
    [TestCase("FIG. 3", "Figure 3")]
    [TestCase("Fig 3A-C", "Figure 3A; Figure 3B; Figure 3C")]
    [TestCase("Fig. 3A–3C", "Figure 3A; Figure 3B; Figure 3C")]
    [TestCase("Figures 3A to C", "Figure 3A; Figure 3B; Figure 3C")]
    [TestCase("Figs. 3A-F and 4A-B", "Figure 3A; Figure 3B; Figure 3C; Figure 3D; Figure 3E; Figure 3F; Figure 4A; Figure 4B")]
    [TestCase("Figs. 3A–4B", "Figure 3A; Figure 4B")]
    [TestCase("Figs 1, 2, 3, and 5", "Figure 1; Figure 2; Figure 3; Figure 5")]
    [TestCase("Figs 3–5", "Figure 3; Figure 4; Figure 5")]
    [TestCase("Figs. 10 and 11D", "Figure 10; Figure 11D")]
    [TestCase("Fig. 3A, C and E", "Figure 3A; Figure 3C; Figure 3E")]
    [TestCase("Fig. 3a,c", "Figure 3A; Figure 3C")]
    [TestCase("Fig. 3A/B", "Figure 3A; Figure 3B")]
    [TestCase("Fig. 7ABC", "Figure 7A; Figure 7B; Figure 7C")]
    [TestCase("Figure 3 (B and D)", "Figure 3B; Figure 3D")]
    [TestCase("Figure 3 B", "Figure 3B")]
    [TestCase("Figure 3B′", "Figure 3B′")]
    [TestCase("panels 3B and 8B", "Figure 3B; Figure 8B")]
    [TestCase("panels A–C of Figure 3", "Figure 3A; Figure 3B; Figure 3C")]
    [TestCase("the upper right panel of Figure 3", "Figure 3, upper right")]
    [TestCase("Figure 3, bottom left panel", "Figure 3, lower left")]
    [TestCase("Figure 3C (left)", "Figure 3C, left")]
    [TestCase("Figure 1, lanes 2–5 of the Akt strip", "Figure 1, lanes 2–5 of the Akt strip")]
    [TestCase("Lanes 2 and 3 of the IP:FLAG strip in Fig. 5D", "Figure 5D, lanes 2–3 of the IP:FLAG strip")]
    [TestCase("lanes one and four of the p53 panel in Fig 4B", "Figure 4B, lane 1 of the p53 strip; Figure 4B, lane 4 of the p53 strip")]
    [TestCase("the first and second lane in Fig 4B", "Figure 4B, lanes 1–2")]
    [TestCase("Fig. 4C, IL-6R, Ctrl", "Figure 4C, IL-6R, Ctrl")]
    [TestCase("Figure 6B, the ACTB and p53 bands", "Figure 6B, ACTB; Figure 6B, p53")]
    [TestCase("the PAX1 panel and the eEF2 panel in Fig 2A", "Figure 2A, PAX1; Figure 2A, eEF2")]
    [TestCase("Figure 5 GAPDH bands", "Figure 5, GAPDH")]
    [TestCase("the PBS lane of the GAPDH strip in Figure 2A", "Figure 2A, GAPDH, PBS")]
    [TestCase("Figure 2B, panels 3 and 4", "Figure 2B(3); Figure 2B(4)")]
    [TestCase("Figure 3B, panel NRS2", "Figure 3B, NRS2")]
    public void A_mention_names_these_addresses(string text, string addresses) => Read(text).ShouldBe(addresses);

    [TestCase("Bands in Figure 4C, IL-6R, Ctrl appear like those in Figure 4E, VEGF, PBS, which was flipped.", "Figure 4C, IL-6R, Ctrl | Figure 4E, VEGF, PBS")]
    [TestCase("Figure 5B, Adhesion, HX-7, appears in Figure 5B, Spreading, HX-7.", "Figure 5B, Adhesion, HX-7 | Figure 5B, Spreading, HX-7")]
    [TestCase("In Fig. 7 there is an overlap between panels G and K.", "Figure 7 | Figure 7G; Figure 7K")]
    [TestCase("In Fig 3A, the ACT1 HS panel looks like the ACT2 R panel.", "Figure 3A, ACT1 HS | Figure 3A, ACT2 R")]
    [TestCase("Fig. 3A and a control", "Figure 3A")]
    [TestCase("Fig. 3a and a control", "Figure 3A")]
    [TestCase("In Figure 3A, Western blots were scanned. I agree.", "Figure 3A")]
    [TestCase("Figure 2A and E. coli cells", "Figure 2A")]
    [TestCase("Figure 2A and B-cells", "Figure 2A")]
    [TestCase("Figure 2A and T cells", "Figure 2A")]
    [TestCase("Figs. 3 and 5 h later", "Figure 3")]
    [TestCase("Fig. 3A, 24h after", "Figure 3A")]
    [TestCase("In Figure 2, left untreated, cells", "Figure 2")]
    [TestCase("Figure 3A's legend", "Figure 3A")]
    [TestCase("published figures, figure skating, Figuren 3", "")]
    [TestCase("The panel of judges sat in lanes.", "")]
    [TestCase("vitamin A and panel discussions", "")]
    [TestCase("See Fig. 3. The blot", "Figure 3")]
    public void Running_text_ends_a_mention(string text, string addresses) => Read(text).ShouldBe(addresses);

    [Test]
    public void A_mention_knows_its_place()
    {
        const string text = "As said, Figures 7A and 7C differ.";
        FigureMention mention = FigureNotation.Read(text).ShouldHaveSingleItem();
        text.Substring(mention.Start, mention.Length).ShouldBe("Figures 7A and 7C");
    }

    [Test]
    public void Panels_without_a_figure_say_that_they_take_it_from_the_context()
    {
        FigureMention[] mentions = [.. FigureNotation.Read("In Fig. 7 one sees panels G and K.")];
        mentions.Select(m => m.FromContext).ShouldBe([false, true]);
    }

    [Test]
    public void A_figure_of_another_work_keeps_its_reference_and_gives_no_context()
    {
        FigureMention[] mentions = [.. FigureNotation.Read("Figure 7A stems from Figure 6B of [2], see panel C.")];
        mentions.Select(m => m.Reference).ShouldBe([null, "2", null]);
        mentions[^1].Addresses.ShouldBe([new EvidenceAddress("7", "C")]);
    }

    [Test]
    public void Lists_are_grouped()
    {
        EvidenceAddress[] list = [new("7", "A"), new("7", "B"), new("7", "C"), new("8", "E"), new("ED2", "A"), new("4", "C", row: "IL-6R", lane: "Ctrl")];
        FigureNotation.Print(list).ShouldBe("Figures 7A–C and 8E; Extended Data Figure 2A; Figure 4C, IL-6R, Ctrl");
    }

    [TestCase("Figure 4C and so on")]
    [TestCase("see Figure 4C")]
    [TestCase("4C")]
    [TestCase("")]
    public void A_text_with_anything_else_is_no_address(string text) => FigureNotation.ParseAddress(text).ShouldBeNull();

    [Test]
    public void Names_that_would_be_misread_are_quoted() =>
        FigureNotation.Print(new EvidenceAddress("4", "C", row: "lane 3", lane: "a, b")).ShouldBe("Figure 4C, “lane 3”, “a, b”");

    [TestCase("")]
    [TestCase("4 C")]
    [TestCase("S")]
    [TestCase("Scheme 1")]
    public void An_address_is_born_with_a_number(string figure) => Should.Throw<ArgumentException>(() => new EvidenceAddress(figure));
}

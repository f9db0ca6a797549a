using Palinode.Notices;
using Palinode.Notices.Reading;

namespace Palinode.Tests.Notices;

/// <summary>One construction of the grammar each, on invented sentences.</summary>
internal sealed class ClaimReadingTests
{
    [TestCase("Figure 2A appears similar to Figure 3B.", "Similar 2A | 3B")]
    [TestCase("Figures 2A and 3B appear identical.", "Duplicate 2A | 3B")]
    [TestCase("There is an overlap between panels C and F of Figure 5.", "Overlap 5C | 5F")]
    [TestCase("The blots in Figure 1C are duplicated from Figure 4D of [2].", "Duplicate 1C | 4D[2]")]
    [TestCase("Figure 2B contains repeated features.", "Repetition 2B |")]
    [TestCase("Vertical discontinuities suggestive of splicing were found in Figure 6A.", "Splice 6A |")]
    [TestCase("Figure 1A overlaps with Figure 1B, and Figure 2C is identical to Figure 2D.", "Overlap 1A | 1B; Duplicate 2C | 2D")]
    [TestCase("The following panels appear similar:\n\n• Figure 1A and Figure 2B\n\n• Figure 3C and Figure 4D", "Similar 1A | 2B; Similar 3C | 4D")]
    [TestCase("There is no evidence of duplication in Figure 2A.", "")]
    [TestCase("The authors provided the original data for Figure 2A.", "")]
    public void A_sentence_gives_its_claims(string text, string expected) =>
        string.Join("; ", NoticeReader.ReadClaims(text).Select(Print)).ShouldBe(expected);

    [Test]
    public void Hedges_and_transforms_are_kept()
    {
        NoticeClaim claim = NoticeReader.ReadClaims("Figure 2A may have been duplicated with Figure 3B, flipped horizontally and rotated by 90 degrees.").Single();
        claim.Certainty.ShouldBe(Certainty.Possible);
        claim.Transform!.Flip.ShouldBe(ClaimFlip.Horizontal);
        claim.Transform.Rotation.ShouldBe(90);
    }

    [Test]
    public void What_is_not_understood_is_listed() =>
        NoticeReader.Read("The weather over the harbour was mild all week.").NotUnderstood.Single().Text.ShouldContain("harbour");

    [Test]
    public void Pairings_that_the_text_leaves_open_stay_open() =>
        NoticeReader.ReadClaims("Figures 1A and 1B are duplicates of Figures 2A and 2B.").Single().Pairing.ShouldBe(Pairing.Ambiguous);

    [Test]
    public void Html_and_plain_text_say_the_same()
    {
        const string html = "<html><body><h1>Retraction: A study of bands</h1><p>The Editor has retracted this article.</p><ul><li>Figure 2A appears similar to Figure&nbsp;3B.</li></ul></body></html>";
        const string plain = "Retraction: A study of bands\n\nThe Editor has retracted this article.\n\n• Figure 2A appears similar to Figure 3B.\n";
        NoticeFile.Facts(NoticeDocument.Read(System.Text.Encoding.UTF8.GetBytes(html)).Notice).ShouldBe(NoticeFile.Facts(NoticeReader.Read(plain)));
    }

    [TestCase("")]
    [TestCase("   \n ")]
    [TestCase("<article article-type=\"retraction\"><front>")]
    public void Nothing_to_read_is_refused_with_one_line(string text) =>
        Should.Throw<InputException>(() => NoticeDocument.Read(System.Text.Encoding.UTF8.GetBytes(text))).Message.ShouldNotContain("\n");

    /// <summary>Cut, doubled and shuffled notices give a reading, never anything else.</summary>
    [Test]
    public void Damaged_texts_are_read_too()
    {
        const string seed = "Retraction: A study [1]\n\nNobody A, None B. Ex Lett. 2020;13:877-888.\n\nThe Editor of the Journal of Examples has retracted this article. In Fig. 3A, lanes 1–3 of the Akt strip appear “similar” to Figure 4C, IL-6R, Ctrl of [2] (flipped). The authors did not respond.\n\nREFERENCES\n\n1. Nobody A. A title. Ex Lett. 2020; 1:2–3. https://doi.org/10.5555/one\n";
        const string signs = "[](){}“”.,;:/\n 019AFz<&•–";
        Random random = new(1);
        for (int i = 0; i < 400; i++)
        {
            char[] mutated = seed.ToCharArray();
            for (int k = 0; k < 1 + i % 12; k++) mutated[random.Next(mutated.Length)] = signs[random.Next(signs.Length)];
            int start = random.Next(40), end = seed.Length - random.Next(200);
            Should.NotThrow(() => NoticeFile.ToJson(NoticeReader.Read(new string(mutated, start, end - start))));
        }
    }

    private static string Print(NoticeClaim c) =>
        $"{c.Relation} {string.Join(",", c.Targets.Select(t => t.Figure + t.Panel))} | {string.Join(",", c.Sources.Select(s => s.Figure + s.Panel + (s.Reference is null ? "" : $"[{s.Reference}]")))}".Trim();
}

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
    [TestCase("Figs 2A and 3B (middle panels) appear to be the same.", "Duplicate 2A | 3B")]
    [TestCase("An overlap was noted between Fig. 2b and Fig. 2c, and between Fig. 5a and Fig. 5b.", "Overlap 2B | 2C; Overlap 5A | 5B")]
    [TestCase("Duplications were suspected within Figure 3 (panels A and D) and between Figure 3E and Figure 8A.", "Duplicate 3A | 3D; Duplicate 3E | 8A")]
    [TestCase("The band in lane 2 of Figure 2C reappears as the band in lane 1 of Figure 3D.", "Duplicate 2C | 3D")]
    [TestCase("The image for group one in Figure 4B was mistakenly used for group two in Figure 4E.", "Duplicate 4B | 4E")]
    [TestCase("Figures 2 and 5 were prepared in haste: the images in Figure 2B are duplicates, and the control in Figure 5G was taken from another experiment.", "Duplicate 2B |; Duplicate 5G |")]
    [TestCase("Panel B in Figure 2 and panel D in Figure 6 show the same field of cells.", "Duplicate 2B | 6D")]
    [TestCase("Panels A (24 h) and C (24 h) of Figure 4 overlap.", "Overlap 4A | 4C")]
    [TestCase("The data in Figures 3C and 3D are identical to data published in [5] as Figures 2A and 2B.", "Duplicate 3C,3D | 2A[5],2B[5]")]
    [TestCase("There is overlap within Figure 3 and between Figure 3 and Figure 5A of another article.", "Overlap 3 |; Overlap 3 | 5A")]
    [TestCase("Figure 6A appeared as Figure 5C of a paper by Person et al. [3], and Figure 6D resembles Figure 5F of the same paper.", "Duplicate 6A | 5C[3]; Similar 6D | 5F[3]")]
    [TestCase("The blots in Figure 2G appear to be duplicates of Figure 3B, and these images appear to have been published in Figure 5A of [2].", "Duplicate 2G | 3B; Duplicate 2G,3B | 5A[2]")]
    [TestCase("It was found that Figure 2C was in doubt, that Figures 3A and 3F are the same, and that Figure 5B was assembled from several gels.", "Duplicate 3A | 3F; Splice 5B |")]
    [TestCase("The pictures of Figure 2A had been used in two other publications.", "Duplicate 2A |")]
    [TestCase("Several micrographs contain repeated features.", "Repetition  |")]
    [TestCase("The authors could not explain the duplicated images.", "")]
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

    [TestCase("ADM, KW and LT did not agree with the retraction. PR could not be reached. HB is deceased.", "disagreed ADM, KW and LT; couldNotBeReached PR; deceased HB")]
    [TestCase("K. Muster and P. Nobody agree with the retraction; L. Sample could not be contacted.", "agreed K. Muster and P. Nobody; couldNotBeReached L. Sample")]
    [TestCase("The corresponding author, Petra Beispiel, responded that the data had been lost.", "explained Petra Beispiel; noLongerHaveData Petra Beispiel")]
    [TestCase("The authors apologise for this error and state that the conclusions stand.", "apologised ; explained ")]
    public void Answers_are_told_one_by_one(string text, string expected) =>
        string.Join("; ", NoticeReader.Read(text).Authors.Select(a => $"{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(a.Act.ToString())} {a.Who.Name}")).ShouldBe(expected);

    [TestCase("This article has been withdrawn by the authors.", NoticeKind.Retraction)]
    [TestCase("The authors have asked to retract and replace the article.", NoticeKind.RetractAndReplace)]
    [TestCase("Removal notice: this article has been removed at the request of the publisher.", NoticeKind.Removal)]
    [TestCase("The editors wish to express concern about this article.", NoticeKind.ExpressionOfConcern)]
    [TestCase("The original version of this article contained an error in Figure 3.", NoticeKind.Correction)]
    [TestCase("Figure 2A looks like Figure 3B. Could the authors please check?", NoticeKind.ReaderComment)]
    public void Kinds_are_told_by_many_words(string text, NoticeKind kind) => NoticeReader.Read(text).Kind.ShouldBe(kind);

    [Test]
    public void A_journal_is_named_in_full_and_may_investigate_itself()
    {
        Notice notice = NoticeReader.Read("The Editor of the Journal of Examples has retracted this article. The Journal investigated the concerns of a reader.");
        notice.Journal!.Value.ShouldBe("Journal of Examples");
        notice.Investigations.Single().By.Single().Role.ShouldBe(Role.Journal);
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

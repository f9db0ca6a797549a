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

    [TestCase("The β-actin panels in Fig 3A and Fig 5B appear similar.", "3A β-actin | 5B β-actin")]
    [TestCase("Figure 2D (day 0, miR-NC) and Figure 4B (24 h, sh-Z) are identical.", "2D day 0 miR-NC | 4B 24 h sh-Z")]
    [TestCase("The actin immunoblot from Fig. 1B was reused in Fig. 3C as tubulin.", "1B actin | 3C tubulin")]
    [TestCase("Figure 1B was reused in Figure 3C. Lanes 2 and 3 of the ERK immunoblot in Fig. 4A are duplicated.", "1B | 3C; 4A ERK 2–3 |")]
    [TestCase("Figure 5: two things. Lane 2 of the Bcl-2 row appears identical to lane 5 of the Bax row.", "5 Bcl-2 2 | 5 Bax 5")]
    [TestCase("In the E-cadherin panel of Fig 5E, lanes 1 and 2 appear similar to lanes 4 and 5.", "5E E-cadherin 1–2 | 5E E-cadherin 4–5")]
    [TestCase("In Figure 4C the image for “HUVEC + 5 µM Y” was duplicated from the image for “HUVEC + 10 µM Y”.", "4C HUVEC + 5 µM Y | 4C HUVEC + 10 µM Y")]
    [TestCase("Figure 3 sham and Figure 7 I/R + drug images appear to be the same.", "3 sham | 7 I/R + drug")]
    [TestCase("The blots for TLR4 in Fig. 4b and NF-κB in Fig. 6a appear similar.", "4B TLR4 | 6A NF-κB")]
    [TestCase("There are similarities between the blots for p65 and IκBα in Figure 4E.", "4E p65 | 4E IκBα")]
    [TestCase("Overlaps were seen between Figs. 1g (exo-NC) and 3d (exo-101).", "1G exo-NC | 3D exo-101")]
    [TestCase("The actin panels in Fig 3A, Fig 4C and Fig 6D are identical.", "3A actin,4C actin,6D |")]
    [TestCase("Bands in Figure 3C were reused in Figure 5D, flipped horizontally, to represent β-actin.", "3C | 5D β-actin")]
    [TestCase("Figure 2F (see also page 3) is identical to Figure 4A (arrows).", "2F | 4A")]
    [TestCase("The loading control in Figure 4A was reused in Figure 6B.", "4A | 6B")]
    [TestCase("Supplementary Figure S4A (upper panel) looks like Figure 2F of doi 10.5555/other.2014.33.", "S4A upper | 2F[a]")]
    public void Strips_and_groups_are_named_with_their_place(string text, string expected) =>
        string.Join("; ", NoticeReader.ReadClaims(text).Select(c =>
            $"{string.Join(",", c.Targets.Select(t => Named(t.Figure + t.Panel, t.Position, t.Row, t.Lane, t.Lanes, null)))} | {string.Join(",", c.Sources.Select(s => Named(s.Figure + s.Panel, s.Position, s.Row, s.Lane, s.Lanes, s.Reference)))}".Trim())).ShouldBe(expected);

    private static string Named(string place, string? position, string? row, string? lane, string? lanes, string? reference) =>
        string.Join(' ', new[] { place, position, row, lane, lanes }.Where(w => w is not null)) + (reference is null ? "" : $"[{reference}]");

    [TestCase("Retraction: On bands\n\nA. Able, B. Baker, “On bands,” Journal of Examples, vol. 12, no. 3 (2018): 455-466, https://doi.org/10.5555/je.2018.455.\n\nThe editors have retracted this article.", "Journal of Examples 2018 12 455 10.5555/je.2018.455")]
    [TestCase("Correction to: On bands\n\nCorrection to: Example Cell Dis (2017) 8:e1234; https://doi.org/10.5555/ecd.2017.1; published online 4 May 2017\n\nAn image was wrong.", "Example Cell Dis 2017 8  10.5555/ecd.2017.1")]
    [TestCase("Retraction: On bands\n\nAfter this article [1] was published, concerns were raised.\n\n1. Able A, Baker B. On bands. Ex J. 2015;10:e0123456. https://doi.org/10.5555/exj.1", "Ex J 2015 10  10.5555/exj.1")]
    [TestCase("Retraction: On bands\n\nVOLUME 286 (2011) PAGES 11111–11120\n\nThis article has been retracted by the publisher.", " 2011 286 11111 ")]
    public void Where_the_article_appeared_is_read_from_many_layouts(string text, string expected)
    {
        ArticleCitation article = NoticeReader.Read(text).Article!;
        article.Title.ShouldBe("On bands");
        $"{article.Journal} {article.Year} {article.Volume} {article.FirstPage} {article.Doi}".ShouldBe(expected);
    }

    [Test]
    public void Editor_and_publisher_who_agree_are_named()
    {
        Decision decision = NoticeReader.Read("The article has been retracted by agreement between the journal's Editor-in-Chief, Jane Nobody, and Example Publishing Ltd.").Decision!;
        decision.AgreedBy.Select(a => $"{a.Role} {a.Name}").ShouldBe(["EditorInChief Jane Nobody", "Publisher Example Publishing Ltd"]);
    }

    [TestCase("Jan Muster, Kim Probe and Li Versuch disagree with this retraction. EF agreed.", "disagreed Jan Muster, Kim Probe and Li Versuch; agreed EF")]
    public void Authors_are_told_by_name_and_by_initials(string text, string expected) => Answers_are_told_one_by_one(text, expected);

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

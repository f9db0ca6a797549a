using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Palinode.Articles;
using Palinode.Testing;

namespace Palinode.Tests.Articles;

internal sealed class FigureCaptionTests
{
    private static string Parts(string text) => string.Join(" | ", FigureCaption.Parse(text).Parts.Select(p => $"{(p.Place is { } place ? place.ToString() : p.Letters)}={p.Text}"));

    [TestCase("Figure 1. Growth of cells. (A) Blot of lysates. (B) Counts.", "A=(A) Blot of lysates. | B=(B) Counts.")]
    [TestCase("Fig. 2 | Growth. a, Blot of lysates. b, Counts.", "A=a, Blot of lysates. | B=b, Counts.")]
    [TestCase("Figure 2: Growth. A. Blot of lysates. B. Counts.", "A=A. Blot of lysates. | B=B. Counts.")]
    [TestCase("Figure 2: Growth. A: blot of lysates. B: counts.", "A=A: blot of lysates. | B=B: counts.")]
    [TestCase("Figure 2: Growth. A) blot of lysates. B) counts.", "A=A) blot of lysates. | B=B) counts.")]
    [TestCase("Figure 2. Growth. a Blot of lysates. b Counts.", "A=a Blot of lysates. | B=b Counts.")]
    [TestCase("Figure 2. Growth. (a–c) Blots. (d) Counts.", "ABC=(a–c) Blots. | D=(d) Counts.")]
    [TestCase("Figure 2. Growth. (A, B) Blots. (C and D) Counts.", "AB=(A, B) Blots. | CD=(C and D) Counts.")]
    [TestCase("Figure 2. Growth. (a-b) Blots of two. (a) First. (b) Second. (c) Counts.", "AB=(a-b) Blots of two. | A=(a) First. | B=(b) Second. | C=(c) Counts.")]
    [TestCase("Figure 2. Growth. (A) Blot. (C) Counts. (D) Sums.", "A=(A) Blot. | C=(C) Counts. | D=(D) Sums.")]
    [TestCase("Figure 2. Cells were stained (A) and were counted (B).", "A=Cells were stained (A) | B=and were counted (B)")]
    [TestCase("Figure 2. Scans showing (a) axial, (b) sagittal, and (c) coronal views.", "A=(a) axial, | B=(b) sagittal, and | C=(c) coronal views.")]
    [TestCase("Figure 2. Growth. (A) Blot as in (C). (B) Counts of (A). (C) Sums.", "A=(A) Blot as in (C). | B=(B) Counts of (A). | C=(C) Sums.")]
    [TestCase("Figure 2. Growth of X. falciparum.(A) Scheme. (B) Counts.", "A=(A) Scheme. | B=(B) Counts.")]
    [TestCase("Figure 2. Growth. (A) Blot (upper) and counts. (B, left) Sums.", "A=(A) Blot (upper) and counts. | B=(B, left) Sums.")]
    [TestCase("Figure 2. Two views. Left: from above. Right: from below.", "left=Left: from above. | right=Right: from below.")]
    public void Parts_belong_to_letters(string caption, string parts) => Parts(caption).ShouldBe(parts);

    [TestCase("Figure 1. Cells fed with vitamin A. B cells were sorted.")]
    [TestCase("Figure 1. Drawn by J. A. Doe and C. B. Roe.")]
    [TestCase("Figure 1. Serine was replaced by alanine (A) throughout.")]
    [TestCase("Figure 1. Mutations of adenine (A), cytosine (C) and guanine (G).")]
    [TestCase("Figure 1. Stages are ring (R), trophozoite (T) and schizont (S).")]
    [TestCase("Figure 1. A model of the cell. A scheme is added.")]
    [TestCase("Figure 1. Lesion of the wall (c). No more is seen.")]
    [TestCase("Figure 1. Left untreated, cells die.")]
    public void Other_letters_are_text(string caption) => FigureCaption.Parse(caption).Parts.ShouldBeEmpty();

    [TestCase("Figure 3. Growth of cells. (A) Blot.", "3", "Growth of cells.")]
    [TestCase("Figure 3. Growth of E. coli vs. yeast in Fig. 2. (A) Blot.", "3", "Growth of E. coli vs. yeast in Fig. 2.")]
    [TestCase("Supplementary Figure 3. (A) Blot. (B) Counts.", "S3", null)]
    [TestCase("Figure 2. Cells were stained (A) and were counted (B).", "2", "Cells were stained (A) and were counted (B).")]
    [TestCase("Growth of cells: (A) blot. (B) Counts.", null, "Growth of cells")]
    public void A_caption_has_number_and_title(string caption, string? number, string? title)
    {
        FigureCaption parsed = FigureCaption.Parse(caption);
        (parsed.Number, parsed.Title).ShouldBe((number, title));
    }

    [Test]
    public void All_that_is_said_of_a_panel_is_found_by_its_letter()
    {
        FigureCaption caption = FigureCaption.Parse("Figure 2. Growth. (a-b) Two blots. (a) First. (b) Second.");
        (caption.Letters, caption.Of('B'), caption.Of('C')).ShouldBe(("AB", "(a-b) Two blots. (b) Second.", null));
    }

    [Test]
    public void Parts_lie_in_the_caption_in_order_and_apart() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements("Figure 3. ", "(A)", "(B)", "(a)", "(b-c)", "A, ", "B. ", "C", "a Word ", "Left: ", "Right panel: ", " cells were seen", ". ", "; ", "(", ")", " and ", "–", "E. coli ", "(C and D)", "[A]", " ")).ToArbitrary(), words =>
        {
            string text = string.Concat(words);
            int end = 0;
            foreach (CaptionPart part in FigureCaption.Parse(text).Parts)
            {
                if (part.Start < end || part.Length < 0 || part.Start + part.Length > text.Length || part.Text != text.Substring(part.Start, part.Length)) return false;
                end = part.Start + part.Length;
            }
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(4000));

    [Test]
    public void Letters_of_drawn_papers_are_those_of_their_captions()
    {
        int figures = 0, right = 0;
        foreach (string file in Directory.EnumerateFiles(SharedMaterial.Require("eval", "synthetic"), "layout.json", SearchOption.AllDirectories))
        {
            using JsonDocument layout = JsonDocument.Parse(File.ReadAllText(file));
            foreach (JsonElement figure in layout.RootElement.EnumerateObject().Where(d => d.Value.TryGetProperty("figures", out _)).SelectMany(d => d.Value.GetProperty("figures").EnumerateArray()))
            {
                string truth = string.Concat(figure.GetProperty("panels").EnumerateArray().Select(p => p.GetProperty("letter").GetString()).OfType<string>().Distinct().Order());
                figures++;
                if (FigureCaption.Parse(figure.GetProperty("caption").GetString()!).Letters == truth) right++;
            }
        }
        TestContext.Out.WriteLine($"letters of {right} of {figures} captions");
        figures.ShouldBeGreaterThan(100);
        ((double)right / figures).ShouldBeGreaterThan(0.99);
    }
}

using System.Text.Json;
using Palinode.Engine.Imaging;
using Palinode.Engine.Panels;
using Palinode.Evidence;
using Palinode.Samples.Drawing;

namespace Palinode.Engine.Tests.Panels;

/// <summary>The model of panel kinds: what it measures, how it is read, what follows from its verdict. Its accuracy has its home in eval/.</summary>
internal sealed class PanelKindTests
{
    private static readonly (PanelKind Kind, Func<Dice, Raster> Draw)[] Painters =
    [
        (PanelKind.BlotOrGel, d => BlotPainter.Strip(d, 260, 46, [1, 0.6, 0.3, 0.9, 0.2, 1.1], new BlotStyle())),
        (PanelKind.Fluorescence, d => new FluorescencePainter(d, 200, 160, 24, 9, Marker.Cytoplasm, 0.7).Merge((0.1, 1, 0.15))),
        (PanelKind.Histology, d => TissuePainter.Section(d, 220, 160, new TissueStyle())),
        (PanelKind.PhaseContrast, d => CulturePainter.Cells(d, 220, 180, 60, 2)),
        (PanelKind.FlowCytometry, d => FlowPainter.DotPlot(d, 180, 180, 0.3)),
    ];

    /// <summary>The painters trained the model, with other dice: this holds the wiring (features, order of kinds, stored text), not the accuracy.</summary>
    [Test]
    public void The_stored_model_knows_what_the_painters_draw()
    {
        foreach ((PanelKind kind, Func<Dice, Raster> draw) in Painters)
        {
            int right = Enumerable.Range(0, 12).Count(i => PanelKindModel.Default.Judge(draw(Dice.For($"unseen {kind} {i}"))).Kind == kind);
            right.ShouldBeGreaterThanOrEqualTo(10, kind.ToString());
        }
    }

    [TestCase(1, 1)]
    [TestCase(3, 230)]
    [TestCase(900, 5)]
    [TestCase(700, 640)]
    public void Features_are_finite_and_as_many_as_named_whatever_the_size(int width, int height)
    {
        Dice dice = Dice.For("noise");
        byte[] pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)dice.Below(256);
        foreach (byte[] content in (byte[][])[pixels, new byte[pixels.Length], [.. Enumerable.Repeat((byte)255, pixels.Length)]])
        {
            float[] features = PanelFeatures.Measure(new Raster(width, height, 3, content));
            features.Length.ShouldBe(PanelFeatures.Names.Count);
            features.ShouldAllBe(v => float.IsFinite(v));
        }
        PanelFeatures.Names.ShouldBeUnique();
    }

    [Test]
    public void Equal_pixels_give_equal_features() =>
        PanelFeatures.Measure(Painters[1].Draw(Dice.For("a"))).ShouldBe(PanelFeatures.Measure(Painters[1].Draw(Dice.For("a"))));

    [Test]
    public void Probabilities_sum_to_one_and_the_kind_is_the_most_probable()
    {
        KindVerdict verdict = PanelKindModel.Default.Judge(Painters[0].Draw(Dice.For("b")));
        verdict.Probabilities.Sum().ShouldBe(1, 1e-9);
        verdict.Probability.ShouldBe(verdict.Probabilities.Max());
    }

    [Test]
    public void A_tree_is_read_in_preorder()
    {
        // Feature 0 is ln(width / height): wide panels go right.
        PanelKindModel model = PanelKindModel.Parse(string.Join(';', PanelFeatures.Names) + "\n0<0 2:750,6:250 0:1000\n");
        model.Judge(new Raster(10, 20, 1, new byte[200])).Of(PanelKind.Histology).ShouldBe(0.75);
        model.Judge(new Raster(20, 10, 1, new byte[200])).Kind.ShouldBe(PanelKind.BlotOrGel);
    }

    [TestCase("0<0 2:1000")]
    [TestCase("2:1000 3:1000")]
    [TestCase("99:1000")]
    public void A_damaged_tree_is_refused(string tree) =>
        Should.Throw<FormatException>(() => PanelKindModel.Parse(string.Join(';', PanelFeatures.Names) + "\n" + tree + "\n"));

    [Test]
    public void A_model_for_other_features_is_refused() => Should.Throw<FormatException>(() => PanelKindModel.Parse("aspect;colour\n2:1000\n"));

    [TestCase("Western blot of lysates.", PanelKind.BlotOrGel)]
    [TestCase("Flow cytometry of annexin V.", PanelKind.FlowCytometry)]
    [TestCase("(A) T2-weighted image.", PanelKind.MedicalScan)]
    public void A_caption_hints_at_the_kinds_it_speaks_of(string caption, PanelKind kind) => CaptionHints.Find(caption).ShouldBe([kind]);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("Ischemia and suitable notation in vegetables.")]
    public void Words_inside_other_words_are_no_hint(string? caption) => CaptionHints.Find(caption).ShouldBeEmpty();

    [Test]
    public void A_hint_turns_a_doubtful_verdict_and_not_a_sure_one()
    {
        Verdict((PanelKind.Plot, 0.6), (PanelKind.FlowCytometry, 0.4)).Given([PanelKind.FlowCytometry]).Kind.ShouldBe(PanelKind.FlowCytometry);
        Verdict((PanelKind.Plot, 0.9), (PanelKind.FlowCytometry, 0.1)).Given([PanelKind.FlowCytometry]).Kind.ShouldBe(PanelKind.Plot);
    }

    [Test]
    public void The_model_brings_a_recording_in_sooner_than_it_keeps_line_art_out()
    {
        KindVerdict tissue = Verdict((PanelKind.Histology, 0.7), (PanelKind.Plot, 0.3)), chart = Verdict((PanelKind.Histology, 0.1), (PanelKind.Plot, 0.9));
        Settle(PanelClass.Plot, 1, tissue).ShouldBe(PanelClass.Picture);
        Settle(PanelClass.Picture, 1, chart).ShouldBe(PanelClass.Picture);
        Settle(PanelClass.Picture, 1, Verdict((PanelKind.Plot, 1))).ShouldBe(PanelClass.Plot);
        Settle(PanelClass.Plot, 5, Verdict((PanelKind.BlotOrGel, 0.9), (PanelKind.Plot, 0.1))).ShouldBe(PanelClass.Blot);
        Settle(PanelClass.Other, 1, tissue).ShouldBe(PanelClass.Other);

        static PanelClass Settle(PanelClass rules, double aspect, KindVerdict verdict) => PanelClassifier.Settle(rules, aspect, verdict, verdict);
    }

    [Test]
    public void A_caption_can_bring_a_panel_in_and_can_keep_none_out()
    {
        KindVerdict doubtful = Verdict((PanelKind.BlotOrGel, 0.4), (PanelKind.Plot, 0.6)), grey = Verdict((PanelKind.Histology, 0.12), (PanelKind.FlowCytometry, 0.88));
        PanelClassifier.Settle(PanelClass.Plot, 5, doubtful, doubtful.Given([PanelKind.BlotOrGel])).ShouldBe(PanelClass.Blot);
        PanelClassifier.Settle(PanelClass.Picture, 1, grey, grey.Given([PanelKind.FlowCytometry])).ShouldBe(PanelClass.Picture);
    }

    [Test]
    public void A_kind_prints_as_it_stands_in_JSON()
    {
        foreach (PanelKind kind in Enum.GetValues<PanelKind>()) JsonSerializer.Serialize(kind).ShouldBe($"\"{kind.InWords()}\"");
    }

    private static KindVerdict Verdict(params (PanelKind Kind, double Weight)[] weights) =>
        KindVerdict.From([.. Enum.GetValues<PanelKind>().Select(k => weights.FirstOrDefault(w => w.Kind == k).Weight)]);
}

using Palinode.Cli.Evaluation;

namespace Palinode.Cli.Tests.Evaluation;

internal sealed class ScorerTests
{
    private static readonly KnownPair Band = new(At("s.pdf", 3, .10, .10, .20, .14), At("s.pdf", 4, .50, .50, .60, .54)) { Kind = "band", Transform = "hflip" };
    private static readonly KnownPair Image = new(At("s.pdf", 1, .1, .1, .4, .4), At("corpus/o.pdf", 2, .1, .1, .4, .4)) { Kind = "image", Transform = "free" };
    private static readonly KnownPair Merged = new(At("s.pdf", 5, .1, .1, .3, .3), At("s.pdf", 5, .4, .1, .6, .3));
    private static readonly EvaluationCase Case = Known("c", complete: true, [Band, Image], [Merged]);

    internal static Place At(string document, int page, double x0, double y0, double x1, double y1) => new(document, page, x0, y0, x1, y1);

    private static EvaluationCase Known(string id, bool complete, KnownPair[] pairs, KnownPair[] benign) =>
        new() { Name = id, Id = id, Folder = "", Suspect = "s.pdf", Corpus = [], Complete = complete, Pairs = pairs, Benign = benign };

    private static ScoredFinding Found(Place a, Place b, double significance = 1, string? confidence = "high") => new(a, b, significance, confidence);

    private static Verdict Judge(Place a, Place b) => Scorer.Judge(Case, Found(a, b)).Verdict;

    [Test]
    public void The_true_places_hit_their_pair_in_either_order()
    {
        Scorer.Judge(Case, Found(Band.A, Band.B)).ShouldBe((Verdict.Hit, 0));
        Scorer.Judge(Case, Found(Band.B, Band.A)).ShouldBe((Verdict.Hit, 0));
        Scorer.Judge(Case, Found(Image.B, Image.A)).ShouldBe((Verdict.Hit, 1));
    }

    [Test]
    public void A_third_of_common_area_is_enough() => Judge(At("s.pdf", 3, .05, .09, .25, .15), Band.B).ShouldBe(Verdict.Hit);

    [Test]
    public void A_box_that_covers_the_truth_may_be_up_to_six_times_its_size()
    {
        Judge(At("s.pdf", 3, .05, .08, .25, .19), Band.B).ShouldBe(Verdict.Hit);
        Judge(At("s.pdf", 3, .05, .05, .35, .15), Band.B).ShouldBe(Verdict.False);
    }

    [Test]
    public void The_wrong_page_or_document_is_false()
    {
        Judge(Band.A, Band.B with { Page = 5 }).ShouldBe(Verdict.False);
        Judge(Image.A, Image.A with { Page = 2 }).ShouldBe(Verdict.False);
    }

    [Test]
    public void A_place_inside_the_truth_that_is_too_small_is_a_fragment() =>
        Judge(At("s.pdf", 3, .13, .11, .15, .12), At("s.pdf", 4, .53, .51, .55, .52)).ShouldBe(Verdict.Fragment);

    [Test]
    public void A_pair_alike_for_a_good_reason_is_benign() => Judge(Merged.B, Merged.A).ShouldBe(Verdict.Benign);

    [Test]
    public void In_an_incomplete_case_the_unlisted_is_unknown() =>
        Scorer.Judge(Known("i", complete: false, [Band], []), Found(At("s.pdf", 9, 0, 0, .1, .1), At("s.pdf", 9, .5, .5, .6, .6))).Verdict.ShouldBe(Verdict.Unknown);

    [Test]
    public void Documents_are_compared_as_paths()
    {
        Place.Normal("./corpus//o.pdf").ShouldBe("corpus/o.pdf");
        Place.Normal("a/../corpus/./o.pdf").ShouldBe("corpus/o.pdf");
        Place.Normal("../o.pdf").ShouldBe("../o.pdf");
        Place.Normal("/../o.pdf").ShouldBe("/o.pdf");
        Place.Normal("//o.pdf").ShouldBe("//o.pdf");
        Place.Normal("").ShouldBe(".");
    }

    [Test]
    public void A_reversed_or_empty_box_matches_nothing()
    {
        Judge(At("s.pdf", 3, .20, .14, .10, .10), Band.B).ShouldBe(Verdict.False);
        Judge(At("s.pdf", 3, .10, .10, .10, .14), Band.B).ShouldBe(Verdict.False);
    }

    private static IReadOnlyList<ScoredCase> TwoCases() =>
    [
        new(Case, new CaseFindings(ResultState.Ok,
        [
            Found(Band.A, Band.B, 9), Found(Band.A, At("s.pdf", 4, .50, .50, .61, .54), 8), Found(At("s.pdf", 7, .1, .1, .2, .2), At("s.pdf", 8, .1, .1, .2, .2), 5, "moderate"),
            Found(Image.A, Image.B, 2, "low"),
        ], 0)),
        new(Known("d", complete: true, [], []), new CaseFindings(ResultState.Ok, [Found(At("s.pdf", 1, 0, 0, .1, .1), At("s.pdf", 2, 0, 0, .1, .1), 1)], 0)),
    ];

    [Test]
    public void A_set_is_summed_up()
    {
        Score score = Scorer.Evaluate(TwoCases());
        (score.All.Hit, score.All.Total, score.FalseFindings, score.CleanCasesFlagged).ShouldBe((2, 2, 2, 1));
        score.Precision!.Value.ShouldBe(3.0 / 5, 1e-12);
        score.FalsePerCompleteCase.ShouldBe(1);
        score.By["transform"].ShouldBe([new("free", new Recall(1, 1)), new("hflip", new Recall(1, 1))]);
        score.By["scope"].ShouldBe([new("across", new Recall(1, 1)), new("within", new Recall(1, 1))]);
    }

    [Test]
    public void At_high_confidence_only_findings_of_high_confidence_count_for_and_against()
    {
        Score score = Scorer.Evaluate(Scorer.Only(TwoCases(), "high"));
        (score.All.Hit, score.All.Total, score.FalseFindings, score.Findings).ShouldBe((1, 2, 1, 3));
    }

    [Test]
    public void The_sweep_gives_the_best_recall_within_each_limit()
    {
        Dictionary<double, SweepRow> rows = Scorer.Sweep(TwoCases()).ToDictionary(r => r.MaxFalsePerCase);
        (rows[0].PairsHit, rows[0].Threshold).ShouldBe((1, 9));
        (rows[.5].PairsHit, rows[.5].FalseFindings).ShouldBe((2, 1));
        rows[1].PairsHit.ShouldBe(2);
    }

    [Test]
    public void A_set_without_a_complete_case_has_no_sweep() =>
        Scorer.Sweep([new ScoredCase(Known("i", complete: false, [Band], []), CaseFindings.None(ResultState.Missing))]).ShouldBeEmpty();
}

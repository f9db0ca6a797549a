using Palinode.Evidence;
using Palinode.Notices;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Tests.Cases.Forms;

internal sealed class ClaimOfFindingTests
{
    [Test]
    public void A_finding_begins_a_claim_of_likeness_and_leaves_the_rest_to_a_person()
    {
        NoticeClaim claim = ClaimOfFinding.Begin(Finding(Unit.Band, Flip.None, 90))!;
        claim.Targets.ShouldBe([new ClaimTarget { Figure = "4", Panel = "C", Row = "IL-6R", Lane = "Ctrl" }]);
        claim.Sources.ShouldBe([new ClaimSource { Figure = "4", Panel = "E", Row = "VEGF" }]);
        (claim.Relation, claim.Certainty, claim.Unit).ShouldBe((ClaimRelation.Similar, Certainty.Apparent, ClaimUnit.Band));
    }

    /// <summary>A finding says how B follows from A, a claim how A follows from B.</summary>
    [TestCase(Flip.None, 90, ClaimFlip.None, 270)]
    [TestCase(Flip.Horizontal, 90, ClaimFlip.Horizontal, 90)]
    [TestCase(Flip.Vertical, 0, ClaimFlip.Vertical, null)]
    [TestCase(Flip.None, 180, ClaimFlip.None, 180)]
    public void The_transform_is_told_the_other_way_round(Flip flip, double rotation, ClaimFlip expected, double? turned)
    {
        ClaimTransform transform = ClaimOfFinding.Begin(Finding(Unit.Image, flip, rotation))!.Transform!;
        (transform.Flip, transform.Rotation).ShouldBe((expected, turned));
    }

    [Test]
    public void What_is_unchanged_has_no_transform() => ClaimOfFinding.Begin(Finding(Unit.Image, Flip.None, 0))!.Transform.ShouldBeNull();

    [Test]
    public void A_place_without_a_figure_begins_nothing() =>
        ClaimOfFinding.Begin(Finding(Unit.Image, Flip.None, 0) with { B = new Region { Document = "e1.pdf", Box = new Box(0, 0, 1, 1) } }).ShouldBeNull();

    private static Finding Finding(Unit unit, Flip flip, double rotation) => new()
    {
        Id = "F1", Unit = unit, Relation = Relation.Within, Confidence = Confidence.High, Significance = 9,
        A = new Region { Document = "e1.pdf", Box = new Box(0, 0, 1, 1), Figure = "4", Panel = "C", Row = "IL-6R", Lane = "Ctrl" },
        B = new Region { Document = "e1.pdf", Box = new Box(0, 0, 1, 1), Figure = "4", Panel = "E", Row = "VEGF", Lane = "PBS, DMSO" },
        BFromA = new Transform(new AffineMap(1, 0, 0, 0, 1, 0), flip, rotation, 1, 1),
        Evidence = new EvidenceNumbers { Inliers = 9, Trials = 1, Zncc = 1, Residual = 0, AreaFraction = 1 },
    };
}

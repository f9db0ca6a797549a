using System.Collections.Immutable;
using Palinode.Engine.Findings;
using Palinode.Evidence;

namespace Palinode.Engine.Tests.Findings;

internal sealed class FindingGroupsTests
{
    private static readonly FindingGroups Groups = new(new GroupOptions());

    private static readonly Box First = new(0.1, 0.1, 0.3, 0.3), Second = new(0.6, 0.1, 0.8, 0.3), Third = new(0.1, 0.6, 0.3, 0.8), Fourth = new(0.6, 0.6, 0.8, 0.8);

    /// <summary>B is A moved to its place, mirrored where it is asked.</summary>
    private static Finding Join(int id, Box a, Box b, string documentB = "a.pdf", bool mirrored = false, double shift = 0, string documentA = "a.pdf")
    {
        AffineMap map = mirrored ? new AffineMap(-1, 0, b.X1 + a.X0, 0, 1, b.Y0 - a.Y0) : AffineMap.Translation(b.X0 - a.X0 + shift, b.Y0 - a.Y0);
        return new Finding
        {
            Id = $"F{id}", Unit = Unit.Image, Relation = documentA == documentB ? Relation.Within : Relation.Across,
            A = new Region { Document = documentA, Page = 1, Box = a, Figure = "3", Panel = a == First ? "B" : "C" }, B = new Region { Document = documentB, Page = 2, Box = b, Figure = "8", Panel = "D" },
            BFromA = new Transform(map, mirrored ? Flip.Horizontal : Flip.None, 0, 1, 1), Significance = 9 - id, Confidence = Confidence.High,
            Evidence = new EvidenceNumbers { Inliers = 20, Trials = 10, Zncc = 0.9, Residual = 1, AreaFraction = 1 },
        };
    }

    private static ImmutableArray<FindingGroup> Of(params Finding[] findings) => Groups.Of(findings, ["a.pdf", "b.pdf"]);

    [Test]
    public void Findings_that_share_a_place_are_one_group_across_documents()
    {
        FindingGroup group = Of(Join(1, First, Second), Join(2, Third, Fourth), Join(3, First, Second, "b.pdf")).ShouldHaveSingleItem();
        group.Id.ShouldBe("G1");
        group.Findings.ShouldBe(["F1", "F3"]);
        group.Regions.Select(r => (r.Document, r.Page)).ShouldBe([("a.pdf", 1), ("a.pdf", 2), ("b.pdf", 2)]);
        group.Conflicts.ShouldBeEmpty();
    }

    [Test]
    public void Belonging_together_is_transitive()
    {
        // One leads to b.pdf, from there to a third place, and from there to a fourth.
        Finding back = Join(2, Second, Third, "a.pdf", documentA: "b.pdf");
        back = Moved(back, 2, 2);
        Finding on = Moved(Join(3, Third, Fourth), 2, 1);
        Of(Join(1, First, Second, "b.pdf"), back, on).ShouldHaveSingleItem().Findings.ShouldBe(["F1", "F2", "F3"]);

        static Finding Moved(Finding f, int pageA, int pageB) => new()
        {
            Id = f.Id, Unit = f.Unit, Relation = f.Relation, BFromA = f.BFromA, Significance = f.Significance, Confidence = f.Confidence, Evidence = f.Evidence,
            A = new Region { Document = f.A.Document, Page = pageA, Box = f.A.Box }, B = new Region { Document = f.B.Document, Page = pageB, Box = f.B.Box },
        };
    }

    [Test]
    public void Findings_apart_are_no_group() => Of(Join(1, First, Second), Join(2, Third, Fourth)).ShouldBeEmpty();

    [Test]
    public void Places_that_merely_touch_are_two()
    {
        Box beside = new(0.28, 0.1, 0.48, 0.3);
        Of(Join(1, First, Second), Join(2, beside, Fourth)).ShouldBeEmpty();
    }

    [Test]
    public void A_circle_that_closes_has_no_conflict_and_one_that_does_not_is_told()
    {
        Finding one = Join(1, First, Second, "b.pdf"), two = Join(2, First, Fourth, "b.pdf"), three = Between(3, 0), off = Between(3, 0.06);
        Of(one, two, three).ShouldHaveSingleItem().Conflicts.ShouldBeEmpty();
        Of(one, two, off).ShouldHaveSingleItem().Conflicts.ShouldBe(["F3 does not agree with F1 and F2: the composed transform is off by 30 % of the region's side."]);

        // From the second to the fourth place, both on page 2 of b.pdf.
        static Finding Between(int id, double shift)
        {
            Finding f = Join(id, Second, Fourth, "b.pdf", shift: shift, documentA: "b.pdf");
            return new Finding
            {
                Id = f.Id, Unit = f.Unit, Relation = f.Relation, BFromA = f.BFromA, Significance = f.Significance, Confidence = f.Confidence, Evidence = f.Evidence,
                A = new Region { Document = "b.pdf", Page = 2, Box = Second }, B = f.B,
            };
        }
    }

    [Test]
    public void A_mirror_against_an_upright_copy_is_a_conflict_and_says_which()
    {
        FindingGroup group = Of(Join(1, First, Second), Join(2, First, Second, mirrored: true)).ShouldHaveSingleItem();
        group.Conflicts.ShouldHaveSingleItem().ShouldStartWith("F2 does not agree with F1: the composed transform is off by 100 % of the region's side, and only one of the two mirrors.");
    }

    [Test]
    public void The_same_findings_give_the_same_groups()
    {
        Finding[] findings = [Join(1, First, Second), Join(2, Third, Fourth), Join(3, First, Second, "b.pdf"), Join(4, Third, Fourth, "b.pdf")];
        ImmutableArray<FindingGroup> once = Of(findings), again = Of(findings);
        once.Select(g => (g.Id, string.Join(' ', g.Findings))).ShouldBe([("G1", "F1 F3"), ("G2", "F2 F4")]);
        again.Select(g => (g.Id, string.Join(' ', g.Findings))).ShouldBe(once.Select(g => (g.Id, string.Join(' ', g.Findings))));
    }
}

using Palinode.Engine.Bands;
using Palinode.Engine.Findings;
using Palinode.Engine.Imaging;
using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Engine.Pairing;
using Palinode.Engine.Significance;
using Palinode.Engine.Tests.Verification;
using Palinode.Engine.Verification;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Findings;

internal sealed class FindingAssemblerTests
{
    private static readonly BandSearchResult NoBands = new([], new TestCounts());
    private static readonly FindingAssembler Assembler = new(new FindingOptions(), new MeasuredNull(), new TestShares());

    private static readonly PanelLabels[] Labels =
    [
        new() { Letter = "B", Row = Printed("GAPDH"), Lanes = [new Lane(0.1, 0.2, Printed("Ctrl")), new Lane(0.2, 0.3, Printed("PBS")), new Lane(0.3, 0.4, null), new Lane(0.4, 0.5, null)] },
        new() { Letter = "C", Position = new GridPosition(1, 2) },
    ];

    private static Label Printed(string text) => new(text, Box.Whole, 1, LabelOrigin.Text);

    private static PreparedPanel Prepared(Box box, int page) => PreparedOf(PlantedScene.Blobs(200, 100, page), box, page);

    private static PreparedPanel PreparedOf(Raster raster, Box box, int page)
    {
        var panel = new Panel
        {
            Document = "a.pdf", Page = page, Figure = "3", Box = box, Class = PanelClass.Picture, Pixels = raster, Overlay = new byte[raster.Width * raster.Height],
        };
        return new PreparedPanel(panel, PairVerifierTests.Prepare(raster).Upright.Features);
    }

    private static VerifiedMatch Match(Box inA, AffineMap map, int places) => new()
    {
        BFromA = map, Points = [(10, 10, 10, 10)], Places = places, Residual = 1.234,
        Pixels = new PixelVerdict(inA, 0.9, 0.9, 0.9, 1000, 0.5),
    };

    [Test]
    public void Boxes_and_matrix_are_told_in_page_fractions()
    {
        PreparedPanel a = Prepared(new Box(0.1, 0.2, 0.5, 0.4), 1), b = Prepared(new Box(0.5, 0.5, 0.9, 0.7), 2);
        VerifiedMatch match = Match(new Box(0, 0, 100, 100), new AffineMap(1, 0, 100, 0, 1, 0), 40);
        Finding finding = Assembler.Assemble([a, b], Labels, new Likenesses([new PanelPair(0, 1)], [[match]], [], NoBands), _ => true, out _).ShouldHaveSingleItem().Finding;
        finding.A.Box.OverlapWith(new Box(0.1, 0.2, 0.3, 0.4)).ShouldBe(1, 1e-9);
        finding.B.Box.OverlapWith(new Box(0.7, 0.5, 0.9, 0.7)).ShouldBe(1, 1e-9);
        (double x, double y) = finding.BFromA.Matrix.Apply(0.1, 0.2);
        x.ShouldBe(0.7, 1e-9);
        y.ShouldBe(0.5, 1e-9);
        finding.Unit.ShouldBe(Unit.Region);
        finding.Relation.ShouldBe(Relation.Within);
        finding.Confidence.ShouldBe(Confidence.High);
        finding.BFromA.InWords().ShouldBe("unchanged");
    }

    [Test]
    public void A_finding_carries_the_address_of_both_places()
    {
        PreparedPanel a = Prepared(new Box(0.1, 0.2, 0.5, 0.4), 1), b = Prepared(new Box(0.5, 0.5, 0.9, 0.7), 2);
        Finding finding = Assembler.Assemble([a, b], Labels, new Likenesses([new PanelPair(0, 1)], [[Match(new Box(0, 0, 100, 100), AffineMap.Identity, 40)]], [], NoBands), _ => true, out _).ShouldHaveSingleItem().Finding;
        (finding.A.Panel, finding.A.Row, finding.A.Lane, finding.A.Position).ShouldBe(("B", "GAPDH", "Ctrl, PBS", null));
        (finding.B.Panel, finding.B.Row, finding.B.Lane, finding.B.Position).ShouldBe(("C", null, null, "row 1, column 2"));
    }

    [Test]
    public void Two_matches_of_one_place_are_one_finding_and_the_stronger_one()
    {
        PreparedPanel a = Prepared(Box.Whole, 1), b = Prepared(Box.Whole, 2);
        List<VerifiedMatch> matches = [Match(new Box(0, 0, 100, 100), AffineMap.Identity, 20), Match(new Box(5, 0, 100, 95), AffineMap.Identity, 50)];
        Finding finding = Assembler.Assemble([a, b], Labels, new Likenesses([new PanelPair(0, 1)], [matches], [], NoBands), _ => true, out _).ShouldHaveSingleItem().Finding;
        finding.Significance.ShouldBe(Assembler.Assemble([a, b], Labels, new Likenesses([new PanelPair(0, 1)], [[matches[1]]], [], NoBands), _ => true, out _)[0].Finding.Significance);
    }

    [Test]
    public void More_pairs_make_the_same_match_less_significant()
    {
        PreparedPanel a = Prepared(Box.Whole, 1), b = Prepared(Box.Whole, 2);
        VerifiedMatch match = Match(new Box(0, 0, 100, 100), AffineMap.Identity, 20);
        double alone = Assembler.Assemble([a, b], Labels, new Likenesses([new PanelPair(0, 1)], [[match]], [], NoBands), _ => true, out _)[0].Finding.Significance;
        PanelPair[] many = [.. Enumerable.Repeat(new PanelPair(0, 1), 100)];
        List<VerifiedMatch>[] matches = [[match], .. Enumerable.Range(0, 99).Select(_ => new List<VerifiedMatch>())];
        double among = Assembler.Assemble([a, b], Labels, new Likenesses(many, matches, [], NoBands), _ => true, out _)[0].Finding.Significance;
        (alone - among).ShouldBe(2, 0.011);
    }

    [Test]
    public void Weak_matches_are_no_findings()
    {
        PreparedPanel a = Prepared(Box.Whole, 1), b = Prepared(Box.Whole, 2);
        Assembler.Assemble([a, b], Labels, new Likenesses([new PanelPair(0, 1)], [[Match(new Box(0, 0, 50, 50), AffineMap.Identity, 0)]], [], NoBands), _ => true, out _).ShouldBeEmpty();
    }
}

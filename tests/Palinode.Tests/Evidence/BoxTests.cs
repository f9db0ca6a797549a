using FsCheck;
using FsCheck.Fluent;
using Palinode.Evidence;

namespace Palinode.Tests.Evidence;

internal sealed class BoxTests
{
    private static Gen<Box> Boxes =>
        from x in Gen.Choose(0, 90) from y in Gen.Choose(0, 90) from w in Gen.Choose(1, 60) from h in Gen.Choose(1, 60)
        select new Box(x / 100.0, y / 100.0, (x + w) / 100.0, (y + h) / 100.0);

    [Test]
    public void Overlap_is_symmetric_between_0_and_1_and_1_only_for_itself() =>
        Prop.ForAll(Boxes.ToArbitrary(), Boxes.ToArbitrary(), (a, b) =>
        {
            double o = a.OverlapWith(b);
            return o >= 0 && o <= 1 + 1e-12 && Math.Abs(o - b.OverlapWith(a)) < 1e-12 && Math.Abs(a.OverlapWith(a) - 1) < 1e-12;
        }).Check(Config.QuickThrowOnFailure);

    [Test]
    public void The_union_holds_both_and_the_intersection_lies_in_both() =>
        Prop.ForAll(Boxes.ToArbitrary(), Boxes.ToArbitrary(), (a, b) =>
        {
            Box union = a.Union(b), common = a.Intersect(b);
            return Math.Abs(union.Intersect(a).Area - a.Area) < 1e-12 && common.Area <= Math.Min(a.Area, b.Area) + 1e-12;
        }).Check(Config.QuickThrowOnFailure);

    [TestCase(0.5, 0, 0.4, 1)]
    [TestCase(0, 0.5, 1, 0.4)]
    [TestCase(double.NaN, 0, 1, 1)]
    public void A_reversed_or_senseless_box_is_refused(double x0, double y0, double x1, double y1) =>
        Should.Throw<ArgumentException>(() => new Box(x0, y0, x1, y1));

    [Test]
    public void A_box_within_a_frame_is_told_in_the_frames_own_measure() =>
        new Box(0.5, 0, 1, 1).Within(new Box(0.2, 0.2, 0.4, 0.6)).ShouldBe(new Box(0.2 + 0.5 * (0.4 - 0.2), 0.2, 0.4, 0.6), new Near());

    private sealed class Near : IEqualityComparer<Box>
    {
        public bool Equals(Box a, Box b) => Math.Abs(a.X0 - b.X0) + Math.Abs(a.Y0 - b.Y0) + Math.Abs(a.X1 - b.X1) + Math.Abs(a.Y1 - b.Y1) < 1e-9;
        public int GetHashCode(Box box) => 0;
    }
}

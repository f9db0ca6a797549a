using FsCheck;
using FsCheck.Fluent;
using Palinode.Evidence;

namespace Palinode.Tests.Evidence;

internal sealed class TransformTests
{
    private static AffineMap Rotation(double degrees)
    {
        double t = degrees * Math.PI / 180;
        return new AffineMap(Math.Cos(t), -Math.Sin(t), 0, Math.Sin(t), Math.Cos(t), 0);
    }

    private static readonly AffineMap FlipHorizontally = new(-1, 0, 0, 0, 1, 0), FlipVertically = new(1, 0, 0, 0, -1, 0);

    private static string Words(AffineMap map) => Transform.FromPixels(map, map).InWords();

    [Test]
    public void The_usual_transforms_are_told_in_words()
    {
        Words(AffineMap.Identity).ShouldBe("unchanged");
        Words(AffineMap.Scaling(0.93, 0.93).After(FlipHorizontally)).ShouldBe("flipped horizontally, scaled 0.93");
        Words(FlipVertically).ShouldBe("flipped vertically");
        Words(Rotation(180)).ShouldBe("rotated 180°");
        Words(Rotation(90)).ShouldBe("rotated 90° clockwise");
        Words(Rotation(-12)).ShouldBe("rotated 12° anticlockwise");
        Words(AffineMap.Scaling(1.5, 1)).ShouldBe("scaled 1.22, stretched 1.5 times in width");
        Words(AffineMap.Translation(30, 4)).ShouldBe("unchanged");
    }

    [Test]
    public void A_clockwise_turn_takes_the_top_to_the_right()
    {
        (double x, double y) = Rotation(90).Apply(0, -1);
        x.ShouldBe(1, 1e-9);
        y.ShouldBe(0, 1e-9);
    }

    [Test]
    public void Flip_then_turn_then_scale_are_read_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<bool>(), Gen.Choose(-1799, 1800).ToArbitrary(), Gen.Choose(20, 500).ToArbitrary(), (flipped, tenths, percent) =>
        {
            double degrees = tenths / 10.0, scale = percent / 100.0;
            AffineMap map = AffineMap.Scaling(scale, scale).After(Rotation(degrees)).After(flipped ? FlipHorizontally : AffineMap.Identity);
            Transform told = Transform.FromPixels(map, map);
            AffineMap again = AffineMap.Scaling(told.Scale, told.Scale).After(Rotation(told.Rotation)).After(
                told.Flip == Flip.Horizontal ? FlipHorizontally : told.Flip == Flip.Vertical ? FlipVertically : AffineMap.Identity);
            return told.Rotation >= 0 && told.Rotation < 360 && (told.Flip == Flip.None) == !flipped
                && Math.Abs(again.A - map.A) + Math.Abs(again.B - map.B) + Math.Abs(again.D - map.D) + Math.Abs(again.E - map.E) < 0.15 * scale;
        }).Check(Config.QuickThrowOnFailure);

    [Test]
    public void A_map_and_its_inverse_undo_each_other() =>
        Prop.ForAll(Gen.Choose(-300, 300).ArrayOf(6).ToArbitrary(), v =>
        {
            var map = new AffineMap(v[0] / 100.0, v[1] / 100.0, v[2], v[3] / 100.0, v[4] / 100.0, v[5]);
            if (Math.Abs(map.Determinant) < 0.05) return true;
            (double x, double y) = map.Inverse().After(map).Apply(17, -5);
            return Math.Abs(x - 17) < 1e-6 && Math.Abs(y + 5) < 1e-6;
        }).Check(Config.QuickThrowOnFailure);

    [Test]
    public void A_degenerate_map_has_no_inverse() => Should.Throw<InvalidOperationException>(() => new AffineMap(1, 2, 0, 2, 4, 0).Inverse());
}

using FsCheck;
using FsCheck.Fluent;
using Palinode.Engine.Copies;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Copies;

internal sealed class CosineWindowsTests
{
    private static CosineWindows Of(TexturePlane plane, bool wide) =>
        new(plane.Coarse, plane.Width, plane.Height, plane.Covered, new CopyOptions()) { Wide = wide };

    private static TexturePlane Plane(int seed, int width = 90, int height = 70) => new(PlantedScene.Blobs(width, height, seed), new byte[width * height], 192);

    [Test]
    public void Eight_windows_at_a_time_find_what_one_at_a_time_finds([Values(1, 2, 3)] int seed)
    {
        TexturePlane plane = Plane(seed);
        AlikeWindows[] wide = [.. Of(plane, true).Nearest(0.5)], plain = [.. Of(plane, false).Nearest(0.5)];
        plain.ShouldNotBeEmpty();
        wide.ShouldBe(plain);
    }

    [Test]
    public void Windows_lie_as_far_from_each_other_as_was_asked() =>
        Of(Plane(4), true).Nearest(0.3).ShouldAllBe(w => Math.Max(Math.Abs(w.X - w.ToX), Math.Abs(w.Y - w.ToY)) >= new CopyOptions().LeastShift);

    /// <summary>The map in continuous coordinates takes the middle of each pixel to the middle of the pixel that <see cref="Orientation.Turn"/> names.</summary>
    [Test]
    public void An_orientation_and_its_map_agree() => Prop.ForAll(Gen.Choose(0, 7).Two().ToArbitrary(), Gen.Choose(-50, 50).Four().ToArbitrary(), (o, n) =>
    {
        var orientation = new Orientation(o.Item1);
        (int x, int y) = orientation.Turn(n.Item1, n.Item2);
        AffineMap map = orientation.Map(n.Item3, n.Item4);
        map.Apply(n.Item1 + 0.5, n.Item2 + 0.5).ShouldBe((x + n.Item3 + 0.5, y + n.Item4 + 0.5));
    }).QuickCheckThrowOnFailure();
}

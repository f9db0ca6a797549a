using Palinode.Engine.Bands;
using Palinode.Engine.Imaging;

namespace Palinode.Engine.Tests.Bands;

internal sealed class BandFinderTests
{
    private static readonly BandFinder Finder = new(new BandOptions());

    /// <summary>A drawn band with a deep waist is sometimes cut in two; seven strips of ten are read without a slip.</summary>
    [TestCase(2), TestCase(4), TestCase(6)]
    public void Every_band_is_found_near_the_middle_of_its_lane(int lanes)
    {
        int right = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            BandStrip strip = Finder.Find(DrawnStrips.Strip(seed, lanes), 0).ShouldNotBeNull();
            strip.IsDark.ShouldBeTrue();
            double pitch = 320.0 / lanes;
            if (strip.Bands.Count == lanes && strip.Bands.All(b => Math.Abs(b.CentreX - (b.Index + 0.5) * pitch) < 0.12 * pitch)) right++;
        }
        right.ShouldBeGreaterThanOrEqualTo(14);
    }

    [Test]
    public void Light_bands_on_a_dark_ground_are_bands_too()
    {
        Raster dark = DrawnStrips.Strip(5, 4);
        BandStrip strip = Finder.Find(new Raster(dark.Width, dark.Height, 1, [.. dark.Pixels.Select(v => (byte)(255 - v))]), 0).ShouldNotBeNull();
        strip.IsDark.ShouldBeFalse();
        strip.Bands.Count.ShouldBe(4);
    }

    [Test]
    public void The_size_of_a_band_hardly_depends_on_its_exposure()
    {
        Raster strip = DrawnStrips.Strip(7, 4);
        BandStrip one = Finder.Find(strip, 0)!, other = Finder.Find(DrawnStrips.Altered(strip, 1.3, 0.95, 2), 0)!;
        for (int i = 0; i < 4; i++)
        {
            (other.Bands[i].HalfWidth / one.Bands[i].HalfWidth).ShouldBe(1, 0.1);
            (other.Bands[i].HalfHeight / one.Bands[i].HalfHeight).ShouldBe(1, 0.15);
        }
    }

    [Test]
    public void A_drawn_frame_is_taken_off()
    {
        Raster strip = DrawnStrips.Strip(9, 3);
        byte[] pixels = [.. strip.Pixels];
        for (int y = 0; y < strip.Height; y++)
            for (int x = 0; x < strip.Width; x++)
                if (x < 2 || y < 2 || x >= strip.Width - 2 || y >= strip.Height - 2) pixels[y * strip.Width + x] = 0;
        PixelRect inner = BandFinder.WithoutFrame(new Raster(strip.Width, strip.Height, 1, pixels));
        inner.X0.ShouldBeInRange(2, 4);
        inner.Y0.ShouldBeInRange(2, 4);
        inner.X1.ShouldBeInRange(strip.Width - 4, strip.Width - 2);
        inner.Y1.ShouldBeInRange(strip.Height - 4, strip.Height - 2);
    }

    [Test]
    public void Blank_membrane_has_no_bands() => Finder.Find(new Raster(200, 40, 1, [.. Enumerable.Repeat((byte)220, 8000)]), 0).ShouldNotBeNull().Bands.ShouldBeEmpty();

    [Test]
    public void A_strip_of_a_few_rows_is_not_looked_at() => Finder.Find(new Raster(200, 6, 1, new byte[1200]), 0).ShouldBeNull();
}

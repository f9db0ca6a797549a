using System.Text.Json;
using Palinode.Engine.Imaging;
using Palinode.Evidence;
using Palinode.Samples;
using Palinode.Samples.Drawing;

namespace Palinode.Engine.Tests.Samples;

/// <summary>The sample articles are drawn once for all tests here.</summary>
[TestFixture]
internal sealed class SampleSetTests
{
    private SampleSet _set = null!;
    private JsonElement _case;

    [OneTimeSetUp]
    public void Draw()
    {
        if (!File.Exists("/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf")) Assert.Ignore("skipped: fonts-liberation2 is not installed, so the articles cannot be set");
        _set = SampleSet.Draw();
        _case = JsonDocument.Parse(CaseFile.Write(_set)).RootElement;
    }

    [Test]
    public void The_same_seed_draws_the_same_strip_and_another_seed_another_one()
    {
        static byte[] Strip(ulong seed) => BlotPainter.Strip(Dice.For("a strip", seed), 200, 40, [1, 0.5, 0.8], new BlotStyle()).Pixels;
        Strip(1).ShouldBe(Strip(1));
        Strip(1).ShouldNotBe(Strip(2));
    }

    [Test]
    public void The_committed_articles_are_what_the_program_draws()
    {
        string folder = Path.Combine(Testing.SharedMaterial.RepositoryRoot, "samples");
        File.ReadAllBytes(Path.Combine(folder, "case.json")).ShouldBe(CaseFile.Write(_set));
        foreach ((string path, byte[] content) in _set.Documents)
        {
            // The bytes hang on the installed fonts and JPEG library; the text of the file does not, and its length hardly.
            byte[] committed = File.ReadAllBytes(Path.Combine(folder, path));
            ((double)content.Length / committed.Length).ShouldBeInRange(0.9, 1.1, path);
        }
    }

    [Test]
    public void Every_box_of_the_case_lies_inside_its_page()
    {
        foreach (JsonElement pair in _case.GetProperty("pairs").EnumerateArray().Concat(_case.GetProperty("benign").EnumerateArray()))
        {
            foreach (string side in (string[])["a", "b"])
            {
                JsonElement place = pair.GetProperty(side);
                double[] box = [.. place.GetProperty("box").EnumerateArray().Select(v => v.GetDouble())];
                box.ShouldAllBe(v => v > 0.02 && v < 0.98);
                (box[2] - box[0]).ShouldBeGreaterThan(0.02);
                (box[3] - box[1]).ShouldBeGreaterThan(0.01);
                place.GetProperty("page").GetInt32().ShouldBeInRange(1, 12);
            }
        }
    }

    [Test]
    public void The_flipped_band_of_Figure_4_is_listed_with_its_address()
    {
        JsonElement pair = _case.GetProperty("pairs").EnumerateArray().Single(p => p.GetProperty("a").GetProperty("panel").GetString() == "C" && p.GetProperty("a").GetProperty("figure").GetString() == "4");
        JsonElement a = pair.GetProperty("a"), b = pair.GetProperty("b");
        (a.GetProperty("row").GetString(), a.GetProperty("lane").GetString()).ShouldBe(("IL-6R", "Ctrl"));
        (b.GetProperty("figure").GetString(), b.GetProperty("panel").GetString(), b.GetProperty("row").GetString(), b.GetProperty("lane").GetString()).ShouldBe(("4", "E", "VEGF", "PBS"));
        pair.GetProperty("transform").GetProperty("flip").GetString().ShouldBe("horizontal");
    }

    [Test]
    public void Three_places_that_show_one_field_are_three_pairs() =>
        _set.Pairs.Count(p => p.Plant.Origin == "suspect:3B").ShouldBe(3);

    [Test]
    public void Planted_places_correlate()
    {
        foreach (PlantedPair pair in _set.Pairs.Where(p => p.Plant.Benign is null))
        {
            (Raster a, Raster b) = Aligned(pair);
            Correlation(a, b).ShouldBeGreaterThan(0.85, $"{pair.Plant.Story}: {pair.A.Slot} and {pair.B.Slot}");
        }
    }

    [Test]
    public void Pictures_that_share_nothing_do_not_correlate()
    {
        List<(string Address, Raster Small)> pictures = [.. _set.Atlas.Slots.Where(s => s.Value.Row is null).Select(s => (s.Key, s.Value.Pixels.ToGray().Resize(96, 72)))];
        HashSet<string> planted = [.. _set.Pairs.SelectMany(p => new[] { $"{p.A.Slot}|{p.B.Slot}", $"{p.B.Slot}|{p.A.Slot}" })];
        for (int i = 0; i < pictures.Count; i++)
        {
            for (int j = i + 1; j < pictures.Count; j++)
            {
                if (planted.Contains($"{pictures[i].Address}|{pictures[j].Address}") || BothFlow(pictures[i].Address, pictures[j].Address) || BothScratch(pictures[i].Address, pictures[j].Address)) continue;
                Correlation(pictures[i].Small, pictures[j].Small).ShouldBeLessThan(0.5, $"{pictures[i].Address} and {pictures[j].Address}");
            }
        }
    }

    [Test]
    public void Strips_that_share_nothing_have_membranes_of_their_own()
    {
        List<KeyValuePair<string, Slot>> strips = [.. _set.Atlas.Slots.Where(s => s.Value.Row is not null && s.Value.Lanes.Count == 4)];
        HashSet<string> planted = [.. _set.Pairs.SelectMany(p => new[] { $"{p.A.Slot}|{p.B.Slot}", $"{p.B.Slot}|{p.A.Slot}" })];
        for (int i = 0; i < strips.Count; i++)
        {
            for (int j = i + 1; j < strips.Count; j++)
            {
                if (planted.Contains($"{strips[i].Key}|{strips[j].Key}")) continue;
                // Above the bands only: edges of two bands at the same height resemble each other, membranes must not.
                PixelRect membrane = new(4, 0, 356, 7);
                Raster a = strips[i].Value.Pixels.Resize(360, 48), b = strips[j].Value.Pixels.Resize(360, 48);
                Correlation(a.Crop(membrane), b.Crop(membrane), a.Blur(1.5).Crop(membrane), b.Blur(1.5).Crop(membrane)).ShouldBeLessThan(0.25, $"{strips[i].Key} and {strips[j].Key}");
            }
        }
    }

    // Dot plots share their quadrant lines and scratches their gap; neither is material that was copied.
    private static bool BothFlow(string a, string b) => IsFlow(a) && IsFlow(b);
    private static bool IsFlow(string address) => address.StartsWith("suspect:6C", StringComparison.Ordinal) || address.StartsWith("paper3:1B", StringComparison.Ordinal);
    private static bool BothScratch(string a, string b) => IsScratch(a) && IsScratch(b);
    private static bool IsScratch(string address) => address.StartsWith("suspect:5A", StringComparison.Ordinal) || address.StartsWith("paper2:3A", StringComparison.Ordinal);

    /// <summary>The second place's pixels, and the first place's as the pair's map brings them there, without the outermost pixels.</summary>
    private (Raster A, Raster B) Aligned(PlantedPair pair)
    {
        Raster a = _set.Atlas[pair.A.Slot].Pixels.ToGray(), b = _set.Atlas[pair.B.Slot].Pixels.ToGray();
        PixelRect place = PixelRect.FromBox(pair.B.Part, b.Width, b.Height).Inflate(-4);
        AffineMap bFromA = AffineMap.Scaling(b.Width, b.Height).After(pair.BFromA).After(AffineMap.Scaling(1.0 / a.Width, 1.0 / a.Height));
        AffineMap patchFromA = AffineMap.Translation(-place.X0, -place.Y0).After(bFromA);
        return (a.Warp(patchFromA.Inverse(), place.Width, place.Height), b.Crop(place));
    }

    private static double Correlation(Raster a, Raster b, Raster? lowA = null, Raster? lowB = null)
    {
        int n = a.Pixels.Length;
        double ma = 0, mb = 0;
        double A(int i) => a.Pixels[i] - (lowA?.Pixels[i] ?? 0);
        double B(int i) => b.Pixels[i] - (lowB?.Pixels[i] ?? 0);
        for (int i = 0; i < n; i++) (ma, mb) = (ma + A(i) / n, mb + B(i) / n);
        double ab = 0, aa = 0, bb = 0;
        for (int i = 0; i < n; i++)
        {
            double da = A(i) - ma, db = B(i) - mb;
            (ab, aa, bb) = (ab + da * db, aa + da * da, bb + db * db);
        }
        return ab / Math.Sqrt(aa * bb);
    }
}

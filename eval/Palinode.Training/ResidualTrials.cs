using Palinode.Engine.Imaging;
using Palinode.Engine.Ingest;
using Palinode.Engine.Verification;
using Palinode.Evidence;
using Palinode.Samples.Drawing;

namespace Palinode.Training;

/// <summary>What a pair of panels of one scene is.</summary>
internal enum ResidualTruth
{
    /// <summary>One recording, saved twice.</summary>
    Copy,

    /// <summary>Two recordings of one scene.</summary>
    SecondExposure,

    /// <summary>Two scenes.</summary>
    Unrelated,
}

/// <summary>One pair with what was done to it and what was measured.</summary>
internal sealed record ResidualTrial(ResidualTruth Truth, string Scene, double Grain, int JpegA, int JpegB, double Scale, ResidualMeasure Measure);

/// <summary>
/// Pairs whose truth is known: a clean scene (drawn, or an open picture without its grain), noise of one recording or of two, tone, scale and JPEG of each print.
/// </summary>
internal static class ResidualTrials
{
    /// <summary>Thresholds were chosen on the seeds from 0 to 149.</summary>
    private const int FirstSeed = 1000;

    private static readonly int[] Qualities = [0, 95, 90, 85, 80, 75, 70, 60];

    public static List<ResidualTrial> Run(string openPictures, int seeds, ResidualOptions options)
    {
        (string Name, Raster Whole)[] open = [.. Directory.EnumerateFiles(openPictures).Order(StringComparer.Ordinal).Select(p => (Path.GetFileName(p), new DocumentReader().Read(p, Path.GetFileName(p), new IngestOptions()).Figures[0].Graphics[0].Pixels.ToGray()))];
        var trials = new ResidualTrial[seeds * 3];
        Parallel.For(0, trials.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i => trials[i] = One((ResidualTruth)(i % 3), FirstSeed + i / 3, open, options));
        return [.. trials];
    }

    private static ResidualTrial One(ResidualTruth truth, int seed, (string Name, Raster Whole)[] open, ResidualOptions options)
    {
        // The three truths of one seed share their scene and their wear, so that they differ in nothing else.
        Dice dice = Dice.For($"pixels {seed}", 41);
        (string name, Raster scene) = Scene(dice, open);
        Raster other = truth == ResidualTruth.Unrelated ? Scene(Dice.For($"pixels other {seed}", 43), open).Scene.Resize(scene.Width, scene.Height) : scene;
        double grain = dice.Between(1.5, 6), scale = dice.Chance(0.4) ? dice.Between(0.7, 1.4) : 1, shiftX = dice.Below(17), shiftY = dice.Below(17);
        if (dice.Chance(0.4)) (shiftX, shiftY) = (shiftX + dice.Unit(), shiftY + dice.Unit());
        int qualityA = dice.Pick(Qualities), qualityB = dice.Pick(Qualities);
        Wear wearA = new() { Jpeg = qualityA }, wearB = new() { Contrast = dice.Between(0.8, 1.15), Brightness = dice.Between(-8, 8), Gamma = dice.Between(0.85, 1.2), Jpeg = qualityB };
        Raster first = Recorded(scene, grain, Dice.For($"pixels first {seed}", 47)), second = truth == ResidualTruth.Copy ? first : Recorded(other, grain, Dice.For($"pixels second {seed}", 53));
        AffineMap bFromA = new(scale, 0, -scale * shiftX, 0, scale, -scale * shiftY);
        int w = (int)((scene.Width - 20) * scale), h = (int)((scene.Height - 20) * scale);
        Raster a = wearA.Apply(first, dice), b = wearB.Apply(scale == 1 && shiftX % 1 == 0 ? second.Crop(new PixelRect((int)shiftX, (int)shiftY, w + (int)shiftX, h + (int)shiftY)) : (scale < 1 ? second.Blur(0.45 / scale) : second).Warp(bFromA.Inverse(), w, h, 128), dice);
        // What feature points leave open.
        AffineMap told = AffineMap.Translation(dice.Between(-0.7, 0.7), dice.Between(-0.7, 0.7)).After(bFromA).After(new AffineMap(1 + dice.Between(-0.003, 0.003), dice.Between(-0.003, 0.003), 0, dice.Between(-0.003, 0.003), 1 + dice.Between(-0.003, 0.003), 0));
        return new ResidualTrial(truth, name, grain, qualityA, qualityB, scale, new ResidualProof(options).Measure(a, new byte[a.Pixels.Length], b, new byte[b.Pixels.Length], told, null));
    }

    private static (string Name, Raster Scene) Scene(Dice dice, (string Name, Raster Whole)[] open)
    {
        int w = 90 + dice.Below(260), h = 90 + dice.Below(200);
        if (dice.Chance(0.4))
        {
            (string name, Raster whole) = dice.Pick(open);
            double scale = Math.Min(1, dice.Between(1, 3) * Math.Max(w, h) / Math.Max(whole.Width, whole.Height));
            Raster reduced = whole.Resize(Math.Max(w, (int)(whole.Width * scale)), Math.Max(h, (int)(whole.Height * scale)));
            int x = dice.Below(reduced.Width - w + 1), y = dice.Below(reduced.Height - h + 1);
            return ($"open {name}", reduced.Crop(new PixelRect(x, y, x + w, y + h)).Blur(0.8));
        }
        return dice.Below(4) switch
        {
            0 => ("drawn section", TissuePainter.Section(dice, w, h, new TissueStyle { Immunostain = dice.Chance(0.5) }).ToGray().Blur(0.8)),
            1 => ("drawn culture", CulturePainter.Cells(dice, w, h, 20 + dice.Below(120), dice.Between(1, 4)).ToGray().Blur(0.8)),
            2 => ("drawn electron micrograph", ElectronMicrograph.Draw(dice).ToGray().Resize(w, h).Blur(0.8)),
            _ => ("drawn membrane", MembranePainter.Invaded(dice, w, h, 10 + dice.Below(60)).ToGray().Blur(0.8)),
        };
    }

    /// <summary>Noise that grows a little with light, as photons do, spread by half a pixel, as sensors and reductions do.</summary>
    private static Raster Recorded(Raster scene, double grain, Dice dice)
    {
        int w = scene.Width, h = scene.Height;
        double[] noise = new double[w * h];
        for (int i = 0; i < noise.Length; i++) noise[i] = dice.Normal();
        byte[] pixels = new byte[w * h];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++)
            {
                int i = y * w + x, left = x > 0 ? i - 1 : i, up = y > 0 ? i - w : i;
                double n = (noise[i] + 0.4 * noise[left] + 0.4 * noise[up]) / Math.Sqrt(1.32);
                double level = scene.Pixels[i], size = grain * Math.Sqrt(0.35 + 0.65 * level / 128);
                pixels[i] = (byte)Math.Clamp(level + size * n + 0.5, 0, 255);
            }
        return new Raster(w, h, 1, pixels);
    }
}

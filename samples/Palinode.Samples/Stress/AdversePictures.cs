using Palinode.Engine.Imaging;
using Palinode.Samples.Drawing;
using Palinode.Samples.Layout;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Stress;

/// <summary>Pictures that make naive matching explode: every place looks like every other.</summary>
internal static class AdversePictures
{
    /// <summary>A regular weave of equal tiles with a little noise, grey.</summary>
    /// <param name="side">Pixels; 4,000 is what a camera delivers.</param>
    /// <param name="tile">Period in pixels along both axes.</param>
    public static Raster Texture(int side, int tile = 50)
    {
        Dice dice = Dice.For("texture");
        // One tile: a dark disc, a lighter bar and a corner, so that it has keypoints at every scale and no symmetry.
        Field one = new Field(tile, tile).Paint((x, y) =>
        {
            double u = (x + 0.5) / tile, v = (y + 0.5) / tile, disc = (u - 0.35) * (u - 0.35) + (v - 0.4) * (v - 0.4);
            return 0.55 - (disc < 0.04 ? 0.3 : 0) + (u is > 0.65 and < 0.8 && v is > 0.15 and < 0.85 ? 0.25 : 0) - (u + v > 1.8 ? 0.2 : 0);
        }).Blurred(1.2);
        byte[] pixels = new byte[side * side];
        for (int y = 0; y < side; y++)
            for (int x = 0; x < side; x++)
                pixels[y * side + x] = (byte)Math.Clamp(255 * one[x % tile, y % tile] + 12 * (dice.Unit() - 0.5), 0, 255);
        return new Raster(side, side, 1, pixels);
    }

    /// <summary>A full page of two columns of text, as a scanner delivers it.</summary>
    /// <param name="dotsPerInch">300 makes an A4 page 2,479 × 3,508 pixels.</param>
    public static Raster TextPage(double dotsPerInch = 300)
    {
        const double width = 595, height = 842, margin = 50, gap = 20, size = 9.2, leading = 11.4, column = (width - 2 * margin - gap) / 2;
        RasterSurface page = new(new FontSet(), width, height, dotsPerInch / 72);
        Prose prose = new(Dice.For("text page"), new Vocabulary("thyroid carcinoma", "HMGQ1", ["Smad3", "PARP", "cyclin A", "ZO-1"], ["HTX-9", "LVO-2", "TPC-n"]), "Figure", 6);
        Queue<string> words = new();
        for (double left = margin; left < width - margin; left += column + gap)
        {
            for (double y = margin + leading; y < height - margin; y += leading)
            {
                string line = "";
                while (true)
                {
                    if (words.Count == 0)
                        foreach (string word in prose.Result(12).Split(' ')) words.Enqueue(word);
                    string longer = line.Length == 0 ? words.Peek() : $"{line} {words.Peek()}";
                    if (page.Fonts[Face.Serif].Measure(longer, size) > column) break;
                    line = longer;
                    words.Dequeue();
                }
                page.Text(line, left, y, size, Face.Serif, Ink.Black);
            }
        }
        return page.ToRaster();
    }
}

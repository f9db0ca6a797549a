using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>The lower side of a transwell membrane: violet cells that came through, between the pores.</summary>
internal static class MembranePainter
{
    /// <param name="dice">Decides everything.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="cells">Wanted number of cells.</param>
    public static Raster Invaded(Dice dice, int width, int height, int cells)
    {
        Noise shade = new(dice), stain = new(dice), grime = new(dice);
        Field violet = new(width, height), pores = new(width, height);
        foreach ((double x, double y) in Blob.Scatter(dice, width, height, width * height / 420, 9))
        {
            new Blob(dice, x, y, dice.Between(1.7, 2.4), dice.Between(1.7, 2.4), 0, 0.03).Visit(width, height, 2, (px, py, depth) =>
                pores[px, py] += (float)(0.30 * Math.Exp(-(depth - 0.4) * (depth - 0.4)) - 0.16 * Math.Clamp(depth - 1, 0, 1)));
        }
        foreach ((double x, double y) in Blob.Scatter(dice, width, height, cells, 13))
        {
            double size = dice.Between(6, 11), strength = dice.Between(0.45, 1.15);
            var cell = new Blob(dice, x, y, size * dice.Between(1, 2.1), size * dice.Between(0.6, 1), dice.Between(0, Math.PI), 0.3);
            var nucleus = new Blob(dice, x + dice.Between(-2, 2), y + dice.Between(-2, 2), size * 0.55, size * 0.42, cell.Angle, 0.1);
            cell.Visit(width, height, 2, (px, py, depth) =>
            {
                if (depth <= -1) return;
                double thick = Math.Clamp((depth + 1) / 3, 0, 1) * (0.65 + 0.4 * stain.Fractal(px / 4.0, py / 4.0, 3));
                double core = Math.Clamp(nucleus.Depth(px, py) / 2, 0, 1) * 0.55;
                violet[px, py] = (float)Math.Max(violet[px, py], strength * (thick + core));
            });
        }
        violet = violet.Blurred(0.8);
        pores = pores.Blurred(0.6);
        double[] white = [0.91, 0.90, 0.93], density = [0.78, 1.25, 0.42];
        var channels = new Field[3];
        for (int c = 0; c < 3; c++)
        {
            int k = c;
            channels[c] = new Field(width, height).Paint((x, y) =>
            {
                double dx = x / (double)width - 0.5, dy = y / (double)height - 0.5;
                double lamp = 1 - 0.22 * (dx * dx + dy * dy) + 0.02 * shade.Fractal(x / 90.0, y / 90.0, 2) + 0.015 * grime.Fractal(x / 3.0, y / 3.0, 2);
                return white[k] * lamp * Math.Exp(-density[k] * violet[x, y] - pores[x, y]);
            }).WithGrain(dice, 0.012, 0.008, 0.7);
        }
        return Field.ToColor(channels[0], channels[1], channels[2]);
    }
}

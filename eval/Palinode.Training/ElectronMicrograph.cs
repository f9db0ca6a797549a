using Palinode.Engine.Imaging;
using Palinode.Samples.Drawing;

namespace Palinode.Training;

/// <summary>Something like a thin section under an electron microscope: dark membranes around grey lumina, vesicles, grain at every scale. Only for training.</summary>
internal static class ElectronMicrograph
{
    public static Raster Draw(Dice dice)
    {
        int width = (int)dice.Between(110, 300), height = (int)dice.Between(110, 300);
        Noise folds = new(dice), grains = new(dice), fine = new(dice), shade = new(dice);
        double scale = dice.Between(14, 60), wall = dice.Between(0.03, 0.1), ground = dice.Between(0.45, 0.7), rough = dice.Between(0.05, 0.16);
        Field tone = new Field(width, height).Paint((x, y) =>
        {
            // Membranes run where a smooth field crosses certain values; side by side they make cristae and sheets.
            double level = 2.2 * folds.Fractal(x / scale, y / scale, 3), distance = Math.Abs(level - Math.Round(level)) / wall;
            return ground - 0.3 * Math.Exp(-distance * distance) + rough * grains.Fractal(x / 2.5, y / 2.5, 2) + 0.05 * fine.At(x * 0.9, y * 0.9) + 0.12 * shade.Fractal(x / 70.0, y / 70.0, 2);
        });
        foreach ((double x, double y) in Blob.Scatter(dice, width, height, dice.Below(60), 7))
        {
            double size = dice.Between(2.5, 14), inside = dice.Between(-0.3, 0.25);
            new Blob(dice, x, y, size * dice.Between(1, 1.8), size, dice.Between(0, Math.PI), 0.1).Visit(width, height, 2, (px, py, depth) =>
                tone[px, py] = (float)Math.Clamp(tone[px, py] + inside * Math.Clamp(depth / 2, 0, 1) - 0.25 * Math.Exp(-depth * depth), 0.03, 0.97));
        }
        return tone.Blurred(dice.Between(0.4, 0.9)).WithGrain(dice, 0.02, dice.Between(0.01, 0.05)).ToGray();
    }
}

using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>Living cells in phase contrast: dark bodies with bright halos, spread or spindle-shaped, with or without a scratch.</summary>
internal static class CulturePainter
{
    /// <param name="dice">Decides everything.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="cells">Wanted number of cells.</param>
    /// <param name="elongation">Length over width of a cell, 1 for round.</param>
    public static Raster Cells(Dice dice, int width, int height, int cells, double elongation) =>
        Draw(dice, width, height, cells, elongation, 9, (_, _) => true);

    /// <summary>A confluent layer with an upright scratch through the middle.</summary>
    /// <param name="dice">Decides everything.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="gap">Width of the scratch as a fraction of the picture.</param>
    public static Raster Wound(Dice dice, int width, int height, double gap)
    {
        Noise leftEdge = new(dice), rightEdge = new(dice);
        double middle = width * dice.Between(0.45, 0.55), half = gap * width / 2;
        return Draw(dice, width, height, width * height / 160, 1.7, 6, (x, y) =>
            x < middle - half + 16 * leftEdge.Fractal(y / 45, 0, 2) || x > middle + half + 16 * rightEdge.Fractal(y / 45, 0, 2) || dice.Chance(0.012));
    }

    private static Raster Draw(Dice dice, int width, int height, int cells, double elongation, double radius, Func<double, double, bool> allowed)
    {
        Noise dirt = new(dice), granules = new(dice), shade = new(dice);
        double flow = dice.Between(0, Math.PI), slopeX = dice.Between(-0.1, 0.1), slopeY = dice.Between(-0.1, 0.1);
        var light = new Field(width, height).Paint((x, y) =>
            0.56 + slopeX * (x / (double)width - 0.5) + slopeY * (y / (double)height - 0.5) + 0.03 * shade.Fractal(x / 60.0, y / 60.0, 2) + 0.025 * dirt.Fractal(x / 4.0, y / 4.0, 2));
        foreach ((double x, double y) in Blob.Scatter(dice, width, height, cells, 1.7 * radius, allowed))
        {
            double size = radius * dice.Between(0.7, 1.25), longer = Math.Sqrt(elongation * dice.Between(0.6, 1.4));
            double angle = flow + 0.9 * shade.At(x / 70 + 300, y / 70) + dice.Between(-0.5, 0.5);
            DrawCell(light, dice, granules, new Blob(dice, x, y, size * longer, size / longer, angle, 0.13), dice.Chance(0.07));
        }
        return light.Blurred(0.6).WithGrain(dice, 0.02, 0.012).ToGray();
    }

    private static void DrawCell(Field light, Dice dice, Noise granules, Blob cell, bool rounded)
    {
        double halo = rounded ? 0.5 : dice.Between(0.16, 0.32), rim = rounded ? 0.45 : dice.Between(0.14, 0.26), body = dice.Between(-0.1, 0.02);
        var nucleus = new Blob(dice, cell.X + dice.Between(-2, 2), cell.Y + dice.Between(-2, 2), cell.RadiusX * 0.4, cell.RadiusY * 0.5, cell.Angle, 0.06);
        cell.Visit(light.Width, light.Height, 7, (x, y, depth) =>
        {
            double change = halo * Math.Exp(-(depth + 2.4) * (depth + 2.4) / 5) - rim * Math.Exp(-(depth - 1.2) * (depth - 1.2) / 3);
            if (depth > 0)
            {
                double inner = nucleus.Depth(x, y);
                change += body + 0.14 * granules.Fractal(x / 2.4, y / 2.4, 2) - 0.1 * Math.Exp(-inner * inner / 2) + (rounded ? 0.25 * Math.Clamp(depth / 4, 0, 1) : 0);
            }
            light[x, y] = (float)Math.Clamp(light[x, y] + change, 0.05, 0.98);
        });
    }
}

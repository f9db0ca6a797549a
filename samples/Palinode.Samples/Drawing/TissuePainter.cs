using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>How a section was stained and what it holds.</summary>
internal sealed record TissueStyle
{
    /// <summary>Brown immunostain between the nuclei instead of pink: 0 for none, 1 for strong.</summary>
    public double Brown { get; init; }

    /// <summary>Whether the section is stained for a protein (blue nuclei, brown marker) or with haematoxylin and eosin.</summary>
    public bool Immunostain { get; init; }

    /// <summary>Wanted number of nuclei for every 10,000 pixels.</summary>
    public double Nuclei { get; init; } = 16;

    /// <summary>Glands with an open lumen, for every 100,000 pixels.</summary>
    public double Glands { get; init; } = 4;

    /// <summary>Mean radius of a nucleus in pixels.</summary>
    public double NucleusRadius { get; init; } = 5.5;
}

/// <summary>Draws stained tissue sections: stains as optical densities that absorb light (Beer and Lambert), fibres, glands, nuclei.</summary>
internal static class TissuePainter
{
    // Optical densities in red, green, blue for one unit of stain.
    private static readonly double[] Haematoxylin = [1.25, 1.35, 0.62], Eosin = [0.12, 0.85, 0.42], Brown = [0.55, 0.95, 1.45];

    public static Raster Section(Dice dice, int width, int height, TissueStyle style)
    {
        double area = width * (double)height;
        List<Blob> glands = [.. Blob.Scatter(dice, width, height, (int)Math.Round(style.Glands * area / 100_000), 80)
            .Select(c => new Blob(dice, c.X, c.Y, dice.Between(24, 46), dice.Between(16, 30), dice.Between(0, Math.PI), 0.14))];
        List<Blob> nuclei = PlaceNuclei(dice, width, height, style, glands);

        Field ground = Ground(dice, width, height, glands), blue = new(width, height), brown = new(width, height);
        Noise chromatin = new(dice), islands = new(dice), granules = new(dice);
        foreach (Blob nucleus in nuclei)
        {
            double dark = dice.Between(0.45, 0.95);
            nucleus.Visit(width, height, 1, (x, y, depth) =>
            {
                double edge = Math.Clamp(depth / 1.5 + 0.4, 0, 1), rim = Math.Exp(-depth * depth / 3);
                if (edge > 0) blue[x, y] = (float)Math.Max(blue[x, y], dark * edge * (0.7 + 0.35 * chromatin.Fractal(x / 2.6, y / 2.6, 2) + 0.3 * rim));
            });
        }
        if (style.Immunostain)
        {
            foreach (Blob nucleus in nuclei)
            {
                double positive = Math.Clamp(islands.Fractal(nucleus.X / 90, nucleus.Y / 90, 2) + style.Brown, 0, 1) * dice.Between(0.5, 1.1);
                new Blob(dice, nucleus.X, nucleus.Y, nucleus.RadiusX * 1.9, nucleus.RadiusY * 1.9, nucleus.Angle, 0.15).Visit(width, height, 1, (x, y, depth) =>
                {
                    if (depth > 0) brown[x, y] = (float)Math.Max(brown[x, y], 0.75 * positive * Math.Clamp(depth / 4, 0, 1) * (0.8 + 0.5 * granules.Fractal(x / 3.0, y / 3.0, 2)));
                });
            }
        }
        return Transmit(dice, ground.Blurred(0.6), blue.Blurred(0.7), brown.Blurred(0.7), style);
    }

    /// <summary>Fibres that follow a slowly turning direction; open where a gland has its lumen, dense in its wall.</summary>
    private static Field Ground(Dice dice, int width, int height, List<Blob> glands)
    {
        Noise fibre = new(dice), turn = new(dice), holes = new(dice);
        double direction = dice.Between(0, Math.PI);
        var ground = new Field(width, height).Paint((x, y) =>
        {
            double angle = direction + 0.9 * turn.At(x / 110.0, y / 110.0), c = Math.Cos(angle), s = Math.Sin(angle);
            double strands = fibre.Fractal((x * c + y * s) / 42, (y * c - x * s) / 5, 3);
            double density = 0.42 + 0.38 * strands;
            double gap = holes.Fractal(x / 24.0, y / 24.0, 2);
            return gap > 0.45 ? density * 0.3 : Math.Max(0.05, density);
        });
        foreach (Blob gland in glands)
        {
            gland.Visit(width, height, 12, (x, y, depth) =>
            {
                if (depth > 0) ground[x, y] = 0.03f;
                else if (depth > -9) ground[x, y] = (float)(0.55 + 0.2 * fibre.At(x / 3.0, y / 3.0));
            });
        }
        return ground;
    }

    private static List<Blob> PlaceNuclei(Dice dice, int width, int height, TissueStyle style, List<Blob> glands)
    {
        List<Blob> nuclei = [];
        double r = style.NucleusRadius;
        foreach ((double x, double y) in Blob.Scatter(dice, width, height, (int)(style.Nuclei * width * height / 10_000), 2.0 * r, (x, y) => glands.TrueForAll(g => g.Depth(x, y) < -14)))
            nuclei.Add(new Blob(dice, x, y, r * dice.Between(0.9, 1.6), r * dice.Between(0.55, 0.95), dice.Between(0, Math.PI), 0.1));
        foreach (Blob gland in glands)
        {
            int around = (int)(2 * Math.PI * Math.Sqrt(gland.RadiusX * gland.RadiusY) / (1.9 * r));
            for (int i = 0; i < around; i++)
            {
                double t = 2 * Math.PI * i / around + dice.Between(-0.08, 0.08), ray = 1;
                double dx = Math.Cos(t), dy = Math.Sin(t);
                // Walk outwards until the wall's middle.
                while (gland.Depth(gland.X + ray * dx, gland.Y + ray * dy) > -5 && ray < 90) ray += 1;
                nuclei.Add(new Blob(dice, gland.X + ray * dx, gland.Y + ray * dy, r * dice.Between(0.9, 1.2), r * dice.Between(0.6, 0.8), t, 0.08));
            }
        }
        return nuclei;
    }

    private static Raster Transmit(Dice dice, Field ground, Field blue, Field brown, TissueStyle style)
    {
        double pale = style.Immunostain ? 0.18 : 1, tone = dice.Between(0.9, 1.1);
        var channels = new Field[3];
        for (int c = 0; c < 3; c++)
        {
            int k = c;
            channels[c] = new Field(ground.Width, ground.Height).Paint((x, y) =>
            {
                double density = tone * pale * Eosin[k] * ground[x, y] + Haematoxylin[k] * blue[x, y] * (style.Immunostain ? 0.8 : 1) + Brown[k] * brown[x, y] + 0.06;
                return 0.97 * Math.Exp(-density);
            }).WithGrain(dice, 0.012, 0.006, 0.7);
        }
        return Field.ToColor(channels[0], channels[1], channels[2]);
    }
}

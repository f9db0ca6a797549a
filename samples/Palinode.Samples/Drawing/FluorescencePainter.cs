using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>Where a marker lights up in a fluorescence picture.</summary>
internal enum Marker
{
    /// <summary>Granular, around the nucleus.</summary>
    Cytoplasm,

    /// <summary>A net along the borders between cells.</summary>
    Membrane,

    /// <summary>In some of the nuclei only (proliferation, broken DNA).</summary>
    SomeNuclei,
}

/// <summary>One field of cells under a fluorescence microscope, seen in its channels.</summary>
internal sealed class FluorescencePainter
{
    private readonly int _width, _height;
    private readonly Field _nuclei, _marker;
    private readonly Dice _dice;

    /// <param name="dice">Decides everything.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="cells">Wanted number of cells.</param>
    /// <param name="radius">Mean radius of a nucleus in pixels.</param>
    /// <param name="marker">What the second channel shows.</param>
    /// <param name="strength">Brightness of the second channel, about 0 to 1.</param>
    public FluorescencePainter(Dice dice, int width, int height, int cells, double radius, Marker marker, double strength)
    {
        (_width, _height, _dice) = (width, height, dice);
        List<Blob> nuclei = [];
        foreach ((double x, double y) in Blob.Scatter(dice, width, height, cells, 2.1 * radius))
        {
            double size = radius * dice.Between(0.75, 1.25);
            nuclei.Add(new Blob(dice, x, y, size * dice.Between(1, 1.35), size * dice.Between(0.75, 1), dice.Between(0, Math.PI), 0.07));
        }
        _nuclei = DrawNuclei(nuclei, 1);
        _marker = marker switch
        {
            Marker.Cytoplasm => DrawCytoplasm(nuclei, strength),
            Marker.Membrane => DrawMembranes(nuclei, strength),
            _ => DrawNuclei(nuclei.FindAll(_ => dice.Chance(0.3 * strength + 0.05)), 1.1),
        };
    }

    /// <summary>The DNA stain, blue.</summary>
    public Raster Nuclei() => Tint(_nuclei, (0.12, 0.28, 1.0), null, default);

    /// <summary>The marker, in its colour.</summary>
    public Raster Stain((double R, double G, double B) color) => Tint(_marker, color, null, default);

    /// <summary>Both channels laid over each other.</summary>
    public Raster Merge((double R, double G, double B) color) => Tint(_marker, color, _nuclei, (0.12, 0.28, 1.0));

    /// <summary>The marker as the camera delivers it, without a colour.</summary>
    public Raster Gray() => _marker.ToGray();

    private Field DrawNuclei(List<Blob> nuclei, double brightness)
    {
        Noise chromatin = new(_dice), glow = new(_dice);
        Field sharp = new(_width, _height), soft = new(_width, _height);
        foreach (Blob nucleus in nuclei)
        {
            // One in five lies out of the plane of focus.
            Field plane = _dice.Chance(0.2) ? soft : sharp;
            double light = brightness * _dice.Between(0.4, 0.95);
            (double X, double Y, double R)[] nucleoli = [.. Enumerable.Range(0, 1 + _dice.Below(3)).Select(_ =>
                (nucleus.X + nucleus.RadiusY * _dice.Between(-0.5, 0.5), nucleus.Y + nucleus.RadiusY * _dice.Between(-0.5, 0.5), nucleus.RadiusY * _dice.Between(0.12, 0.25)))];
            nucleus.Visit(_width, _height, 2, (x, y, depth) =>
            {
                double edge = Math.Clamp(depth / 2.0 + 0.3, 0, 1);
                if (edge <= 0) return;
                double shade = 0.85 + 0.35 * chromatin.Fractal(x / 4.0, y / 4.0, 2);
                foreach ((double nx, double ny, double r) in nucleoli)
                    if ((x - nx) * (x - nx) + (y - ny) * (y - ny) < r * r) shade *= 0.6;
                plane[x, y] = (float)Math.Max(plane[x, y], light * edge * shade);
            });
        }
        Field blurred = soft.Blurred(2.6), near = sharp.Blurred(0.7), haze = sharp.Blurred(7);
        var light2 = new Field(_width, _height).Paint((x, y) => 0.02 + near[x, y] + 0.8 * blurred[x, y] + 0.1 * haze[x, y] + 0.015 * glow.Fractal(x / 70.0, y / 70.0, 2));
        return light2.WithGrain(_dice, 0.05, 0.008);
    }

    private Field DrawCytoplasm(List<Blob> nuclei, double strength)
    {
        Noise granules = new(_dice), fibres = new(_dice);
        var light = new Field(_width, _height);
        foreach (Blob nucleus in nuclei)
        {
            double bright = strength * _dice.Between(0.45, 1);
            var cell = new Blob(_dice, nucleus.X + _dice.Between(-4, 4), nucleus.Y + _dice.Between(-4, 4), nucleus.RadiusX * _dice.Between(1.6, 2.6), nucleus.RadiusY * _dice.Between(1.5, 2.1), nucleus.Angle + _dice.Between(-0.4, 0.4), 0.16);
            double along = Math.Cos(cell.Angle), across = Math.Sin(cell.Angle);
            cell.Visit(_width, _height, 2, (x, y, depth) =>
            {
                if (depth <= 0) return;
                double u = (x * along + y * across) / 14, v = (y * along - x * across) / 2.4;
                double texture = 0.55 + 0.5 * fibres.Fractal(u, v, 2) + 0.45 * granules.Fractal(x / 2.6, y / 2.6, 2);
                double hole = nucleus.Depth(x, y) > 0 ? 0.4 : 1;
                light[x, y] = (float)Math.Max(light[x, y], bright * hole * Math.Clamp(texture, 0, 1.4) * Math.Clamp(depth / 5, 0, 1));
            });
        }
        return Capture(light);
    }

    private Field DrawMembranes(List<Blob> nuclei, double strength)
    {
        Noise breaks = new(_dice), warp = new(_dice);
        var light = new Field(_width, _height).Paint((x, y) =>
        {
            double wx = x + 5 * warp.At(x / 16.0, y / 16.0), wy = y + 5 * warp.At(x / 16.0 + 90, y / 16.0);
            double first = double.MaxValue, second = double.MaxValue;
            foreach (Blob n in nuclei)
            {
                double d = (n.X - wx) * (n.X - wx) + (n.Y - wy) * (n.Y - wy);
                if (d < first) (first, second) = (d, first);
                else if (d < second) second = d;
            }
            double gap = Math.Sqrt(second) - Math.Sqrt(first);
            double line = Math.Exp(-gap * gap / 9) * Math.Clamp(0.75 + 0.7 * breaks.Fractal(x / 12.0, y / 12.0, 2), 0.1, 1.3);
            return strength * (line + 0.12 * (1 + breaks.Fractal(x / 3.0 + 50, y / 3.0, 2)));
        });
        return Capture(light);
    }

    private Field Capture(Field light)
    {
        Field near = light.Blurred(0.7), haze = light.Blurred(8);
        return new Field(_width, _height).Paint((x, y) => 0.015 + near[x, y] + 0.15 * haze[x, y]).WithGrain(_dice, 0.05, 0.008);
    }

    private static Raster Tint(Field first, (double R, double G, double B) a, Field? second, (double R, double G, double B) b)
    {
        Field Mix(double p, double q) => new Field(first.Width, first.Height).Paint((x, y) => p * first[x, y] + (second is null ? 0 : q * second[x, y]));
        return Field.ToColor(Mix(a.R, b.R), Mix(a.G, b.G), Mix(a.B, b.B));
    }
}

using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>One strip of a western blot: how strong each lane's band is, and how the membrane and its exposure came out.</summary>
internal sealed record BlotStyle
{
    /// <summary>Brightness of the empty membrane; scanned film is near .9, a camera picture of weak signal near .6.</summary>
    public double Membrane { get; init; } = 0.86;

    /// <summary>Height of a band as a fraction of the strip.</summary>
    public double Thickness { get; init; } = 0.26;

    /// <summary>How far a band's ends rise (smile, positive) or sink, as a fraction of the strip's height.</summary>
    public double Smile { get; init; } = 0.08;

    /// <summary>Strength of a second band below the first (phosphorylated proteins, isoforms); 0 for none.</summary>
    public double Doublet { get; init; }

    /// <summary>Exposure: above 1 strong bands run into saturation and lose their inner shades.</summary>
    public double Exposure { get; init; } = 1.3;

    /// <summary>Standard deviation of the camera's grain.</summary>
    public double Grain { get; init; } = 0.018;
}

/// <summary>Draws strips of blots: bands with a smile, a smear and ragged edges on a membrane with blotches, streaks, specks and grain.</summary>
internal static class BlotPainter
{
    public static Raster Strip(Dice dice, int width, int height, IReadOnlyList<double> lanes, BlotStyle style)
    {
        var signal = new Field(width, height);
        double laneWidth = (double)width / lanes.Count;
        double level = 0.5 + dice.Between(-0.05, 0.05), tilt = dice.Between(-0.06, 0.06);
        for (int i = 0; i < lanes.Count; i++)
        {
            double y = (level + tilt * (i / (double)lanes.Count - 0.5) + dice.Between(-0.025, 0.025)) * height;
            DrawBand(signal, dice, (i + 0.5) * laneWidth, y, laneWidth, style.Thickness * height, lanes[i], style);
            if (style.Doublet > 0) DrawBand(signal, dice, (i + 0.5) * laneWidth, y + 0.3 * height, laneWidth, 0.6 * style.Thickness * height, style.Doublet * lanes[i], style);
        }
        AddSpecks(signal, dice);
        return Expose(signal.Blurred(0.8), dice, style);
    }

    private static void DrawBand(Field signal, Dice dice, double centreX, double centreY, double laneWidth, double thickness, double strength, BlotStyle style)
    {
        if (strength <= 0) return;
        var ragged = new Noise(dice);
        double half = laneWidth * dice.Between(0.36, 0.43);
        double left = dice.Between(4, 9), right = dice.Between(4, 9);
        double smile = style.Smile * dice.Between(0.4, 1.6) * signal.Height, lean = dice.Between(-0.05, 0.05) * signal.Height;
        double upper = thickness * dice.Between(0.42, 0.62), lower = thickness * dice.Between(0.3, 0.42);
        double tail = dice.Between(0.03, 0.12), swell = dice.Between(-0.18, 0.18), patch = dice.Between(0.1, 0.25);
        double seed = dice.Between(0, 1000);
        for (int y = 0; y < signal.Height; y++)
        {
            for (int x = (int)Math.Max(0, centreX - 0.75 * laneWidth); x < Math.Min(signal.Width, centreX + 0.75 * laneWidth); x++)
            {
                double u = (x + 0.5 - centreX) / half;
                double inLane = 1 / ((1 + Math.Exp((-1 - u) * half / left * 2.2)) * (1 + Math.Exp((u - 1) * half / right * 2.2)));
                double middle = centreY - smile * (u * u - 0.4) + lean * u + 0.05 * thickness * ragged.Fractal(x / 9.0, seed, 3);
                double wide = 1 + swell * u + 0.18 * ragged.Fractal(x / 14.0, seed + 50, 2);
                double d = y + 0.5 - middle, reach = (d < 0 ? upper : lower) * wide;
                double body = Math.Exp(-Math.Pow(Math.Abs(d / reach), 2.4));
                // Protein that lagged behind leaves a faint smear above the band.
                double smear = d < 0 ? tail * Math.Exp(d / (2.2 * thickness)) : 0;
                double shade = 1 + patch * ragged.Fractal(x / 11.0, y / 6.0 + seed, 2);
                signal[x, y] += (float)(strength * inLane * shade * (body + smear));
            }
        }
    }

    private static void AddSpecks(Field signal, Dice dice)
    {
        int specks = (int)(signal.Values.Length / 2500.0 * dice.Between(0.5, 2));
        for (int i = 0; i < specks; i++)
        {
            double x = dice.Between(0, signal.Width), y = dice.Between(0, signal.Height), size = dice.Between(0.5, 1.3), dark = dice.Between(-0.15, 0.35);
            new Blob(dice, x, y, size, size * dice.Between(0.6, 1), dice.Between(0, 3), 0.2).Visit(signal.Width, signal.Height, 1, (px, py, depth) =>
            {
                if (depth > 0) signal[px, py] += (float)dark;
            });
        }
    }

    /// <summary>Signal to brightness: the film darkens as 1 − exp(−light), over a membrane that is nowhere even.</summary>
    private static Raster Expose(Field signal, Dice dice, BlotStyle style)
    {
        Noise clouds = new(dice), weave = new(dice), streaks = new(dice);
        double slopeX = dice.Between(-0.05, 0.05), slopeY = dice.Between(-0.05, 0.05), blotchy = dice.Between(0.02, 0.05);
        var light = new Field(signal.Width, signal.Height).Paint((x, y) =>
        {
            double membrane = style.Membrane + slopeX * (x / (double)signal.Width - 0.5) + slopeY * (y / (double)signal.Height - 0.5)
                + blotchy * clouds.Fractal(x / 38.0, y / 22.0, 3) + 0.018 * weave.Fractal(x / 2.3, y / 2.3, 2) + 0.014 * streaks.At(x / 60.0, y / 1.8);
            double darkening = 1 - Math.Exp(-style.Exposure * Math.Max(0, signal[x, y]) * 1.6);
            return membrane * (1 - 0.95 * darkening) + 0.03;
        });
        return light.WithGrain(dice, style.Grain * 0.6, style.Grain * 0.5, 0.5).ToGray();
    }
}

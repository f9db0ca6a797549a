using System.Globalization;
using Palinode.Engine.Imaging;

namespace Palinode.Samples.Drawing;

/// <summary>What happened to a copy on its way: other exposure, more grain, another round of JPEG.</summary>
internal sealed record Wear
{
    /// <summary>Factor on the distance from middle grey; 1 keeps it.</summary>
    public double Contrast { get; init; } = 1;

    /// <summary>Added afterwards, in grey levels of 255.</summary>
    public double Brightness { get; init; }

    public double Gamma { get; init; } = 1;

    /// <summary>Standard deviation of added grain, in grey levels.</summary>
    public double Grain { get; init; }

    /// <summary>Quality of the extra JPEG step; 0 for none.</summary>
    public int Jpeg { get; init; } = 85;

    public Raster Apply(Raster source, Dice dice)
    {
        byte[] pixels = new byte[source.Pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            double v = 255 * Math.Pow(source.Pixels[i] / 255.0, Gamma);
            v = 128 + Contrast * (v - 128) + Brightness + (Grain > 0 ? Grain * dice.Normal() : 0);
            pixels[i] = (byte)Math.Clamp(v + 0.5, 0, 255);
        }
        var worn = new Raster(source.Width, source.Height, source.Channels, pixels);
        return Jpeg > 0 ? JpegWear.Apply(worn, Jpeg) : worn;
    }

    /// <summary>In words, for case.json.</summary>
    public string InWords()
    {
        List<string> words = [];
        if (Jpeg > 0) words.Add($"jpeg {Jpeg}");
        if (Contrast != 1) words.Add(string.Create(CultureInfo.InvariantCulture, $"contrast {Contrast:0.##}"));
        if (Brightness != 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"brightness {Brightness:+0;-0}"));
        if (Gamma != 1) words.Add(string.Create(CultureInfo.InvariantCulture, $"gamma {Gamma:0.##}"));
        if (Grain > 0) words.Add(string.Create(CultureInfo.InvariantCulture, $"grain {Grain:0.#}"));
        return string.Join(", ", words);
    }
}

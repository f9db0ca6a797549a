using System.Collections.Immutable;

namespace Palinode.Engine.Bands;

/// <summary>
/// A logistic score over what registration measured: log odds, up to a constant, that two items are one picture. Weights come from planted
/// copies in composed documents against all other pairs of the same documents; docs/methods/bands.md tells the training and how it was tested.
/// </summary>
/// <param name="Mean">Of each measure over the training pairs.</param>
/// <param name="Spread">Standard deviation of each.</param>
/// <param name="Weights">For the standardised measures.</param>
/// <param name="Bias">Added at the end.</param>
internal sealed record BandModel(ImmutableArray<double> Mean, ImmutableArray<double> Spread, ImmutableArray<double> Weights, double Bias)
{
    /// <summary>Measures further than this many deviations from the mean count as if they were there.</summary>
    private const double Furthest = 6;

    /// <summary>
    /// One band: smaller and larger −log residual of both directions, the same of the margins over the best and over the second to fifth best other
    /// band, three octaves of residual and of signal, log variance inside the tight window, touching the strip's end, log variance inside the wide
    /// window, log size, same strip.
    /// </summary>
    public static BandModel Single { get; } = new(
        [2.9916, 2.8096, -1.0323, -0.3712, -0.38, -0.0227, -6.5655, -5.7084, -5.5166, -4.7899, -2.9889, -1.9557, -3.6214, 0.3799, -3.592, 5.2308, 0.1247],
        [0.4808, 0.495, 0.8515, 0.4708, 0.456, 0.3791, 0.4909, 0.47, 0.5124, 0.5821, 0.3043, 0.0992, 0.8637, 0.4855, 0.9684, 0.9757, 0.3304],
        [-0.4532, -0.465, 0.4958, 1.4609, 1.6193, -0.0255, 0.9891, -0.9013, -1.4899, -0.6566, 1.567, 0.3967, -0.8872, -0.0451, 0.364, 0.1347, -2.1312],
        -12.6352);

    /// <summary>Two neighbouring bands: the same without the tight window and the strip's end.</summary>
    public static BandModel Double { get; } = new(
        [3.2339, 3.0416, -0.5456, 0.1148, 0.3009, 0.6070, -6.3457, -5.6979, -5.7467, -4.6077, -2.7836, -2.0070, -3.1576, 6.0452, 0.1332],
        [0.7233, 0.7669, 1.3205, 0.9049, 0.9059, 0.8617, 0.8165, 1.0177, 1.1469, 0.3601, 0.2590, 0.2619, 0.9049, 0.9534, 0.3398],
        [-0.3559, -0.7241, 1.4157, 1.0908, 1.5115, 0.9503, -0.6111, -3.3174, -3.3627, -0.0707, 0.8593, 0.3562, -0.582, -0.1112, -3.2355],
        -13.2553);

    public double Score(ReadOnlySpan<double> measures)
    {
        double score = Bias;
        for (int i = 0; i < measures.Length; i++) score += Weights[i] * Math.Clamp((measures[i] - Mean[i]) / Spread[i], -Furthest, Furthest);
        return score;
    }
}

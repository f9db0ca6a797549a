namespace Palinode.Engine.Significance;

/// <summary>
/// A-contrario number of false alarms of an affine agreement (Moisan and Stival 2004, ORSA): how many transforms with at least this many
/// agreeing correspondences would be expected in one pair of panels if the correspondences fell at random. Unlike the paper, a correspondence
/// also has to agree in scale and angle, and places are counted once however many keypoints they hold.
/// </summary>
public static class GeometricChance
{
    /// <summary>An affine map is fixed by three points; only what agrees beyond them is evidence.</summary>
    private const int Sample = 3;

    /// <param name="places">Distinct places among all tentative correspondences of the pair.</param>
    /// <param name="agreeing">Distinct places among those that agree.</param>
    /// <param name="tolerance">Distance in pixels of B within which a point agrees.</param>
    /// <param name="areaB">Area of panel B in pixels.</param>
    /// <param name="frameShare">Chance that a random correspondence agrees in scale and angle, 0…1.</param>
    /// <returns>log10 of the expected number of such agreements in this pair.</returns>
    public static double Log10Nfa(int places, int agreeing, double tolerance, double areaB, double frameShare)
    {
        if (agreeing <= Sample) return Math.Log10(Math.Max(1, places));
        double p = Math.Clamp(Math.PI * tolerance * tolerance / areaB * frameShare, 1e-9, 0.5);
        return Math.Log10(places - Sample) + Binomial.Log10Choose(places, agreeing) + Binomial.Log10Choose(agreeing, Sample) + (agreeing - Sample) * Math.Log10(p);
    }
}

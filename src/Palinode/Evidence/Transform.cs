using System.Globalization;
using System.Text.Json.Serialization;

namespace Palinode.Evidence;

[JsonConverter(typeof(JsonStringEnumConverter<Flip>))]
public enum Flip
{
    [JsonStringEnumMemberName("none")] None,
    [JsonStringEnumMemberName("horizontal")] Horizontal,
    [JsonStringEnumMemberName("vertical")] Vertical,
}

/// <summary>
/// How region B follows from region A: first the flip, then a clockwise rotation (as seen on the page), then the scale.
/// <para><see cref="Matrix"/> maps fractions of A's page (or image) to fractions of B's page (or image); the words (flip, rotation,
/// scale, stretch) are read from the same map in pixels of equal side, so that unequal page sizes do not distort them.</para>
/// </summary>
/// <param name="Matrix">Page fractions of B from page fractions of A.</param>
/// <param name="Flip">A mirror image is always told as horizontal with a rotation, except for a pure vertical flip.</param>
/// <param name="Rotation">Degrees clockwise, 0 ≤ r &lt; 360.</param>
/// <param name="Scale">Size of B over size of A: the root of the factor of area.</param>
/// <param name="Stretch">Factor across B's width divided by the factor across its height; 1 for a similarity.</param>
public sealed record Transform(AffineMap Matrix, Flip Flip, double Rotation, double Scale, double Stretch)
{
    /// <summary>Reads flip, rotation, scale and stretch from a map between square pixels.</summary>
    /// <param name="bFromA">Pixels of B from pixels of A, both square.</param>
    /// <param name="matrix">The same map in page fractions, as it is to be stored.</param>
    public static Transform FromPixels(AffineMap bFromA, AffineMap matrix)
    {
        bool mirrored = bFromA.Determinant < 0;
        // Undo a horizontal flip (x' = -x) before reading the angle; what remains keeps orientation.
        double a = mirrored ? -bFromA.A : bFromA.A, d = mirrored ? -bFromA.D : bFromA.D;
        // The angle of the rotation nearest to the linear part (polar decomposition in the plane).
        double angle = Math.Atan2(d - bFromA.B, a + bFromA.E) * 180 / Math.PI;
        double rotation = Turn(angle);
        Flip flip = Flip.None;
        if (mirrored)
        {
            flip = Flip.Horizontal;
            if (Math.Abs(rotation - 180) < 1) (flip, rotation) = (Flip.Vertical, Turn(rotation - 180));
        }
        double across = Math.Sqrt(bFromA.A * bFromA.A + bFromA.B * bFromA.B), down = Math.Sqrt(bFromA.D * bFromA.D + bFromA.E * bFromA.E);
        return new Transform(matrix, flip, Math.Round(rotation, 2) % 360, Math.Round(Math.Sqrt(Math.Abs(bFromA.Determinant)), 4), Math.Round(down > 0 ? across / down : 1, 4));
    }

    private static double Turn(double degrees) => ((degrees % 360) + 360) % 360;

    /// <summary>The transform in words, without a capital or a full stop: "flipped horizontally, scaled 0.93"; "unchanged" for none.</summary>
    public string InWords()
    {
        List<string> words = [];
        if (Flip == Flip.Horizontal) words.Add("flipped horizontally");
        if (Flip == Flip.Vertical) words.Add("flipped vertically");
        double signed = Rotation > 180 ? Rotation - 360 : Rotation;
        if (Math.Abs(signed) >= 1)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"rotated {Math.Abs(signed):0.#}°{(Math.Abs(signed) > 179.5 ? "" : signed > 0 ? " clockwise" : " anticlockwise")}"));
        if (Math.Abs(Scale - 1) >= 0.015) words.Add(string.Create(CultureInfo.InvariantCulture, $"scaled {Scale:0.##}"));
        if (Stretch is > 1.04 or < 1 / 1.04)
            words.Add(string.Create(CultureInfo.InvariantCulture, $"stretched {(Stretch > 1 ? Stretch : 1 / Stretch):0.##} times in {(Stretch > 1 ? "width" : "height")}"));
        return words.Count == 0 ? "unchanged" : string.Join(", ", words);
    }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>
/// An affine map of the plane: x' = A x + B y + C, y' = D x + E y + F. Variables that hold one are named
/// <c>targetFromSource</c>. Pixel coordinates are continuous: the centre of the first pixel is (0.5, 0.5), its corner (0, 0).
/// </summary>
[JsonConverter(typeof(AffineMapJson))]
public readonly record struct AffineMap(double A, double B, double C, double D, double E, double F)
{
    public static AffineMap Identity { get; } = new(1, 0, 0, 0, 1, 0);

    public static AffineMap Scaling(double sx, double sy) => new(sx, 0, 0, 0, sy, 0);

    public static AffineMap Translation(double dx, double dy) => new(1, 0, dx, 0, 1, dy);

    /// <summary>Positive where orientation is kept, negative where the map mirrors; its size is the factor of area.</summary>
    [JsonIgnore] public double Determinant => A * E - B * D;

    public (double X, double Y) Apply(double x, double y) => (A * x + B * y + C, D * x + E * y + F);

    /// <summary>The map that first applies <paramref name="first"/>, then this one.</summary>
    public AffineMap After(AffineMap first) => new(
        A * first.A + B * first.D, A * first.B + B * first.E, A * first.C + B * first.F + C,
        D * first.A + E * first.D, D * first.B + E * first.E, D * first.C + E * first.F + F);

    /// <exception cref="InvalidOperationException">The map flattens the plane and cannot be turned around.</exception>
    public AffineMap Inverse()
    {
        double det = Determinant;
        if (Math.Abs(det) < 1e-12) throw new InvalidOperationException("A degenerate map has no inverse.");
        return new(E / det, -B / det, (B * F - C * E) / det, -D / det, A / det, (C * D - A * F) / det);
    }

    /// <summary>The upright box around the image of <paramref name="box"/>.</summary>
    public Box Around(Box box)
    {
        (double X, double Y)[] corners = [Apply(box.X0, box.Y0), Apply(box.X1, box.Y0), Apply(box.X0, box.Y1), Apply(box.X1, box.Y1)];
        return new Box(corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
    }

    public ImmutableArray<double> ToArray() => [A, B, C, D, E, F];
}

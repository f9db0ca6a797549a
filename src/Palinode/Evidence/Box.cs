using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>
/// An upright rectangle in fractions of a page, or of an image that stands alone: (0, 0) is the top-left corner, (1, 1) the
/// bottom-right one. X grows to the right, Y downwards. Empty boxes are allowed, reversed ones are not.
/// </summary>
[JsonConverter(typeof(BoxJson))]
public readonly record struct Box
{
    public Box(double x0, double y0, double x1, double y1)
    {
        if (!double.IsFinite(x0) || !double.IsFinite(y0) || !double.IsFinite(x1) || !double.IsFinite(y1) || x1 < x0 || y1 < y0)
            throw new ArgumentException($"A box runs from its top-left to its bottom-right corner; got ({x0}, {y0}, {x1}, {y1}).");
        (X0, Y0, X1, Y1) = (x0, y0, x1, y1);
    }

    public double X0 { get; }
    public double Y0 { get; }
    public double X1 { get; }
    public double Y1 { get; }

    /// <summary>The whole page or image.</summary>
    public static Box Whole { get; } = new(0, 0, 1, 1);

    [JsonIgnore] public double Width => X1 - X0;
    [JsonIgnore] public double Height => Y1 - Y0;
    [JsonIgnore] public double Area => Width * Height;
    [JsonIgnore] public double CentreX => (X0 + X1) / 2;
    [JsonIgnore] public double CentreY => (Y0 + Y1) / 2;

    /// <summary>The common part, or an empty box at the nearest corner where there is none.</summary>
    public Box Intersect(Box other)
    {
        double x0 = Math.Max(X0, other.X0), y0 = Math.Max(Y0, other.Y0);
        return new Box(x0, y0, Math.Max(x0, Math.Min(X1, other.X1)), Math.Max(y0, Math.Min(Y1, other.Y1)));
    }

    /// <summary>The smallest box that holds both.</summary>
    public Box Union(Box other) =>
        new(Math.Min(X0, other.X0), Math.Min(Y0, other.Y0), Math.Max(X1, other.X1), Math.Max(Y1, other.Y1));

    /// <summary>Area of the common part divided by the area of the union (Jaccard); 0 for two empty boxes.</summary>
    public double OverlapWith(Box other)
    {
        double common = Intersect(other).Area, union = Area + other.Area - common;
        return union > 0 ? common / union : 0;
    }

    public bool Contains(double x, double y) => x >= X0 && x < X1 && y >= Y0 && y < Y1;

    /// <summary>This box, given in fractions of <paramref name="frame"/>, in the fractions that <paramref name="frame"/> itself is in.</summary>
    public Box Within(Box frame) =>
        new(frame.X0 + X0 * frame.Width, frame.Y0 + Y0 * frame.Height, frame.X0 + X1 * frame.Width, frame.Y0 + Y1 * frame.Height);
}

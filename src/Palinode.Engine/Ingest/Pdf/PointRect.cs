using Palinode.Evidence;

namespace Palinode.Engine.Ingest.Pdf;

/// <summary>An upright rectangle in points (1/72 inch) of the page as displayed: origin at the top left of the crop box, Y downwards.</summary>
internal readonly record struct PointRect(double X0, double Y0, double X1, double Y1)
{
    public double Width => X1 - X0;
    public double Height => Y1 - Y0;
    public double Area => Math.Max(0, Width) * Math.Max(0, Height);
    public double CentreX => (X0 + X1) / 2;
    public double CentreY => (Y0 + Y1) / 2;

    public PointRect Union(PointRect o) => new(Math.Min(X0, o.X0), Math.Min(Y0, o.Y0), Math.Max(X1, o.X1), Math.Max(Y1, o.Y1));
    public PointRect Intersect(PointRect o) => new(Math.Max(X0, o.X0), Math.Max(Y0, o.Y0), Math.Min(X1, o.X1), Math.Min(Y1, o.Y1));
    public PointRect Inflate(double by) => new(X0 - by, Y0 - by, X1 + by, Y1 + by);
    public PointRect Move(double dx, double dy) => new(X0 + dx, Y0 + dy, X1 + dx, Y1 + dy);

    /// <summary>Length of the common part along X, negative for a gap.</summary>
    public double OverlapX(PointRect o) => Math.Min(X1, o.X1) - Math.Max(X0, o.X0);

    /// <summary>Length of the common part along Y, negative for a gap.</summary>
    public double OverlapY(PointRect o) => Math.Min(Y1, o.Y1) - Math.Max(Y0, o.Y0);

    /// <summary>The wider of the two gaps between the rectangles; 0 where they touch or overlap.</summary>
    public double GapTo(PointRect o) => Math.Max(0, Math.Max(-OverlapX(o), -OverlapY(o)));

    /// <summary>Share of this rectangle that lies inside the other one.</summary>
    public double ShareInside(PointRect o) => Area > 0 ? Intersect(o).Area / Area : Holds(o, CentreX, CentreY) ? 1 : 0;

    public bool Contains(double x, double y) => Holds(this, x, y);

    public static PointRect Hull(IEnumerable<PointRect> all) => all.Aggregate((a, b) => a.Union(b));

    private static bool Holds(PointRect r, double x, double y) => x >= r.X0 && x <= r.X1 && y >= r.Y0 && y <= r.Y1;
}

/// <summary>A page as displayed: cropped to its crop box, turned by its /Rotate.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
/// <param name="OffsetX">Where the crop box begins in the displayed media box, from its left edge.</param>
/// <param name="OffsetY">The same from its top edge. poppler's text and picture tools speak of the media box.</param>
internal sealed record PageFrame(int Number, double Width, double Height, double OffsetX, double OffsetY)
{
    public PointRect Bounds => new(0, 0, Width, Height);
    public double Area => Width * Height;

    /// <summary>In fractions of the page, clipped to it.</summary>
    public Box ToBox(PointRect r)
    {
        double x0 = Math.Clamp(r.X0 / Width, 0, 1), y0 = Math.Clamp(r.Y0 / Height, 0, 1);
        return new Box(x0, y0, Math.Clamp(r.X1 / Width, x0, 1), Math.Clamp(r.Y1 / Height, y0, 1));
    }
}

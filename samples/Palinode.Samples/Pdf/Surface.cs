using Palinode.Engine.Imaging;

namespace Palinode.Samples.Pdf;

/// <summary>A colour, each part from 0 to 1.</summary>
internal readonly record struct Ink(double R, double G, double B)
{
    public static Ink Black { get; } = new(0, 0, 0);
    public static Ink White { get; } = new(1, 1, 1);
    public static Ink Gray(double level) => new(level, level, level);
}

internal enum Anchor { Left, Middle, Right }

/// <summary>Where a picture stands: points from the top-left corner of a figure or page, y downwards.</summary>
internal readonly record struct Frame(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;
    public double Bottom => Y + Height;
}

/// <summary>
/// What figures are drawn on. There are two: a page (vectors and separate pictures) and a raster (the compound JPEG that many
/// journals make of a figure). Coordinates are points with y downwards.
/// </summary>
internal abstract class Surface(FontSet fonts)
{
    public FontSet Fonts { get; } = fonts;

    public abstract void Polygon(IReadOnlyList<(double X, double Y)> points, Ink fill);

    public abstract void Line(double x0, double y0, double x1, double y1, double width, Ink ink);

    /// <param name="text">One line.</param>
    /// <param name="x">Where <paramref name="anchor"/> of the text stands.</param>
    /// <param name="y">The base line.</param>
    /// <param name="size">Points.</param>
    /// <param name="face">Font.</param>
    /// <param name="ink">Colour.</param>
    /// <param name="anchor">Which end of the text is at x.</param>
    /// <param name="upwards">Degrees anticlockwise around the anchor: 90 reads upwards.</param>
    public abstract void Text(string text, double x, double y, double size, Face face, Ink ink, Anchor anchor = Anchor.Left, double upwards = 0);

    /// <param name="picture">Shown exactly in the frame.</param>
    /// <param name="frame">Points.</param>
    /// <param name="quality">JPEG quality on a page, 0 for lossless; has no meaning on a raster.</param>
    public abstract void Picture(Raster picture, Frame frame, int quality);

    public void Box(Frame f, Ink fill) => Polygon([(f.X, f.Y), (f.Right, f.Y), (f.Right, f.Bottom), (f.X, f.Bottom)], fill);

    public void Outline(Frame f, double width, Ink ink)
    {
        Line(f.X, f.Y, f.Right, f.Y, width, ink);
        Line(f.X, f.Bottom, f.Right, f.Bottom, width, ink);
        Line(f.X, f.Y, f.X, f.Bottom, width, ink);
        Line(f.Right, f.Y, f.Right, f.Bottom, width, ink);
    }

    public void Disc(double x, double y, double radius, Ink fill) =>
        Polygon([.. Enumerable.Range(0, 16).Select(i => (x + radius * Math.Cos(i * Math.PI / 8), y + radius * Math.Sin(i * Math.PI / 8)))], fill);

    protected double Shift(string text, double size, Face face, Anchor anchor) =>
        anchor == Anchor.Left ? 0 : -Fonts[face].Measure(text, size) * (anchor == Anchor.Middle ? 0.5 : 1);
}

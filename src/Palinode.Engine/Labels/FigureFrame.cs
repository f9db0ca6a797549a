using Palinode.Engine.Ingest;
using Palinode.Engine.Ingest.Pdf;
using Palinode.Evidence;

namespace Palinode.Engine.Labels;

/// <summary>
/// The page in points, since labels are told apart by their printed size. A picture without a page counts as a figure as wide as a page's text.
/// </summary>
internal sealed class FigureFrame
{
    /// <summary>Points assumed for the width of a picture that stands alone.</summary>
    private const double AssumedWidth = 500;

    private readonly double _width, _height;

    private FigureFrame(double width, double height) => (_width, _height) = (width, height);

    public static FigureFrame Of(SourceFigure figure)
    {
        if (figure.PageSize is { } size) return new FigureFrame(size.Width, size.Height);
        Graphic? graphic = figure.Graphics.MaxBy(g => g.Box.Area);
        double aspect = graphic is null || graphic.Box.Area <= 0 ? 1.4 : graphic.Pixels.Height / graphic.Box.Height / (graphic.Pixels.Width / graphic.Box.Width);
        return new FigureFrame(AssumedWidth, AssumedWidth * aspect);
    }

    public PointRect ToPoints(Box box) => new(box.X0 * _width, box.Y0 * _height, box.X1 * _width, box.Y1 * _height);

    /// <summary>In fractions, clipped to the page.</summary>
    public Box ToBox(PointRect r)
    {
        double x0 = Math.Clamp(r.X0 / _width, 0, 1), y0 = Math.Clamp(r.Y0 / _height, 0, 1);
        return new Box(x0, y0, Math.Clamp(r.X1 / _width, x0, 1), Math.Clamp(r.Y1 / _height, y0, 1));
    }

    public double XOf(double points) => Math.Clamp(points / _width, 0, 1);
}

using System.Text;
using Palinode.Evidence;

namespace Palinode.Publishing.Reports;

/// <summary>
/// How a place is marked on the picture of its figure: a box, the outline of what is shared where it is known, and a tick across one corner. The tick is at the top left
/// of the first place; in the second it shows where that corner went, and so every turn and flip.
/// </summary>
internal static class PlaceMark
{
    /// <param name="picture">The figure.</param>
    /// <param name="region">The place on it.</param>
    /// <param name="finding">Whose place it is.</param>
    /// <param name="first">Whether it is the first place of the finding.</param>
    /// <param name="colour">As SVG takes it.</param>
    /// <param name="forPrinter">A printer scales lines with the picture; a browser is told not to.</param>
    /// <returns>Elements for an SVG in pixels of the picture.</returns>
    public static string Of(EvidencePicture picture, Region region, Finding finding, bool first, string colour, bool forPrinter)
    {
        double thin = forPrinter ? picture.PixelWidth / 240.0 : 2, thick = 1.25 * thin;
        StringBuilder svg = new();
        (double x, double y, double w, double h) = InPicture(region.Box, picture);
        if (region.Polygon is { Length: >= 6 } polygon)
        {
            IEnumerable<string> points = Enumerable.Range(0, polygon.Length / 2).Select(i =>
            {
                (double px, double py, _, _) = InPicture(new Box(polygon[2 * i], polygon[2 * i + 1], polygon[2 * i], polygon[2 * i + 1]), picture);
                return $"{Number(px)},{Number(py)}";
            });
            svg.Append($"<polygon points=\"{string.Join(' ', points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{Width(thin)}\" stroke-dasharray=\"{Width(2 * thin)} {Width(1.5 * thin)}\" vector-effect=\"non-scaling-stroke\"/>\n");
        }
        svg.Append($"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(w)}\" height=\"{Number(h)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{Width(thick)}\" vector-effect=\"non-scaling-stroke\"/>\n");
        (double cx, double cy) = first ? (region.Box.X0, region.Box.Y0) : finding.BFromA.Matrix.Apply(finding.A.Box.X0, finding.A.Box.Y0);
        double size = 0.22 * Math.Min(w, h), left = cx <= region.Box.CentreX ? x : x + w, top = cy <= region.Box.CentreY ? y : y + h;
        double dx = cx <= region.Box.CentreX ? size : -size, dy = cy <= region.Box.CentreY ? size : -size;
        svg.Append($"<line x1=\"{Number(left + dx)}\" y1=\"{Number(top)}\" x2=\"{Number(left)}\" y2=\"{Number(top + dy)}\" stroke=\"{colour}\" stroke-width=\"{Width(thick)}\" vector-effect=\"non-scaling-stroke\"/>");
        return svg.ToString();
    }

    private static (double X, double Y, double Width, double Height) InPicture(Box box, EvidencePicture picture) => (
        (box.X0 - picture.Frame.X0) / picture.Frame.Width * picture.PixelWidth, (box.Y0 - picture.Frame.Y0) / picture.Frame.Height * picture.PixelHeight,
        box.Width / picture.Frame.Width * picture.PixelWidth, box.Height / picture.Frame.Height * picture.PixelHeight);

    private static string Number(double value) => HtmlReport.Number(value, "0.#");

    private static string Width(double value) => HtmlReport.Number(value, "0.##");
}

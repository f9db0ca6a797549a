using System.Globalization;

namespace Palinode.Publishing.Marking;

/// <summary>
/// What a reader sees of a page: the crop box within the media box, turned. Displayed coordinates have their origin at the lower left
/// of what is seen, x to the right and y upwards, in units of the page (points, unless the page says otherwise).
/// </summary>
/// <param name="Left">Left edge of the visible part in the page's own coordinates.</param>
/// <param name="Bottom">Its lower edge.</param>
/// <param name="CropWidth">Its extent along the page's own x axis.</param>
/// <param name="CropHeight">Its extent along the page's own y axis.</param>
/// <param name="Rotation">Quarter turns clockwise before the page is shown: 0, 90, 180 or 270.</param>
internal readonly record struct PageGeometry(double Left, double Bottom, double CropWidth, double CropHeight, int Rotation)
{
    /// <summary>US Letter, which readers assume where a page has no usable box.</summary>
    private static readonly double[] Letter = [0, 0, 612, 792];

    /// <summary>Size as displayed.</summary>
    public double Width => Turned ? CropHeight : CropWidth;
    public double Height => Turned ? CropWidth : CropHeight;
    private bool Turned => Rotation is 90 or 270;

    /// <summary>Six numbers a b c d e f that carry displayed coordinates into the page's own: (a x + c y + e, b x + d y + f).</summary>
    public (double A, double B, double C, double D, double E, double F) PageFromDisplayed => Rotation switch
    {
        90 => (0, 1, -1, 0, Left + CropWidth, Bottom),
        180 => (-1, 0, 0, -1, Left + CropWidth, Bottom + CropHeight),
        270 => (0, -1, 1, 0, Left, Bottom + CropHeight),
        _ => (1, 0, 0, 1, Left, Bottom),
    };

    /// <param name="mediaBox">Four numbers in any order of corners; null or no area where the page has none.</param>
    /// <param name="cropBox">The same; what lies outside the media box does not count.</param>
    /// <param name="rotate">Any multiple of 90; other values count as 0, as in viewers.</param>
    public static PageGeometry Of(double[]? mediaBox, double[]? cropBox, double rotate)
    {
        double[] media = Ordered(mediaBox) ?? Letter;
        double[] crop = Ordered(cropBox) ?? media;
        double[] seen = [Math.Max(media[0], crop[0]), Math.Max(media[1], crop[1]), Math.Min(media[2], crop[2]), Math.Min(media[3], crop[3])];
        if (seen[2] - seen[0] <= 0 || seen[3] - seen[1] <= 0) seen = media;
        double quarter = rotate / 90;
        int rotation = quarter == Math.Floor(quarter) && Math.Abs(quarter) < 1e6 ? (((int)quarter % 4) + 4) % 4 * 90 : 0;
        return new PageGeometry(Round(seen[0]), Round(seen[1]), Round(seen[2] - seen[0]), Round(seen[3] - seen[1]), rotation);
    }

    /// <summary>A rectangle in displayed coordinates as the page's own left, bottom, right and top.</summary>
    public double[] InPage(double left, double bottom, double right, double top)
    {
        (double a, double b, double c, double d, double e, double f) = PageFromDisplayed;
        double x0 = (a * left) + (c * bottom) + e, y0 = (b * left) + (d * bottom) + f, x1 = (a * right) + (c * top) + e, y1 = (b * right) + (d * top) + f;
        return [Round(Math.Min(x0, x1)), Round(Math.Min(y0, y1)), Round(Math.Max(x0, x1)), Round(Math.Max(y0, y1))];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CropWidth:0.##} × {CropHeight:0.##} at ({Left:0.##}, {Bottom:0.##}), turned by {Rotation}");

    private static double[]? Ordered(double[]? box)
    {
        if (box is not { Length: 4 } || !box.All(double.IsFinite)) return null;
        double[] ordered = [Math.Min(box[0], box[2]), Math.Min(box[1], box[3]), Math.Max(box[0], box[2]), Math.Max(box[1], box[3])];
        return ordered[2] - ordered[0] > 0 && ordered[3] - ordered[1] > 0 ? ordered : null;
    }

    /// <summary>Hundredths of a point: pages that differ by less share a mark.</summary>
    private static double Round(double value) => Math.Round(value, 2);
}

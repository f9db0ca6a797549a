namespace Palinode.Engine.Panels;

/// <summary>
/// Thresholds of panel splitting. Lengths are in points (1/72 inch) as printed, because figures come at 72 to 600 dots per inch while
/// letters, gaps and strips keep their printed size; grey values run from 0 to 255.
/// </summary>
public sealed record PanelOptions
{
    /// <summary>A panel whose shorter side has fewer pixels is listed but not examined: it holds a dozen keypoints at best, and the equal icons of one drawing
    /// would pass for copies.</summary>
    public int MinExaminablePixels { get; init; } = 40;

    /// <summary>The same for strips of blots, which are wide and low: 10 pixels still hold a band's profile across its lanes.</summary>
    public int MinExaminableStripPixels { get; init; } = 10;

    /// <summary>Figures are looked at with at least this many pixels to a point (2 is 144 dpi); finer ones are halved until they fit. Gaps of one point stay visible.</summary>
    public double AnalysisPixelsPerPoint { get; init; } = 2.0;

    /// <summary>Printed width in points that is assumed for an image without a page: a full-width figure.</summary>
    public double AssumedWidthPoints { get; init; } = 500;

    /// <summary>Distance from the page's colour up to which a pixel is paper. JPEG noise on white seldom exceeds 4 away from edges.</summary>
    public int PaperTolerance { get; init; } = 6;

    /// <summary>Distance from the page's colour above which a pixel is ink of a letter or line; ringing around letters stays below.</summary>
    public int InkDistance { get; init; } = 70;

    /// <summary>Longest side of a printed letter in points: figure text is set in 5 to 12.</summary>
    public double LargestLetterPoints { get; init; } = 14;

    /// <summary>Shorter side of a picture or strip in points; the flattest printed strips measure about 7.</summary>
    public double SmallestPicturePoints { get; init; } = 7;

    /// <summary>Longer side of a picture or strip in points.</summary>
    public double SmallestPictureLengthPoints { get; init; } = 18;

    /// <summary>Share of a row or column that must be paper for a gap through a block of pictures; the rest is JPEG noise and letters.</summary>
    public double GapShare { get; init; } = 0.97;

    /// <summary>Gap in points across which parts of one chart (axis, bars, labels) are taken together.</summary>
    public double ChartGapPoints { get; init; } = 9;

    /// <summary>Largest share of a picture that may be masked as drawn-over letters, arrows and bars before the mask is thought to eat content.</summary>
    public double LargestOverlayShare { get; init; } = 0.06;
}

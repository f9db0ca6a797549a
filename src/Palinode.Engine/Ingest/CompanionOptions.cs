namespace Palinode.Engine.Ingest;

/// <summary>When a PDF and an XML are one article, and when a picture file shows a figure of the PDF.</summary>
public sealed record CompanionOptions
{
    /// <summary>
    /// Letters and digits in one of the runs that texts are compared by; spaces and hyphens do not count, so that line breaks do no harm.
    /// Twelve are about two words: long enough that two articles share few but set phrases.
    /// </summary>
    public int RunLength { get; init; } = 12;

    /// <summary>Share of the shorter text's runs from which two texts are the same. Another setting of formulas and signs costs some tenths.</summary>
    public double SameTextFrom { get; init; } = 0.5;

    /// <summary>Runs that a comparison counts at least: two captions of a few words agree too easily.</summary>
    public int LeastRuns { get; init; } = 30;

    /// <summary>A PDF with fewer runs than this has no text that could agree or disagree with an XML: a scan.</summary>
    public int LeastPdfRuns { get; init; } = 1000;

    /// <summary>Width to height of a picture file and of the figure may differ by this share: boxes are rounded to whole pixels and points.</summary>
    public double AspectTolerance { get; init; } = 0.03;

    /// <summary>Side in pixels of the square thumbnails that are compared: fine enough for the layout of a figure, too coarse for JPEG and fonts to count.</summary>
    public int ThumbnailSide { get; init; } = 64;

    /// <summary>Zero-mean correlation of the thumbnails from which they show the same.</summary>
    public double SamePictureFrom { get; init; } = 0.8;

    /// <summary>A picture file must have this many times the pixels per point; below, it is no gain, and the PDF's pixels are what readers saw.</summary>
    public double LeastGain { get; init; } = 1.1;
}

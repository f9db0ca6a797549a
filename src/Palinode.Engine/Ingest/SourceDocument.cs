using System.Collections.Immutable;
using Palinode.Articles;
using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Ingest;

public enum DocumentKind { Pdf, JatsPackage, Image }

/// <summary>A document after reading: its figures with their pixels. Everything downstream works from this alone.</summary>
public sealed class SourceDocument
{
    /// <summary>Path below the deepest folder that holds all inputs, with forward slashes.</summary>
    public required string Name { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>Of the JATS XML or package that was read together with a PDF; null without one.</summary>
    public string? JatsSha256 { get; init; }
    public required DocumentKind Kind { get; init; }

    /// <summary>0 for an image.</summary>
    public required int Pages { get; init; }
    public required ImmutableArray<SourceFigure> Figures { get; init; }

    /// <summary>What a reader should know: figures named by a caption but without graphics, pages that could not be read.</summary>
    public required ImmutableArray<string> Remarks { get; init; }

    /// <summary>What the document says of its article; null for an image.</summary>
    public ArticleMetadata? Article { get; init; }
}

/// <summary>A figure on one page (a figure that runs over two pages is two of these with one number).</summary>
public sealed class SourceFigure
{
    /// <summary>As printed, without the word: "3", "S2"; null where no caption was found.</summary>
    public string? Number { get; init; }

    /// <summary>Counted from 1; null for an image document.</summary>
    public int? Page { get; init; }

    /// <summary>Width and height of the page in points; null for an image.</summary>
    public (double Width, double Height)? PageSize { get; init; }

    /// <summary>Around all graphics, in page fractions.</summary>
    public required Box Box { get; init; }

    /// <summary>The caption's text with its "Figure 3." in front; null where there is none.</summary>
    public string? Caption { get; init; }

    /// <summary>The caption taken apart: title, and the text of each panel letter; null without a caption.</summary>
    public FigureCaption? CaptionParts => field ??= Caption is null ? null : FigureCaption.Parse(Caption);
    public required ImmutableArray<Graphic> Graphics { get; init; }

    /// <summary>Words of the page's own text that lie over the figure or at its edge (panel letters, row names), in page fractions.</summary>
    public ImmutableArray<PlacedText> Text { get; init; } = [];
}

public enum GraphicOrigin
{
    /// <summary>A picture stored in the file, at its own resolution.</summary>
    Embedded,

    /// <summary>Cut from a rendered page: vector drawings, or pictures assembled from many slivers.</summary>
    Rendered,
}

/// <summary>One picture of a figure, upright as the reader sees it.</summary>
public sealed class Graphic
{
    public required Raster Pixels { get; init; }

    /// <summary>Where it stands, in page fractions. Its pixels cover the box exactly; pixels need not be square on the page.</summary>
    public required Box Box { get; init; }
    public required GraphicOrigin Origin { get; init; }

    /// <summary>Of a rendered graphic: where the page shows stored pictures, in page fractions; all else in it is drawn. Null where that is not known.</summary>
    public ImmutableArray<Box>? PictureAreas { get; init; }
}

/// <summary>A word and its place in page fractions.</summary>
public sealed record PlacedText(string Text, Box Box);

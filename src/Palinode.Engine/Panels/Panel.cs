using Palinode.Engine.Imaging;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>
/// The unit of matching: one picture, one strip of a blot, or one chart. "Panel 3B" of an article may hold several; each is a
/// <see cref="Panel"/> of its own with the same letter.
/// </summary>
public sealed record Panel
{
    public required string Document { get; init; }
    public int? Page { get; init; }
    public string? Figure { get; init; }

    /// <summary>In page (or image) fractions; the pixels cover it exactly.</summary>
    public required Box Box { get; init; }
    public required PanelClass Class { get; init; }

    /// <summary>What it shows, as the model judges it; see docs/methods/classes.md for how far to believe it.</summary>
    public PanelKind Kind { get; init; } = PanelKind.Other;

    /// <summary>Of <see cref="Kind"/>, 0 to 1; 0 where no model was asked.</summary>
    public double KindProbability { get; init; }

    /// <summary>Whether the model of kinds takes it for something drawn: a plot, a drawing, a table.</summary>
    public bool IsDrawn(double leastProbability) => Kind is PanelKind.Plot or PanelKind.Drawing or PanelKind.Table && KindProbability >= leastProbability;

    /// <summary>Cut from its graphic at native resolution.</summary>
    public required Raster Pixels { get; init; }

    /// <summary>One byte a pixel: 255 where letters, labels, arrows, scale bars or frames were drawn over the picture, which matching ignores; 0 elsewhere.</summary>
    public required byte[] Overlay { get; init; }

    /// <summary>A class-independent reason not to examine the panel, or null.</summary>
    public string? NotExaminable { get; init; }

    /// <summary>Page fractions from this panel's pixels.</summary>
    internal AffineMap PageFromPixels => new(Box.Width / Pixels.Width, 0, Box.X0, 0, Box.Height / Pixels.Height, Box.Y0);
}

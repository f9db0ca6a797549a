using Palinode.Evidence;

namespace Palinode.Engine.Labels;

/// <summary>Where a label was read.</summary>
public enum LabelOrigin
{
    /// <summary>The document's own text.</summary>
    Text,

    /// <summary>Recognised in the pixels.</summary>
    Pixels,
}

/// <summary>Printed words with their place.</summary>
/// <param name="Text">As printed, spelled after the article's own words where the reading was close to one.</param>
/// <param name="Box">In page (or image) fractions.</param>
/// <param name="Confidence">0…1; 1 for the document's own text. A reader's statement, no probability.</param>
/// <param name="Origin">Where it was read.</param>
public sealed record Label(string Text, Box Box, double Confidence, LabelOrigin Origin);

/// <summary>A lane of a strip.</summary>
/// <param name="X0">Left edge in page fractions.</param>
/// <param name="X1">Right edge in page fractions.</param>
/// <param name="Name">What is printed above or below it, or null.</param>
public sealed record Lane(double X0, double X1, Label? Name);

/// <summary>Place in the grid of a figure's panels, or of the pictures of one lettered panel, both counted from 1.</summary>
public readonly record struct GridPosition(int Row, int Column)
{
    public override string ToString() => $"row {Row}, column {Column}";
}

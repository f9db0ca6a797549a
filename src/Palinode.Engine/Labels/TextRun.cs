using System.Collections.Immutable;
using Palinode.Engine.Ingest.Pdf;

namespace Palinode.Engine.Labels;

/// <summary>A word of a run, in points.</summary>
internal sealed record RunWord(string Text, PointRect Box, double Confidence);

/// <summary>Words that stand together on one line.</summary>
/// <param name="Words">In reading order, at least one.</param>
/// <param name="Box">Around the ink (from pixels) or the type's line (from text), in points.</param>
/// <param name="Origin">Where it was read.</param>
/// <param name="Angle">Degrees by which the line rises: 0, 45 or 90.</param>
internal sealed record TextRun(ImmutableArray<RunWord> Words, PointRect Box, LabelOrigin Origin, int Angle)
{
    public string Text => string.Join(' ', Words.Select(w => w.Text));

    /// <summary>Mean over the characters.</summary>
    public double Confidence => Words.Sum(w => w.Confidence * w.Text.Length) / Math.Max(1, Words.Sum(w => w.Text.Length));

    /// <summary>Where the line begins: for a rising line its lower left end.</summary>
    public double StartX => Angle == 45 ? Words[0].Box.CentreX : Box.CentreX;

    public bool HasLetters => Text.Any(char.IsLetterOrDigit);
}

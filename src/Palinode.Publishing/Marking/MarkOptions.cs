namespace Palinode.Publishing.Marking;

/// <summary>How a mark looks, and how much the marking may take.</summary>
public sealed record MarkOptions
{
    /// <summary>Opacity of the letters, 0…1. At 0.35 black text under a letter keeps a contrast of about 5 : 1, and the letters are seen on white and on black.</summary>
    public double Opacity { get; init => field = Fraction(value); } = 0.35;

    /// <summary>Opacity of the light edge around the letters, 0…1. It is what shows them on dark pictures; on paper it is not seen.</summary>
    public double EdgeOpacity { get; init => field = Fraction(value); } = 0.3;

    /// <summary>Thickness of a letter's line, as a fraction of its height. Bold enough to be seen on a thumbnail, thin enough to read between.</summary>
    public double LineWidth { get; init => field = Fraction(value); } = 0.15;

    /// <summary>The label fills this fraction of the page's width or height, whichever it meets first.</summary>
    public double Fill { get; init => field = Fraction(value); } = 0.88;

    /// <summary>Largest letters of the line with the notice's address, in points; narrow pages get smaller ones.</summary>
    public double LineSize { get; init; } = 8;

    /// <summary>Distance of that line from the upper edge of the visible page, in points: above what journals print there.</summary>
    public double LineDistance { get; init; } = 4;

    /// <summary>Seconds that each run of qpdf may take. The largest article at hand takes 0.2.</summary>
    public double Seconds { get; init; } = 60;

    /// <summary>Bytes of address space of qpdf.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    private static double Fraction(double value) => value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A fraction is above 0 and at most 1.");
}

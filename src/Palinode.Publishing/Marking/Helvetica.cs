namespace Palinode.Publishing.Marking;

/// <summary>Widths of the ASCII letters of Helvetica, one of the fonts that every reader of PDF brings along.</summary>
internal static class Helvetica
{
    /// <summary>From the space on, in thousandths of the size.</summary>
    private static readonly short[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Of a line of ASCII, in multiples of the size.</summary>
    public static double Width(string text) => text.Sum(c => c is >= ' ' and <= '~' ? Widths[c - ' '] : throw new ArgumentException($"There is no width for {c}.", nameof(text))) / 1000.0;
}

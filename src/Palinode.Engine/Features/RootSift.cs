namespace Palinode.Engine.Features;

/// <summary>
/// RootSIFT (Arandjelović and Zisserman 2012): the square root of the L1-normalised SIFT histogram, so that the Euclidean distance of two
/// descriptors is the Hellinger distance of their histograms. Stored as integers 0…127 with a squared length of about 254²; products of two
/// descriptors are then exact in 32 bits and the same on every machine.
/// </summary>
internal static class RootSift
{
    /// <summary>Length of a descriptor before rounding. Single bins above half of it (a histogram with one bin only) are clipped at 127.</summary>
    public const int Length = 254;

    public static void FromSift(ReadOnlySpan<byte> sift, Span<sbyte> root)
    {
        int sum = 0;
        foreach (byte v in sift) sum += v;
        if (sum == 0) { root.Clear(); return; }
        double scale = (double)Length * Length / sum;
        for (int i = 0; i < sift.Length; i++) root[i] = (sbyte)Math.Min(127, (int)Math.Round(Math.Sqrt(sift[i] * scale)));
    }

    // OpenCV orders bins as (row, column, orientation) with 4 x 4 x 8 and measures the keypoint's frame along its own angle. A mirror
    // turns the frame's second axis around: rows are reversed and orientation bin o becomes (8 - o) mod 8.
    private static readonly byte[] Permutation = BuildPermutation();

    public static void Mirror(ReadOnlySpan<sbyte> source, Span<sbyte> target)
    {
        for (int i = 0; i < Permutation.Length; i++) target[Permutation[i]] = source[i];
    }

    private static byte[] BuildPermutation()
    {
        byte[] p = new byte[FeatureSet.DescriptorLength];
        for (int row = 0; row < 4; row++)
            for (int column = 0; column < 4; column++)
                for (int o = 0; o < 8; o++)
                    p[(row * 4 + column) * 8 + o] = (byte)(((3 - row) * 4 + column) * 8 + (8 - o) % 8);
        return p;
    }
}

namespace Palinode.Engine.Panels;

/// <summary>Openings and closings of 0/1 masks by squares, by running sums: the cost does not depend on the size of the square.</summary>
internal static class Morphology
{
    public static byte[] Open(byte[] mask, int width, int height, int radius) => Spread(Shrink(mask, width, height, radius), width, height, radius);

    public static byte[] Close(byte[] mask, int width, int height, int radius) => Shrink(Spread(mask, width, height, radius), width, height, radius);

    /// <summary>1 where any pixel within <paramref name="radius"/> along both axes is 1.</summary>
    public static byte[] Spread(byte[] mask, int width, int height, int radius) => Pass(mask, width, height, radius, 1);

    /// <summary>1 where all pixels within <paramref name="radius"/> are 1; what lies outside counts as 1, so that pictures at the rim keep their border.</summary>
    public static byte[] Shrink(byte[] mask, int width, int height, int radius) => Pass(mask, width, height, radius, 0);

    /// <summary>The square takes the value <paramref name="winner"/> where any of its pixels has it.</summary>
    private static byte[] Pass(byte[] mask, int width, int height, int radius, byte winner)
    {
        byte[] across = new byte[mask.Length], result = new byte[mask.Length];
        byte loser = (byte)(1 - winner);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<byte> row = mask.AsSpan(y * width, width);
            Span<byte> to = across.AsSpan(y * width, width);
            int until = -1;
            // `until` is the last x that some winner to the left (or up to radius to the right) reaches.
            for (int x = 0; x < Math.Min(radius, width); x++) if (row[x] == winner) until = x + radius;
            for (int x = 0; x < width; x++)
            {
                if (x + radius < width && row[x + radius] == winner) until = x + 2 * radius;
                to[x] = x <= until ? winner : loser;
            }
        }
        int[] reach = new int[width];
        Array.Fill(reach, -1);
        for (int y = 0; y < Math.Min(radius, height); y++)
            for (int x = 0; x < width; x++) if (across[y * width + x] == winner) reach[x] = y + radius;
        for (int y = 0; y < height; y++)
        {
            int ahead = y + radius;
            for (int x = 0; x < width; x++)
            {
                if (ahead < height && across[ahead * width + x] == winner) reach[x] = ahead + radius;
                result[y * width + x] = y <= reach[x] ? winner : loser;
            }
        }
        return result;
    }
}

namespace Palinode.Engine.Copies;

/// <summary>Correlation of a plane with itself under a displacement, in a square window around every pixel.</summary>
internal static class LocalCorrelation
{
    /// <summary>Half the side of the window: 9 × 9 pixels.</summary>
    private const int Reach = 4;

    /// <summary>Local standard deviation, in grey levels, below which nothing is said: half a level in a pixel is what JPEG leaves of nothing.</summary>
    private const double LeastSignal = 1.5;

    /// <param name="plane">Values with a mean near 0.</param>
    /// <param name="width">Of the plane.</param>
    /// <param name="height">Of the plane.</param>
    /// <param name="valid">Pixels that may take part.</param>
    /// <param name="orientation">How the plane is turned.</param>
    /// <param name="dx">Column of the place where the turned pixel (0, 0) goes.</param>
    /// <param name="dy">Its row.</param>
    /// <returns>−1…1, and 0 where one of both is flat or has no partner.</returns>
    public static float[] Of(float[] plane, int width, int height, bool[] valid, Orientation orientation, int dx, int dy)
    {
        int n = plane.Length;
        float[] a = new float[n], b = new float[n], ab = new float[n], aa = new float[n], bb = new float[n], ones = new float[n];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
            {
                (int tx, int ty) = orientation.Turn(x, y);
                (tx, ty) = (tx + dx, ty + dy);
                int i = y * width + x;
                if (tx < 0 || ty < 0 || tx >= width || ty >= height || !valid[i] || !valid[ty * width + tx]) continue;
                float p = plane[i], q = plane[ty * width + tx];
                (a[i], b[i], ab[i], aa[i], bb[i], ones[i]) = (p, q, p * q, p * p, q * q, 1);
            }
        foreach (float[] sums in (float[][])[a, b, ab, aa, bb, ones]) BoxSums(sums, width, height);
        float[] local = new float[n];
        const float least = (float)(LeastSignal * LeastSignal);
        const int half = (2 * Reach + 1) * (2 * Reach + 1) / 2;
        for (int i = 0; i < n; i++)
        {
            if (ones[i] < half) continue;
            float k = 1 / ones[i], va = aa[i] * k - a[i] * k * a[i] * k, vb = bb[i] * k - b[i] * k * b[i] * k;
            if (va > least && vb > least) local[i] = (ab[i] * k - a[i] * k * b[i] * k) / MathF.Sqrt(va * vb);
        }
        return local;
    }

    /// <summary>Each value becomes the sum of its window; beyond the rim is 0. Columns are summed while the window goes down, then along each row.</summary>
    private static void BoxSums(float[] plane, int width, int height)
    {
        float[] source = [.. plane];
        double[] columns = new double[width];
        for (int y = 0; y < Math.Min(Reach, height); y++) Add(columns, source.AsSpan(y * width, width), 1);
        for (int y = 0; y < height; y++)
        {
            if (y + Reach < height) Add(columns, source.AsSpan((y + Reach) * width, width), 1);
            if (y - Reach - 1 >= 0) Add(columns, source.AsSpan((y - Reach - 1) * width, width), -1);
            double sum = 0;
            for (int x = 0; x < Math.Min(Reach, width); x++) sum += columns[x];
            for (int x = 0; x < width; x++)
            {
                if (x + Reach < width) sum += columns[x + Reach];
                if (x - Reach - 1 >= 0) sum -= columns[x - Reach - 1];
                plane[y * width + x] = (float)sum;
            }
        }
    }

    private static void Add(double[] columns, ReadOnlySpan<float> row, int sign)
    {
        for (int x = 0; x < row.Length; x++) columns[x] += sign * row[x];
    }
}

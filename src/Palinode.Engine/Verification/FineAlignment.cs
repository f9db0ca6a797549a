using Palinode.Engine.Native;
using Palinode.Evidence;

namespace Palinode.Engine.Verification;

/// <summary>
/// Moves an affine map by the fractions of a pixel that matching points leave open: Gauss–Newton on grey levels (Lucas and Kanade 1981) with gain and offset,
/// because grain correlates only in register. Forward-compositional: the correction is applied in the frame, before the map.
/// </summary>
internal static unsafe class FineAlignment
{
    /// <summary>Smoothing of the rounds, in frame pixels: coarse first, so that a pixel of error is still on the slope.</summary>
    private static readonly double[] Rounds = [2.5, 2.5, 2.5, 1.5, 1.5, 1.5, 1, 1, 1];

    /// <summary>A correction that moves a corner of the frame further than this is no refinement; the map stays as it was.</summary>
    private const double Farthest = 4;

    /// <param name="a">Grey levels of A in the frame.</param>
    /// <param name="sampleB">Grey levels of B in the frame under a map from the frame to B.</param>
    /// <param name="mask">Above 0 where both count.</param>
    /// <param name="w">Width of the frame.</param>
    /// <param name="h">Height of the frame.</param>
    /// <param name="start">B from frame.</param>
    public static AffineMap Refine(float[] a, Func<AffineMap, float[]> sampleB, float[] mask, int w, int h, AffineMap start)
    {
        AffineMap map = start;
        float[] smoothA = [];
        double smoothing = 0;
        foreach (double sigma in Rounds)
        {
            if (sigma != smoothing) smoothA = Blur(a, w, h, smoothing = sigma);
            float[] b = Blur(sampleB(map), w, h, sigma);
            if (Step(smoothA, b, mask, w, h) is not { } step) break;
            map = map.After(step);
            if (Moved(start, map, w, h) > Farthest) return start;
        }
        float[] reference = Blur(a, w, h, 1);
        return Agreement(reference, Blur(sampleB(map), w, h, 1), mask) > Agreement(reference, Blur(sampleB(start), w, h, 1), mask) ? map : start;
    }

    /// <summary>The frame from itself that brings B closer to A; null where the pictures do not determine it.</summary>
    private static AffineMap? Step(float[] a, float[] b, float[] mask, int w, int h)
    {
        const int N = 8;
        double[] m = new double[N * N], v = new double[N];
        double[] row = new double[N];
        double cx = w / 2.0, cy = h / 2.0, unit = Math.Max(w, h) / 2.0;
        for (int y = 1; y < h - 1; y++)
            for (int x = 1; x < w - 1; x++)
            {
                int i = y * w + x;
                if (mask[i] == 0) continue;
                double gx = (b[i + 1] - b[i - 1]) / 2, gy = (b[i + w] - b[i - w]) / 2, u = (x + 0.5 - cx) / unit, t = (y + 0.5 - cy) / unit;
                (row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]) = (b[i], 1, gx, gx * u, gx * t, gy, gy * u, gy * t);
                for (int r = 0; r < N; r++)
                {
                    v[r] += row[r] * a[i];
                    for (int c = r; c < N; c++) m[r * N + c] += row[r] * row[c];
                }
            }
        for (int r = 0; r < N; r++) for (int c = 0; c < r; c++) m[r * N + c] = m[c * N + r];
        if (!Solve(m, v, N) || Math.Abs(v[0]) < 0.05) return null;
        double gain = v[0];
        double px = v[2] / gain, pxx = v[3] / gain / unit, pxy = v[4] / gain / unit, py = v[5] / gain, pyx = v[6] / gain / unit, pyy = v[7] / gain / unit;
        return new AffineMap(1 + pxx, pxy, px - pxx * cx - pxy * cy, pyx, 1 + pyy, py - pyx * cx - pyy * cy);
    }

    private static double Moved(AffineMap from, AffineMap to, int w, int h)
    {
        double scale = Math.Sqrt(Math.Abs(from.Determinant)), most = 0;
        foreach ((double x, double y) in (ReadOnlySpan<(double, double)>)[(0, 0), (w, 0), (0, h), (w, h)])
        {
            (double fx, double fy) = from.Apply(x, y);
            (double tx, double ty) = to.Apply(x, y);
            most = Math.Max(most, Math.Sqrt((fx - tx) * (fx - tx) + (fy - ty) * (fy - ty)) / scale);
        }
        return most;
    }

    /// <summary>Correlation of grey levels over the mask, −1…1.</summary>
    public static double Agreement(float[] a, float[] b, float[] mask)
    {
        double n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            if (mask[i] == 0) continue;
            n++; sa += a[i]; sb += b[i]; saa += (double)a[i] * a[i]; sbb += (double)b[i] * b[i]; sab += (double)a[i] * b[i];
        }
        double va = saa - sa * sa / n, vb = sbb - sb * sb / n;
        return va > 0 && vb > 0 ? (sab - sa * sb / n) / Math.Sqrt(va * vb) : 0;
    }

    /// <summary>Gaussian elimination with pivots; the solution replaces <paramref name="v"/>.</summary>
    private static bool Solve(double[] m, double[] v, int n)
    {
        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int r = k + 1; r < n; r++) if (Math.Abs(m[r * n + k]) > Math.Abs(m[pivot * n + k])) pivot = r;
            if (Math.Abs(m[pivot * n + k]) < 1e-6) return false;
            for (int c = 0; c < n; c++) (m[k * n + c], m[pivot * n + c]) = (m[pivot * n + c], m[k * n + c]);
            (v[k], v[pivot]) = (v[pivot], v[k]);
            for (int r = 0; r < n; r++)
            {
                if (r == k) continue;
                double f = m[r * n + k] / m[k * n + k];
                if (f == 0) continue;
                for (int c = k; c < n; c++) m[r * n + c] -= f * m[k * n + c];
                v[r] -= f * v[k];
            }
        }
        for (int k = 0; k < n; k++) v[k] /= m[k * n + k];
        return true;
    }

    private static float[] Blur(float[] source, int w, int h, double sigma)
    {
        float[] target = new float[source.Length];
        fixed (float* s = source, t = target)
            Vision.Check(Vision.pn_gaussian_f(s, w, h, sigma, sigma, t));
        return target;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Palinode.Engine.Verification;

/// <summary>
/// Normalised correlation of two planes of one size, one of them moved: 0 where one of them is empty. What is moved out of the frame takes no part, and
/// means are 0 by construction. Rows are summed in single precision, from left to right, and their sums in double.
/// </summary>
internal static class ShiftedCorrelation
{
    /// <summary>Shifts that are summed side by side.</summary>
    private const int Lanes = 16;

    /// <summary>
    /// A with B moved by (dx, dy) for every dx from −reach to reach. The lanes of a vector are neighbouring shifts, not neighbouring pixels: each adds its
    /// products in the order of <see cref="At"/>, so that both give the same bits. Beyond its ends a row of B is 0 and so is its mask, which adds nothing.
    /// </summary>
    public static double[] AlongRow(float[] a, float[] b, int w, int h, int dy, int reach)
    {
        int shifts = 2 * reach + 1, padded = (shifts + Lanes - 1) / Lanes * Lanes;
        double[] result = new double[shifts], ab = new double[padded], aa = new double[padded], bb = new double[padded];
        float[] row = new float[w + padded], mask = new float[w + padded];
        // Entry i + l of the padded row meets pixel i of A in lane l, which stands for the shift l − reach.
        Array.Fill(mask, 1, reach, w);
        for (int y = Math.Max(0, -dy); y < Math.Min(h, h - dy); y++)
        {
            b.AsSpan((y + dy) * w, w).CopyTo(row.AsSpan(reach));
            for (int from = 0; from < padded; from += Lanes) AddRow(a.AsSpan(y * w, w), row.AsSpan(from), mask.AsSpan(from), ab.AsSpan(from), aa.AsSpan(from), bb.AsSpan(from));
        }
        for (int l = 0; l < shifts; l++) result[l] = aa[l] > 0 && bb[l] > 0 ? ab[l] / Math.Sqrt(aa[l] * bb[l]) : 0;
        return result;
    }

    private static void AddRow(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> mask, Span<double> ab, Span<double> aa, Span<double> bb)
    {
        ref float q = ref MemoryMarshal.GetReference(b), m = ref MemoryMarshal.GetReference(mask);
        Vector256<float> ab0 = default, ab1 = default, aa0 = default, aa1 = default, bb0 = default, bb1 = default;
        for (int i = 0; i < a.Length; i++)
        {
            Vector256<float> p = Vector256.Create(a[i]), square = p * p;
            Vector256<float> q0 = Vector256.LoadUnsafe(ref q, (nuint)i), q1 = Vector256.LoadUnsafe(ref q, (nuint)i + 8);
            ab0 += p * q0;
            ab1 += p * q1;
            aa0 += square * Vector256.LoadUnsafe(ref m, (nuint)i);
            aa1 += square * Vector256.LoadUnsafe(ref m, (nuint)i + 8);
            bb0 += q0 * q0;
            bb1 += q1 * q1;
        }
        for (int l = 0; l < 8; l++)
        {
            ab[l] += ab0[l];
            ab[l + 8] += ab1[l];
            aa[l] += aa0[l];
            aa[l + 8] += aa1[l];
            bb[l] += bb0[l];
            bb[l + 8] += bb1[l];
        }
    }

    /// <summary>One shift in plain loops: what <see cref="AlongRow"/> is held against.</summary>
    internal static double At(float[] a, float[] b, int w, int h, int dx, int dy)
    {
        double ab = 0, aa = 0, bb = 0;
        int x0 = Math.Max(0, -dx), x1 = Math.Min(w, w - dx);
        if (x1 <= x0) return 0;
        for (int y = Math.Max(0, -dy); y < Math.Min(h, h - dy); y++)
        {
            ReadOnlySpan<float> p = a.AsSpan(y * w + x0, x1 - x0), q = b.AsSpan((y + dy) * w + x0 + dx, x1 - x0);
            float rowAb = 0, rowAa = 0, rowBb = 0;
            for (int i = 0; i < p.Length; i++)
            {
                rowAb += p[i] * q[i];
                rowAa += p[i] * p[i];
                rowBb += q[i] * q[i];
            }
            ab += rowAb;
            aa += rowAa;
            bb += rowBb;
        }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }
}

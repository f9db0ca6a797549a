using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Palinode.Engine.Verification;

/// <summary>Correlation of two planes of one size, one of them moved; what is moved out of the frame takes no part, and means are 0 by construction.</summary>
internal static class ShiftedCorrelation
{
    /// <summary>
    /// Normalised correlation of A with B moved by (dx, dy), 0 where one of them is empty. Eight products to a vector and what is left of a row one by one;
    /// each row is summed in single precision and rows in double. Vectors are 256 bits on every machine, so that the order of additions is too.
    /// </summary>
    public static double At(float[] a, float[] b, int w, int h, int dx, int dy)
    {
        double ab = 0, aa = 0, bb = 0;
        int x0 = Math.Max(0, -dx), x1 = Math.Min(w, w - dx), length = x1 - x0;
        if (length <= 0) return 0;
        for (int y = Math.Max(0, -dy); y < Math.Min(h, h - dy); y++)
        {
            ref float p = ref MemoryMarshal.GetReference(a.AsSpan(y * w + x0, length)), q = ref MemoryMarshal.GetReference(b.AsSpan((y + dy) * w + x0 + dx, length));
            Vector256<float> sab = default, saa = default, sbb = default;
            nuint i = 0;
            for (; i + 8 <= (nuint)length; i += 8)
            {
                Vector256<float> u = Vector256.LoadUnsafe(ref p, i), v = Vector256.LoadUnsafe(ref q, i);
                sab += u * v;
                saa += u * u;
                sbb += v * v;
            }
            float rowAb = Vector256.Sum(sab), rowAa = Vector256.Sum(saa), rowBb = Vector256.Sum(sbb);
            for (; i < (nuint)length; i++)
            {
                float u = Unsafe.Add(ref p, i), v = Unsafe.Add(ref q, i);
                rowAb += u * v;
                rowAa += u * u;
                rowBb += v * v;
            }
            ab += rowAb;
            aa += rowAa;
            bb += rowBb;
        }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }

    /// <summary>The plain form of <see cref="At"/>, in double precision, for the tests.</summary>
    internal static double AtScalar(float[] a, float[] b, int w, int h, int dx, int dy)
    {
        double ab = 0, aa = 0, bb = 0;
        for (int y = Math.Max(0, -dy); y < Math.Min(h, h - dy); y++)
            for (int x = Math.Max(0, -dx); x < Math.Min(w, w - dx); x++)
            {
                double u = a[y * w + x], v = b[(y + dy) * w + x + dx];
                ab += u * v;
                aa += u * u;
                bb += v * v;
            }
        return aa > 0 && bb > 0 ? ab / Math.Sqrt(aa * bb) : 0;
    }
}

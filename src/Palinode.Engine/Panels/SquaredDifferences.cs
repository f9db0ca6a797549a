using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Palinode.Engine.Panels;

/// <summary>Sums of squared differences of two rows of grey levels, in whole numbers: exact, whatever the order.</summary>
internal static class SquaredDifferences
{
    /// <summary>Sixteen pixels at a time, the rest one by one. A sum of rows up to 33,000 pixels long fits in 32 bits.</summary>
    public static int Sum(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        ref byte p = ref MemoryMarshal.GetReference(a), q = ref MemoryMarshal.GetReference(b);
        Vector256<int> sums = default;
        nuint i = 0, length = (nuint)Math.Min(a.Length, b.Length);
        for (; i + 16 <= length; i += 16)
        {
            (Vector128<ushort> a0, Vector128<ushort> a1) = Vector128.Widen(Vector128.LoadUnsafe(ref p, i));
            (Vector128<ushort> b0, Vector128<ushort> b1) = Vector128.Widen(Vector128.LoadUnsafe(ref q, i));
            (Vector256<int> low, Vector256<int> high) = Vector256.Widen(Vector256.Create(a0, a1).AsInt16() - Vector256.Create(b0, b1).AsInt16());
            sums += low * low + high * high;
        }
        int sum = Vector256.Sum(sums);
        return sum + SumScalar(a[(int)i..(int)length], b[(int)i..(int)length]);
    }

    /// <summary>The plain form of <see cref="Sum"/>.</summary>
    internal static int SumScalar(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        int sum = 0;
        for (int i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Palinode.Engine.Features;
using Palinode.Engine.Native;

namespace Palinode.Engine.Matching;

/// <summary>
/// For every descriptor of one panel, its largest and second-largest inner product with the descriptors of another, and who the largest belongs
/// to: all that a ratio test asks. Of equal products the first counts. <see cref="Who"/> is −1 where all products are 0. The arrays are as long as
/// whole blocks need; what lies beyond the panel's descriptors means nothing.
/// </summary>
internal readonly record struct NearestTwo(int[] Best, int[] Second, int[] Who)
{
    private NearestTwo(int count) : this(new int[count], new int[count], new int[count]) => Array.Fill(Who, -1);

    /// <summary>Every descriptor of A against every one of B, looked at from both sides in one pass.</summary>
    public static (NearestTwo OfA, NearestTwo OfB) Search(DescriptorMatcher.Side a, DescriptorMatcher.Side b) =>
        SearchWide(a, b) ?? (Avx2.IsSupported ? SearchVector(a, b) : SearchScalar(a, b));

    /// <summary>The plain form, for machines without AVX2 and for the tests.</summary>
    internal static (NearestTwo OfA, NearestTwo OfB) SearchScalar(DescriptorMatcher.Side a, DescriptorMatcher.Side b)
    {
        NearestTwo ofA = new(a.Features.Count), ofB = new(b.Blocks.PaddedCount);
        int[] row = new int[b.Blocks.PaddedCount];
        for (int i = 0; i < a.Features.Count; i++)
        {
            b.Blocks.ProductsScalar(a.Features.Descriptors.AsSpan(i * FeatureSet.DescriptorLength, FeatureSet.DescriptorLength), row);
            for (int j = 0; j < b.Features.Count; j++)
            {
                ofA.Meet(i, row[j], j);
                ofB.Meet(j, row[j], i);
            }
        }
        return (ofA, ofB);
    }

    /// <summary>The same at twice the width in native code, because .NET 10 knows no AVX-512 VNNI; null where the processor has none.</summary>
    internal static unsafe (NearestTwo OfA, NearestTwo OfB)? SearchWide(DescriptorMatcher.Side a, DescriptorMatcher.Side b)
    {
        if (!Avx512F.VL.IsSupported) return null;
        NearestTwo ofA = new(a.Features.Count), ofB = new(b.Blocks.PaddedCount);
        fixed (sbyte* da = a.Features.Descriptors, db = b.Blocks.Bytes)
        fixed (int* bestA = ofA.Best, secondA = ofA.Second, whoA = ofA.Who, bestB = ofB.Best, secondB = ofB.Second, whoB = ofB.Who)
            return Vision.pn_nearest_two(da, a.Features.Count, db, b.Blocks.PaddedCount / DescriptorBlocks.Lanes, bestA, secondA, whoA, bestB, secondB, whoB) == 1 ? (ofA, ofB) : null;
    }

    private void Meet(int own, int dot, int other)
    {
        if (dot > Best[own]) (Second[own], Best[own], Who[own]) = (Best[own], dot, other);
        else if (dot > Second[own]) Second[own] = dot;
    }

    /// <summary>
    /// Tiles of four descriptors of A by two blocks (sixteen descriptors) of B: eight sums are in the making at a time, which hides the time that
    /// one product takes, and each load serves two or four of them. Then each of B's sixteen meets the four of A in their order; A's own best are
    /// kept for each lane and put together at the end. The rest of A (up to three) goes through the same tile with the
    /// last descriptor repeated, and is then dropped; B's last block is filled with zeros, which never win.
    /// </summary>
    internal static (NearestTwo OfA, NearestTwo OfB) SearchVector(DescriptorMatcher.Side a, DescriptorMatcher.Side b)
    {
        int count = a.Features.Count, blocks = b.Blocks.PaddedCount / DescriptorBlocks.Lanes;
        NearestTwo ofA = new(count), ofB = new(b.Blocks.PaddedCount);
        if (count == 0 || blocks == 0) return (ofA, ofB);
        Span<Lane> lanes = stackalloc Lane[Rows];
        int first = 0;
        for (; first + Rows <= count; first += Rows) Strip(a, b, first, Rows, blocks, ofA, ofB, lanes);
        if (first < count) Strip(a, b, first, count - first, blocks, ofA, ofB, lanes);
        return (ofA, ofB);
    }

    private const int Rows = 4;

    /// <summary>Best two of one descriptor of A, for each lane of B's blocks.</summary>
    private struct Lane
    {
        public Vector256<int> Best, Second, Who;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Meet(Vector256<int> dots, Vector256<int> others)
        {
            Who = Vector256.ConditionalSelect(Vector256.GreaterThan(dots, Best), others, Who);
            Second = Vector256.Max(Second, Vector256.Min(Best, dots));
            Best = Vector256.Max(Best, dots);
        }
    }

    private static void Strip(DescriptorMatcher.Side a, DescriptorMatcher.Side b, int first, int rows, int blocks, NearestTwo ofA, NearestTwo ofB, Span<Lane> lanes)
    {
        for (int r = 0; r < Rows; r++) lanes[r] = new Lane { Who = Vector256.Create(-1) };
        ReadOnlySpan<int> queries = MemoryMarshal.Cast<sbyte, int>(a.Features.Descriptors);
        Span<Vector256<int>> sums = stackalloc Vector256<int>[2 * Rows];
        for (int block = 0; block < blocks; block += 2)
        {
            // Where the number of blocks is odd, the last is paired with itself and looked at once.
            int next = Math.Min(block + 1, blocks - 1);
            Tile(Query(queries, first), Query(queries, first + Math.Min(1, rows - 1)), Query(queries, first + Math.Min(2, rows - 1)), Query(queries, first + Math.Min(3, rows - 1)),
                b.Blocks.Bytes.Slice(block * DescriptorBlocks.BlockBytes, DescriptorBlocks.BlockBytes), b.Blocks.Bytes.Slice(next * DescriptorBlocks.BlockBytes, DescriptorBlocks.BlockBytes), sums);
            Meet(block * DescriptorBlocks.Lanes, sums[..Rows], first, rows, ofB, lanes);
            if (next > block) Meet(next * DescriptorBlocks.Lanes, sums[Rows..], first, rows, ofB, lanes);
        }
        for (int r = 0; r < rows; r++) (ofA.Best[first + r], ofA.Second[first + r], ofA.Who[first + r]) = Together(lanes[r]);
    }

    private static ReadOnlySpan<int> Query(ReadOnlySpan<int> queries, int i) => queries.Slice(i * DescriptorBlocks.Groups, DescriptorBlocks.Groups);

    /// <summary>
    /// Four queries by two blocks: the four sums of the left block, then those of the right. A method of its own, optimised from the first call, so
    /// that the eight sums have the registers to themselves.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile(ReadOnlySpan<int> first, ReadOnlySpan<int> second, ReadOnlySpan<int> third, ReadOnlySpan<int> fourth, ReadOnlySpan<sbyte> left, ReadOnlySpan<sbyte> right, Span<Vector256<int>> sums)
    {
        ref int q0 = ref MemoryMarshal.GetReference(first), q1 = ref MemoryMarshal.GetReference(second), q2 = ref MemoryMarshal.GetReference(third), q3 = ref MemoryMarshal.GetReference(fourth);
        ref sbyte l = ref MemoryMarshal.GetReference(left), r = ref MemoryMarshal.GetReference(right);
        Vector256<int> l0 = default, l1 = default, l2 = default, l3 = default, r0 = default, r1 = default, r2 = default, r3 = default;
        for (nuint k = 0; k < DescriptorBlocks.Groups; k++)
        {
            Vector256<sbyte> bl = Vector256.LoadUnsafe(ref l, k * 32), br = Vector256.LoadUnsafe(ref r, k * 32);
            Vector256<byte> q = Vector256.Create(Unsafe.Add(ref q0, k)).AsByte();
            l0 = DescriptorBlocks.Add(l0, q, bl);
            r0 = DescriptorBlocks.Add(r0, q, br);
            q = Vector256.Create(Unsafe.Add(ref q1, k)).AsByte();
            l1 = DescriptorBlocks.Add(l1, q, bl);
            r1 = DescriptorBlocks.Add(r1, q, br);
            q = Vector256.Create(Unsafe.Add(ref q2, k)).AsByte();
            l2 = DescriptorBlocks.Add(l2, q, bl);
            r2 = DescriptorBlocks.Add(r2, q, br);
            q = Vector256.Create(Unsafe.Add(ref q3, k)).AsByte();
            l3 = DescriptorBlocks.Add(l3, q, bl);
            r3 = DescriptorBlocks.Add(r3, q, br);
        }
        (sums[0], sums[1], sums[2], sums[3]) = (l0, l1, l2, l3);
        (sums[4], sums[5], sums[6], sums[7]) = (r0, r1, r2, r3);
    }

    /// <summary>Eight descriptors of B, from <paramref name="j"/> on, meet up to four of A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Meet(int j, ReadOnlySpan<Vector256<int>> sums, int first, int rows, NearestTwo ofB, Span<Lane> lanes)
    {
        Vector256<int> others = Vector256.Create(j) + Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        Lane own = new() { Best = Vector256.LoadUnsafe(ref ofB.Best[0], (nuint)j), Second = Vector256.LoadUnsafe(ref ofB.Second[0], (nuint)j), Who = Vector256.LoadUnsafe(ref ofB.Who[0], (nuint)j) };
        for (int r = 0; r < rows; r++)
        {
            lanes[r].Meet(sums[r], others);
            own.Meet(sums[r], Vector256.Create(first + r));
        }
        own.Best.StoreUnsafe(ref ofB.Best[0], (nuint)j);
        own.Second.StoreUnsafe(ref ofB.Second[0], (nuint)j);
        own.Who.StoreUnsafe(ref ofB.Who[0], (nuint)j);
    }

    /// <summary>The best two of eight lanes with two each; of equal ones the first in B's order.</summary>
    private static (int Best, int Second, int Who) Together(in Lane lane)
    {
        int best = 0, second = 0, who = -1;
        for (int l = 0; l < Vector256<int>.Count; l++)
        {
            int dot = lane.Best[l], other = lane.Who[l];
            if (dot > best || dot == best && other >= 0 && other < who) (second, best, who) = (Math.Max(best, second), dot, other);
            else second = Math.Max(second, dot);
            second = Math.Max(second, lane.Second[l]);
        }
        return (best, second, who);
    }
}

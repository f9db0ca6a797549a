using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Palinode.Engine.Features;

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
        Avx2.IsSupported ? SearchVector(a, b) : SearchScalar(a, b);

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

    private void Meet(int own, int dot, int other)
    {
        if (dot > Best[own]) (Second[own], Best[own], Who[own]) = (Best[own], dot, other);
        else if (dot > Second[own]) Second[own] = dot;
    }

    /// <summary>
    /// Tiles of four descriptors of A by two blocks (sixteen descriptors) of B: eight sums are in the making at a time, which hides the time that
    /// one product takes, and each load serves two or four of them. The sums never leave the registers: each of B's sixteen meets the four of A in
    /// their order, and A's best are kept for each lane and put together at the end. The rest of A (up to three) goes through the same tile with the
    /// last descriptor repeated, and is then dropped; B's last block is filled with zeros, which never win.
    /// </summary>
    private static (NearestTwo OfA, NearestTwo OfB) SearchVector(DescriptorMatcher.Side a, DescriptorMatcher.Side b)
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
        ReadOnlySpan<int> q0 = Query(queries, first), q1 = Query(queries, first + Math.Min(1, rows - 1)), q2 = Query(queries, first + Math.Min(2, rows - 1)), q3 = Query(queries, first + Math.Min(3, rows - 1));
        ref sbyte at = ref MemoryMarshal.GetReference(b.Blocks.Bytes);
        Vector256<int> counting = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);
        for (int block = 0; block < blocks; block += 2)
        {
            // Where the number of blocks is odd, the last is paired with itself and looked at once.
            bool two = block + 1 < blocks;
            nuint left = (nuint)(block * DescriptorBlocks.BlockBytes), right = two ? left + DescriptorBlocks.BlockBytes : left;
            Vector256<int> s00 = default, s01 = default, s10 = default, s11 = default, s20 = default, s21 = default, s30 = default, s31 = default;
            for (int k = 0; k < DescriptorBlocks.Groups; k++)
            {
                Vector256<sbyte> b0 = Vector256.LoadUnsafe(ref at, left + (nuint)(k * 32)), b1 = Vector256.LoadUnsafe(ref at, right + (nuint)(k * 32));
                Vector256<byte> q = Vector256.Create(q0[k]).AsByte();
                s00 = DescriptorBlocks.Add(s00, q, b0);
                s01 = DescriptorBlocks.Add(s01, q, b1);
                q = Vector256.Create(q1[k]).AsByte();
                s10 = DescriptorBlocks.Add(s10, q, b0);
                s11 = DescriptorBlocks.Add(s11, q, b1);
                q = Vector256.Create(q2[k]).AsByte();
                s20 = DescriptorBlocks.Add(s20, q, b0);
                s21 = DescriptorBlocks.Add(s21, q, b1);
                q = Vector256.Create(q3[k]).AsByte();
                s30 = DescriptorBlocks.Add(s30, q, b0);
                s31 = DescriptorBlocks.Add(s31, q, b1);
            }
            int j = block * DescriptorBlocks.Lanes;
            Meet(j, s00, s10, s20, s30, counting, first, rows, ofB, lanes);
            if (two) Meet(j + DescriptorBlocks.Lanes, s01, s11, s21, s31, counting, first, rows, ofB, lanes);
        }
        for (int r = 0; r < rows; r++) (ofA.Best[first + r], ofA.Second[first + r], ofA.Who[first + r]) = Together(lanes[r]);
    }

    private static ReadOnlySpan<int> Query(ReadOnlySpan<int> queries, int i) => queries.Slice(i * DescriptorBlocks.Groups, DescriptorBlocks.Groups);

    /// <summary>Eight descriptors of B, from <paramref name="j"/> on, meet up to four of A.</summary>
    private static void Meet(int j, Vector256<int> d0, Vector256<int> d1, Vector256<int> d2, Vector256<int> d3, Vector256<int> counting, int first, int rows, NearestTwo ofB, Span<Lane> lanes)
    {
        Vector256<int> others = counting + Vector256.Create(j);
        lanes[0].Meet(d0, others);
        lanes[1].Meet(d1, others);
        lanes[2].Meet(d2, others);
        lanes[3].Meet(d3, others);
        Lane own = new() { Best = Vector256.LoadUnsafe(ref ofB.Best[0], (nuint)j), Second = Vector256.LoadUnsafe(ref ofB.Second[0], (nuint)j), Who = Vector256.LoadUnsafe(ref ofB.Who[0], (nuint)j) };
        own.Meet(d0, Vector256.Create(first));
        if (rows > 1) own.Meet(d1, Vector256.Create(first + 1));
        if (rows > 2) own.Meet(d2, Vector256.Create(first + 2));
        if (rows > 3) own.Meet(d3, Vector256.Create(first + 3));
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

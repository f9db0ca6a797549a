using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Palinode.Engine.Features;

namespace Palinode.Engine.Matching;

/// <summary>
/// Descriptors rearranged for fast inner products with one query at a time: eight descriptors form a block, and a block holds 32 vectors of
/// 8 × 4 bytes, the k-th with bytes 4k…4k+3 of each of its descriptors. One instruction then adds four products to each of eight sums.
/// The last block is filled with zero descriptors, whose products are 0 and never win.
/// </summary>
internal sealed class DescriptorBlocks
{
    internal const int Lanes = 8, Groups = FeatureSet.DescriptorLength / 4, BlockBytes = Lanes * FeatureSet.DescriptorLength;
    private readonly sbyte[] _blocks;

    public DescriptorBlocks(FeatureSet features)
    {
        Count = features.Count;
        int blocks = (Count + Lanes - 1) / Lanes;
        _blocks = new sbyte[blocks * BlockBytes];
        for (int i = 0; i < Count; i++)
        {
            int block = i / Lanes, lane = i % Lanes;
            for (int k = 0; k < Groups; k++)
                features.Descriptors.AsSpan(i * FeatureSet.DescriptorLength + 4 * k, 4).CopyTo(_blocks.AsSpan(block * BlockBytes + k * Lanes * 4 + lane * 4, 4));
        }
    }

    public int Count { get; }

    /// <summary>Length that a row for <see cref="Products"/> must have: <see cref="Count"/> rounded up to whole blocks.</summary>
    public int PaddedCount => _blocks.Length / FeatureSet.DescriptorLength;

    /// <summary>The blocks, one after the other.</summary>
    internal ReadOnlySpan<sbyte> Bytes => _blocks;

    /// <summary>Inner products of one query with every descriptor.</summary>
    public void Products(ReadOnlySpan<sbyte> query, Span<int> row)
    {
        if (Avx2.IsSupported) ProductsVector(query, row);
        else ProductsScalar(query, row);
    }

    /// <summary>The plain form, for machines without AVX2 and for the tests.</summary>
    internal void ProductsScalar(ReadOnlySpan<sbyte> query, Span<int> row)
    {
        for (int i = 0; i < PaddedCount; i++)
        {
            int sum = 0, start = i / Lanes * BlockBytes + i % Lanes * 4;
            for (int k = 0; k < Groups; k++)
                for (int b = 0; b < 4; b++)
                    sum += query[4 * k + b] * _blocks[start + k * Lanes * 4 + b];
            row[i] = sum;
        }
    }

    /// <summary>Two blocks at a time to keep two chains of additions busy.</summary>
    internal void ProductsVector(ReadOnlySpan<sbyte> query, Span<int> row)
    {
        ReadOnlySpan<int> groups = MemoryMarshal.Cast<sbyte, int>(query);
        ref sbyte at = ref MemoryMarshal.GetArrayDataReference(_blocks);
        ref int to = ref MemoryMarshal.GetReference(row);
        int blocks = _blocks.Length / BlockBytes, block = 0;
        for (; block + 1 < blocks; block += 2)
        {
            Vector256<int> s0 = Vector256<int>.Zero, s1 = Vector256<int>.Zero;
            nuint o0 = (nuint)(block * BlockBytes), o1 = o0 + BlockBytes;
            for (int k = 0; k < Groups; k++)
            {
                Vector256<byte> q = Vector256.Create(groups[k]).AsByte();
                Vector256<sbyte> b0 = Vector256.LoadUnsafe(ref at, o0 + (nuint)(k * 32)), b1 = Vector256.LoadUnsafe(ref at, o1 + (nuint)(k * 32));
                s0 = Add(s0, q, b0);
                s1 = Add(s1, q, b1);
            }
            s0.StoreUnsafe(ref to, (nuint)(block * Lanes));
            s1.StoreUnsafe(ref to, (nuint)(block * Lanes + Lanes));
        }
        if (block < blocks)
        {
            Vector256<int> s0 = Vector256<int>.Zero;
            for (int k = 0; k < Groups; k++)
            {
                Vector256<byte> q = Vector256.Create(groups[k]).AsByte();
                Vector256<sbyte> b0 = Vector256.LoadUnsafe(ref at, (nuint)(block * BlockBytes + k * 32));
                s0 = Add(s0, q, b0);
            }
            s0.StoreUnsafe(ref to, (nuint)(block * Lanes));
        }
    }

    /// <summary>
    /// Adds four products to each of eight sums: with AVX-VNNI at once; with AVX2 in pairs to 16 bits first, which cannot overflow because
    /// bytes are 0…127 (2 × 127² &lt; 2¹⁵).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector256<int> Add(Vector256<int> sums, Vector256<byte> q, Vector256<sbyte> b) =>
        AvxVnni.IsSupported ? AvxVnni.MultiplyWideningAndAdd(sums, q, b) : sums + Avx2.MultiplyAddAdjacent(Avx2.MultiplyAddAdjacent(q, b), Vector256<short>.One);
}

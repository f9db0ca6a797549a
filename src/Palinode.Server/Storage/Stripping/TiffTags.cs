using System.Buffers.Binary;

namespace Palinode.Server.Storage.Stripping;

/// <summary>
/// Writes a TIFF (6.0) or BigTIFF anew with the entries that its pictures are decoded from, and the pictures' bytes as they are. Descriptions, authors,
/// software, times, EXIF, private entries of instruments, small versions in sub-directories and bytes between the parts go. Pages keep their order.
/// </summary>
internal static class TiffTags
{
    private const int Most = 100_000;
    private const ushort StripOffsets = 273, StripCounts = 279, TileOffsets = 324, TileCounts = 325, Compression = 259, JpegTables = 347;
    private const int OldJpeg = 6, Jpeg = 7;

    /// <summary>In the order of TIFF 6.0: sizes, samples, compression, colours, resolution, orientation, tiles.</summary>
    private static readonly ushort[] Kept =
    [
        254, 255, 256, 257, 258, 259, 262, 263, 264, 265, 266, 273, 274, 277, 278, 279, 280, 281, 282, 283, 284, 290, 291, 292, 293, 296, 301, 317, 318, 319, 320, 321, 322, 323, 324, 325, 332, 334, 336, 338, 339, 340, 341, 347, 529, 530, 531, 532,
    ];

    private sealed record Entry(ushort Tag, ushort Type, long Count, byte[] Value);

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        if (file.Length < 16) throw Cut();
        bool little = file[0] == 'I', big = (little ? file[2] : file[3]) == '+';
        Order order = new(little, big);
        using MemoryStream to = new(file.Length);
        to.Write(file[..(big ? 16 : 8)]);
        long link = big ? 8 : 4;
        long next = order.Offset(file[(int)link..]);
        HashSet<long> seen = [];
        while (next != 0)
        {
            if (!seen.Add(next) || seen.Count > Most) throw StrippedCopy.Damaged("TIFF", "its pages follow each other in a circle");
            (List<Entry> entries, next) = Read(file, next, order);
            Replace(entries, StripOffsets, StripCounts, file, to, order);
            Replace(entries, TileOffsets, TileCounts, file, to, order);
            link = Write(entries, to, link, order);
        }
        if (to.Length > uint.MaxValue && !big) throw StrippedCopy.Damaged("TIFF", "it is too large for its kind");
        return to.ToArray();
    }

    private static (List<Entry>, long Next) Read(ReadOnlySpan<byte> file, long at, Order order)
    {
        int head = order.Big ? 8 : 2, size = order.Big ? 20 : 12;
        long count = order.Big ? (long)order.Eight(Part(file, at, 8)) : order.Two(Part(file, at, 2));
        if (count is < 1 or > 65_535) throw Cut();
        List<Entry> entries = [];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = Part(file, at + head + (long)i * size, size);
            (ushort tag, ushort type) = (order.Two(entry), order.Two(entry[2..]));
            long number = order.Big ? (long)order.Eight(entry[4..]) : order.Four(entry[4..]);
            if (!Kept.Contains(tag) || SizeOf(type) is not { } each) continue;
            if (number < 0 || number > file.Length / each) throw Cut();
            long bytes = number * each;
            ReadOnlySpan<byte> field = entry[(order.Big ? 12 : 8)..];
            entries.Add(new Entry(tag, type, number, [.. bytes <= field.Length ? field[..(int)bytes] : Part(file, order.Offset(field), bytes)]));
        }
        entries.Sort((a, b) => a.Tag.CompareTo(b.Tag));
        return (entries, order.Offset(Part(file, at + head + count * size, order.Big ? 8 : 4)));
    }

    /// <summary>Carries the parts of a picture over, and tells where they are now.</summary>
    private static void Replace(List<Entry> entries, ushort offsets, ushort counts, ReadOnlySpan<byte> file, MemoryStream to, Order order)
    {
        if (entries.FindIndex(e => e.Tag == offsets) is not (>= 0 and var o)) return;
        if (entries.FindIndex(e => e.Tag == counts) is not (>= 0 and var c)) throw StrippedCopy.Damaged("TIFF", "it does not say how long its parts are");
        long[] from = order.Numbers(entries[o].Value, entries[o].Type), length = order.Numbers(entries[c].Value, entries[c].Type);
        if (from.Length != length.Length) throw Cut();
        long compression = entries.Find(e => e.Tag == Compression) is { } e ? order.Numbers(e.Value, e.Type)[0] : 1;
        if (compression == OldJpeg) throw StrippedCopy.Damaged("TIFF", "it is compressed in a way that is no longer read");
        if (compression == Jpeg && entries.FindIndex(e => e.Tag == JpegTables) is >= 0 and var t && JpegSegments.Strip(entries[t].Value) is var tables) entries[t] = entries[t] with { Value = tables, Count = tables.Length };
        for (int i = 0; i < from.Length; i++)
        {
            ReadOnlySpan<byte> part = Part(file, from[i], length[i]);
            if (compression == Jpeg && part.Length > 0) part = JpegSegments.Strip(part);
            Align(to);
            (from[i], length[i]) = (to.Position, part.Length);
            to.Write(part);
        }
        entries[o] = order.Entry(offsets, from);
        entries[c] = order.Entry(counts, length);
    }

    /// <summary>Writes a directory and ties it to the one before.</summary>
    /// <returns>Where the place of the next one is to be written.</returns>
    private static long Write(List<Entry> entries, MemoryStream to, long link, Order order)
    {
        int field = order.Big ? 8 : 4;
        List<long> places = [];
        foreach (Entry entry in entries)
        {
            Align(to);
            places.Add(to.Position);
            if (entry.Value.Length > field) to.Write(entry.Value);
        }
        Align(to);
        long at = to.Position;
        to.Write(order.Big ? order.Bytes8((ulong)entries.Count) : order.Bytes2((ushort)entries.Count));
        for (int i = 0; i < entries.Count; i++)
        {
            Entry entry = entries[i];
            to.Write(order.Bytes2(entry.Tag));
            to.Write(order.Bytes2(entry.Type));
            to.Write(order.BytesOffset(entry.Count));
            byte[] value = new byte[field];
            if (entry.Value.Length > field) value = order.BytesOffset(places[i]);
            else entry.Value.CopyTo(value, 0);
            to.Write(value);
        }
        long next = to.Position;
        to.Write(order.BytesOffset(0));
        to.Position = link;
        to.Write(order.BytesOffset(at));
        to.Position = to.Length;
        return next;
    }

    private static void Align(MemoryStream to)
    {
        while (to.Position % 8 != 0) to.WriteByte(0);
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> file, long at, long length) => at >= 0 && length >= 0 && at <= file.Length - length ? file.Slice((int)at, (int)length) : throw Cut();

    private static int? SizeOf(ushort type) => type switch { 1 or 2 or 6 or 7 => 1, 3 or 8 => 2, 4 or 9 or 11 or 13 => 4, 5 or 10 or 12 or 16 or 17 or 18 => 8, _ => null };

    private static InputException Cut() => StrippedCopy.Damaged("TIFF", "a part of it is cut");

    /// <summary>The order of bytes, and how wide places in the file are.</summary>
    private readonly record struct Order(bool Little, bool Big)
    {
        public ushort Two(ReadOnlySpan<byte> b) => Little ? BinaryPrimitives.ReadUInt16LittleEndian(b) : BinaryPrimitives.ReadUInt16BigEndian(b);
        public uint Four(ReadOnlySpan<byte> b) => Little ? BinaryPrimitives.ReadUInt32LittleEndian(b) : BinaryPrimitives.ReadUInt32BigEndian(b);
        public ulong Eight(ReadOnlySpan<byte> b) => Little ? BinaryPrimitives.ReadUInt64LittleEndian(b) : BinaryPrimitives.ReadUInt64BigEndian(b);
        public long Offset(ReadOnlySpan<byte> b) => Big ? (long)Eight(b) : Four(b);

        public byte[] Bytes2(ushort n) { byte[] b = new byte[2]; if (Little) BinaryPrimitives.WriteUInt16LittleEndian(b, n); else BinaryPrimitives.WriteUInt16BigEndian(b, n); return b; }
        public byte[] Bytes4(uint n) { byte[] b = new byte[4]; if (Little) BinaryPrimitives.WriteUInt32LittleEndian(b, n); else BinaryPrimitives.WriteUInt32BigEndian(b, n); return b; }
        public byte[] Bytes8(ulong n) { byte[] b = new byte[8]; if (Little) BinaryPrimitives.WriteUInt64LittleEndian(b, n); else BinaryPrimitives.WriteUInt64BigEndian(b, n); return b; }
        public byte[] BytesOffset(long n) => Big ? Bytes8((ulong)n) : Bytes4(checked((uint)n));

        public long[] Numbers(byte[] value, ushort type)
        {
            List<long> numbers = [];
            int each = type switch { 3 => 2, 4 or 13 => 4, 16 or 18 => 8, _ => throw Cut() };
            for (int at = 0; at < value.Length; at += each) numbers.Add(each switch { 2 => Two(value.AsSpan(at)), 4 => Four(value.AsSpan(at)), _ => (long)Eight(value.AsSpan(at)) });
            return numbers.Count > 0 ? [.. numbers] : throw Cut();
        }

        /// <summary>Numbers as wide as places are.</summary>
        public Entry Entry(ushort tag, long[] numbers)
        {
            using MemoryStream value = new();
            foreach (long n in numbers) value.Write(BytesOffset(n));
            return new Entry(tag, Big ? (ushort)16 : (ushort)4, numbers.Length, value.ToArray());
        }
    }
}

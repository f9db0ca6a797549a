using System.Buffers.Binary;

namespace Palinode.Samples.Pdf;

/// <summary>
/// A TrueType font file: widths and outlines for drawing, and a subset for embedding. Reads what the Liberation fonts use
/// (cmap format 4, simple and composite glyphs); glyph numbers stay the same in the subset.
/// </summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly int _unitsPerEm, _longMetrics;
    private readonly bool _longOffsets;
    private readonly SortedSet<int> _used = [0];
    private readonly SortedDictionary<int, char> _characters = [];

    public TrueTypeFont(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing: install the Debian package fonts-liberation2.", path);
        Name = Path.GetFileNameWithoutExtension(path);
        _file = File.ReadAllBytes(path);
        for (int i = 0; i < U16(4); i++)
            _tables[System.Text.Encoding.ASCII.GetString(_file, 12 + 16 * i, 4)] = ((int)U32(12 + 16 * i + 8), (int)U32(12 + 16 * i + 12));
        int head = _tables["head"].Offset, hhea = _tables["hhea"].Offset;
        _unitsPerEm = U16(head + 18);
        _longOffsets = U16(head + 50) == 1;
        BoundingBox = [Thousandths(I16(head + 36)), Thousandths(I16(head + 38)), Thousandths(I16(head + 40)), Thousandths(I16(head + 42))];
        (Ascent, Descent) = (Thousandths(I16(hhea + 4)), Thousandths(I16(hhea + 6)));
        _longMetrics = U16(hhea + 34);
    }

    public string Name { get; }

    /// <summary>Left, bottom, right, top over all glyphs, in thousandths of the size.</summary>
    public int[] BoundingBox { get; }
    public int Ascent { get; }
    public int Descent { get; }

    /// <summary>Every glyph that was asked for with <see cref="Use"/>, and the character it stands for.</summary>
    public IReadOnlyDictionary<int, char> Used => _characters;

    /// <summary>The glyph of a character, noted for the subset.</summary>
    public int Use(char character)
    {
        int glyph = GlyphOf(character);
        if (glyph == 0) throw new ArgumentException($"{Name} has no glyph for '{character}' (U+{(int)character:X4}).", nameof(character));
        _used.Add(glyph);
        _characters.TryAdd(glyph, character);
        return glyph;
    }

    /// <summary>Advance of a glyph in thousandths of the size.</summary>
    public int Advance(int glyph) => Thousandths(U16(_tables["hmtx"].Offset + 4 * Math.Min(glyph, _longMetrics - 1)));

    /// <summary>Width of a text in the unit of <paramref name="size"/>.</summary>
    public double Measure(string text, double size) => text.Sum(c => Advance(GlyphOf(c))) * size / 1000;

    /// <summary>The closed contours of a glyph in units of the size, y upwards, curves broken into short lines.</summary>
    public List<List<(double X, double Y)>> Outline(int glyph)
    {
        List<List<(double X, double Y)>> contours = [];
        AddOutline(glyph, 1, 0, 0, 1, 0, 0, contours);
        return contours;
    }

    /// <summary>A font file with the outlines of the used glyphs only.</summary>
    public byte[] Subset()
    {
        foreach (int glyph in _used.ToArray()) AddParts(glyph);
        int count = U16(_tables["maxp"].Offset + 4);
        using MemoryStream outlines = new();
        byte[] offsets = new byte[4 * (count + 1)];
        for (int glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * glyph), (uint)outlines.Length);
            (int start, int end) = Location(glyph);
            if (!_used.Contains(glyph)) continue;
            outlines.Write(_file, start, end - start);
            while (outlines.Length % 4 != 0) outlines.WriteByte(0);
        }
        BinaryPrimitives.WriteUInt32BigEndian(offsets.AsSpan(4 * count), (uint)outlines.Length);
        byte[] head = Table("head");
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        SortedDictionary<string, byte[]> tables = new(StringComparer.Ordinal) { ["glyf"] = outlines.ToArray(), ["loca"] = offsets, ["head"] = head };
        foreach (string name in (string[])["cvt ", "fpgm", "hhea", "hmtx", "maxp", "prep"])
            if (_tables.ContainsKey(name)) tables[name] = Table(name);
        return Assemble(tables);
    }

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        int at = 12 + 16 * tables.Count;
        using MemoryStream file = new();
        Span<byte> number = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(number, 0x00010000);
        int power = 1 << (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(number[4..], (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(number[6..], (ushort)(16 * power));
        BinaryPrimitives.WriteUInt16BigEndian(number[8..], (ushort)Math.Log2(power));
        BinaryPrimitives.WriteUInt16BigEndian(number[10..], (ushort)(16 * (tables.Count - power)));
        file.Write(number[..12]);
        foreach ((string name, byte[] content) in tables)
        {
            uint sum = 0;
            for (int i = 0; i < content.Length; i++) sum += (uint)content[i] << (24 - 8 * (i % 4));
            System.Text.Encoding.ASCII.GetBytes(name, number);
            BinaryPrimitives.WriteUInt32BigEndian(number[4..], sum);
            BinaryPrimitives.WriteUInt32BigEndian(number[8..], (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(number[12..], (uint)content.Length);
            file.Write(number);
            at += (content.Length + 3) / 4 * 4;
        }
        foreach (byte[] content in tables.Values)
        {
            file.Write(content);
            while (file.Length % 4 != 0) file.WriteByte(0);
        }
        return file.ToArray();
    }

    private void AddParts(int glyph)
    {
        (int at, int end) = Location(glyph);
        if (end == at || I16(at) >= 0) return;
        for (int p = at + 10, flags = 0x20; (flags & 0x20) != 0;)
        {
            flags = U16(p);
            if (_used.Add(U16(p + 2))) AddParts(U16(p + 2));
            p += 4 + ((flags & 1) != 0 ? 4 : 2) + ((flags & 8) != 0 ? 2 : (flags & 0x40) != 0 ? 4 : (flags & 0x80) != 0 ? 8 : 0);
        }
    }

    private void AddOutline(int glyph, double xx, double xy, double yx, double yy, double dx, double dy, List<List<(double X, double Y)>> contours)
    {
        (int at, int end) = Location(glyph);
        if (end == at) return;
        int count = I16(at);
        if (count >= 0)
        {
            foreach (List<(double X, double Y, bool On)> points in SimpleContours(at, count))
                contours.Add(Flatten(points).ConvertAll(p => (p.X * xx + p.Y * yx + dx, p.X * xy + p.Y * yy + dy)));
            return;
        }
        for (int p = at + 10, flags = 0x20; (flags & 0x20) != 0;)
        {
            flags = U16(p);
            int part = U16(p + 2);
            bool words = (flags & 1) != 0;
            double ox = (words ? I16(p + 4) : (sbyte)_file[p + 4]) / (double)_unitsPerEm, oy = (words ? I16(p + 6) : (sbyte)_file[p + 5]) / (double)_unitsPerEm;
            p += words ? 8 : 6;
            double s = 1, t = 1;
            if ((flags & 8) != 0) { s = t = I16(p) / 16384.0; p += 2; }
            else if ((flags & 0x40) != 0) { s = I16(p) / 16384.0; t = I16(p + 2) / 16384.0; p += 4; }
            else if ((flags & 0x80) != 0) p += 8;
            AddOutline(part, xx * s, xy * s, yx * t, yy * t, ox * xx + oy * yx + dx, ox * xy + oy * yy + dy, contours);
        }
    }

    private List<List<(double X, double Y, bool On)>> SimpleContours(int at, int count)
    {
        int points = U16(at + 10 + 2 * (count - 1)) + 1, p = at + 10 + 2 * count;
        p += 2 + U16(p);
        byte[] flags = new byte[points];
        for (int i = 0; i < points; i++)
        {
            flags[i] = _file[p++];
            if ((flags[i] & 8) == 0) continue;
            for (int repeat = _file[p++]; repeat > 0; repeat--, i++) flags[i + 1] = flags[i];
        }
        double[] xs = Coordinates(flags, 2, 16, ref p), ys = Coordinates(flags, 4, 32, ref p);
        List<List<(double X, double Y, bool On)>> contours = [];
        for (int c = 0, first = 0; c < count; c++)
        {
            int last = U16(at + 10 + 2 * c);
            contours.Add([.. Enumerable.Range(first, last - first + 1).Select(i => (xs[i] / _unitsPerEm, ys[i] / _unitsPerEm, (flags[i] & 1) != 0))]);
            first = last + 1;
        }
        return contours;
    }

    private double[] Coordinates(byte[] flags, int shortBit, int sameBit, ref int p)
    {
        double[] values = new double[flags.Length];
        int value = 0;
        for (int i = 0; i < flags.Length; i++)
        {
            if ((flags[i] & shortBit) != 0) value += (flags[i] & sameBit) != 0 ? _file[p++] : -_file[p++];
            else if ((flags[i] & sameBit) == 0) { value += I16(p); p += 2; }
            values[i] = value;
        }
        return values;
    }

    private static List<(double X, double Y)> Flatten(List<(double X, double Y, bool On)> points)
    {
        // Between two control points lies an implied point on the curve.
        List<(double X, double Y, bool On)> full = [];
        for (int i = 0; i < points.Count; i++)
        {
            (double X, double Y, bool On) a = points[i], b = points[(i + 1) % points.Count];
            full.Add(a);
            if (!a.On && !b.On) full.Add(((a.X + b.X) / 2, (a.Y + b.Y) / 2, true));
        }
        int start = full.FindIndex(q => q.On);
        List<(double X, double Y)> line = [];
        for (int i = 0; i < full.Count; i++)
        {
            (double X, double Y, bool On) a = full[(start + i) % full.Count], b = full[(start + i + 1) % full.Count], c = full[(start + i + 2) % full.Count];
            if (a.On) line.Add((a.X, a.Y));
            if (!a.On || b.On) continue;
            for (int k = 1; k < 5; k++)
            {
                double t = k / 5.0, u = 1 - t;
                line.Add((u * u * a.X + 2 * u * t * b.X + t * t * c.X, u * u * a.Y + 2 * u * t * b.Y + t * t * c.Y));
            }
        }
        return line;
    }

    private int GlyphOf(char character)
    {
        int cmap = _tables["cmap"].Offset;
        for (int i = 0; i < U16(cmap + 2); i++)
        {
            int at = cmap + (int)U32(cmap + 4 + 8 * i + 4);
            if (U16(cmap + 4 + 8 * i) != 3 || U16(cmap + 4 + 8 * i + 2) != 1 || U16(at) != 4) continue;
            int segments = U16(at + 6) / 2, ends = at + 14, starts = ends + 2 * segments + 2, deltas = starts + 2 * segments, ranges = deltas + 2 * segments;
            for (int s = 0; s < segments; s++)
            {
                if (U16(ends + 2 * s) < character) continue;
                if (U16(starts + 2 * s) > character) return 0;
                int range = U16(ranges + 2 * s), delta = U16(deltas + 2 * s);
                if (range == 0) return (character + delta) & 0xFFFF;
                int glyph = U16(ranges + 2 * s + range + 2 * (character - U16(starts + 2 * s)));
                return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
            }
        }
        return 0;
    }

    private (int Start, int End) Location(int glyph)
    {
        int loca = _tables["loca"].Offset, glyf = _tables["glyf"].Offset;
        return _longOffsets
            ? (glyf + (int)U32(loca + 4 * glyph), glyf + (int)U32(loca + 4 * glyph + 4))
            : (glyf + 2 * U16(loca + 2 * glyph), glyf + 2 * U16(loca + 2 * glyph + 2));
    }

    private byte[] Table(string name) => _file.AsSpan(_tables[name].Offset, _tables[name].Length).ToArray();
    private int Thousandths(int units) => (int)Math.Round(units * 1000.0 / _unitsPerEm);
    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));
    private int I16(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at));
    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace Palinode.Testing;

/// <summary>Grey pictures of soft random blobs, drawn from a seed and written as PNG: something to screen that comes from nobody.</summary>
internal sealed class DrawnPicture
{
    private readonly byte[] _pixels;

    private DrawnPicture(int width, int height, byte[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }
    public int Height { get; }

    public static DrawnPicture Blobs(int seed, int width, int height)
    {
        Random random = new(seed);
        double[] light = new double[width * height];
        for (int blob = 0; blob < width * height / 150; blob++)
        {
            double cx = random.NextDouble() * width, cy = random.NextDouble() * height, radius = 2 + random.NextDouble() * 6, strength = random.NextDouble() * 200 - 100;
            int reach = (int)(3 * radius);
            for (int y = Math.Max(0, (int)cy - reach); y < Math.Min(height, (int)cy + reach); y++)
                for (int x = Math.Max(0, (int)cx - reach); x < Math.Min(width, (int)cx + reach); x++)
                    light[y * width + x] += strength * Math.Exp(-((x - cx) * (x - cx) + (y - cy) * (y - cy)) / (2 * radius * radius));
        }
        return new DrawnPicture(width, height, [.. light.Select(v => (byte)Math.Clamp(128 + v, 0, 255))]);
    }

    public DrawnPicture FlippedHorizontally() =>
        new(Width, Height, [.. Enumerable.Range(0, _pixels.Length).Select(i => _pixels[i / Width * Width + Width - 1 - i % Width])]);

    public void Save(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        using FileStream stream = File.Create(file);
        stream.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = 8;
        Chunk(stream, "IHDR"u8, header);
        using MemoryStream packed = new();
        using (ZLibStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (int y = 0; y < Height; y++)
            {
                zip.WriteByte(0);
                zip.Write(_pixels, y * Width, Width);
            }
        }
        Chunk(stream, "IDAT"u8, packed.ToArray());
        Chunk(stream, "IEND"u8, []);
    }

    private static void Chunk(Stream stream, ReadOnlySpan<byte> type, byte[] data)
    {
        byte[] number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        stream.Write(number);
        stream.Write(type);
        stream.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. type, .. data]));
        stream.Write(number);
    }

    /// <summary>The cyclic redundancy check of PNG, bit by bit: slow and short.</summary>
    private static uint Crc(byte[] data)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte b in data)
        {
            crc ^= b;
            for (int i = 0; i < 8; i++) crc = (crc >> 1) ^ (0xEDB88320 & (0 - (crc & 1)));
        }
        return ~crc;
    }
}

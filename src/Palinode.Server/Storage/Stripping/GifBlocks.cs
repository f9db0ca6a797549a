namespace Palinode.Server.Storage.Stripping;

/// <summary>Keeps pictures, their timing and the loop of a GIF (GIF89a); comments, other applications' blocks and what follows the end go.</summary>
internal static class GifBlocks
{
    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        using MemoryStream kept = new(file.Length);
        int at = file.Length < 13 ? throw Cut() : 13 + Table(file[10]);
        kept.Write(Part(file, 0, at));
        while (true)
        {
            switch (Part(file, at, 1)[0])
            {
                case 0x3B:
                    kept.WriteByte(0x3B);
                    return kept.ToArray();
                case 0x2C:
                    int head = 11 + Table(Part(file, at, 10)[9]), picture = head + Blocks(file, at + head);
                    kept.Write(Part(file, at, picture));
                    at += picture;
                    break;
                case 0x21:
                    ReadOnlySpan<byte> start = Part(file, at, 3);
                    int extension = 2 + Blocks(file, at + 2);
                    bool loop = start[1] == 0xFF && extension == 19 && Part(file, at, 14)[3..].SequenceEqual("NETSCAPE2.0"u8);
                    if (start[1] is 0xF9 or 0x01 || loop) kept.Write(Part(file, at, extension));
                    at += extension;
                    break;
                default:
                    throw StrippedCopy.Damaged("GIF", "it holds an unknown block");
            }
        }
    }

    private static int Table(byte flags) => (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;

    /// <summary>Bytes of a chain of blocks with its end.</summary>
    private static int Blocks(ReadOnlySpan<byte> file, int from)
    {
        int at = from;
        for (byte size; (size = Part(file, at, 1)[0]) != 0;) at += 1 + size;
        return at + 1 - from;
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> file, int at, int length) => at <= file.Length - length ? file.Slice(at, length) : throw Cut();

    private static InputException Cut() => StrippedCopy.Damaged("GIF", "it ends too early");
}

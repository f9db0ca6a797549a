using System.Buffers.Binary;
using System.Text;

namespace Palinode.Server.Storage.Stripping;

/// <summary>Keeps the boxes of a JPEG 2000 file (ITU-T T.800) that its picture is decoded from, and takes the comments out of the head of its codestream.</summary>
internal static class Jp2Boxes
{
    private const ushort Sot = 0xFF90, Comment = 0xFF64;
    private static readonly string[] Kept = ["jP  ", "ftyp", "jp2h", "jp2c"], InHeader = ["ihdr", "bpcc", "colr", "pclr", "cmap", "cdef"];

    public static byte[] Strip(ReadOnlySpan<byte> file)
    {
        using MemoryStream kept = new(file.Length);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F])) kept.Write(Codestream(file));
        else Boxes(file, Kept, kept);
        return kept.ToArray();
    }

    private static void Boxes(ReadOnlySpan<byte> file, string[] wanted, MemoryStream kept)
    {
        Span<byte> size = stackalloc byte[4];
        for (int at = 0; at < file.Length;)
        {
            if (file.Length - at < 8) throw Cut();
            long length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            int head = 8;
            if (length == 1 && file.Length - at >= 16) (length, head) = (BinaryPrimitives.ReadInt64BigEndian(file[(at + 8)..]), 16);
            if (length == 0) length = file.Length - at;
            if (length < head || length > file.Length - at) throw Cut();
            string type = Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            if (wanted.Contains(type))
            {
                ReadOnlySpan<byte> body = file.Slice(at + head, (int)length - head);
                if (type == "jp2h")
                {
                    using MemoryStream inner = new();
                    Boxes(body, InHeader, inner);
                    body = inner.ToArray();
                }
                else if (type == "jp2c") body = Codestream(body);
                BinaryPrimitives.WriteInt32BigEndian(size, body.Length + 8);
                kept.Write(size);
                kept.Write(Encoding.ASCII.GetBytes(type));
                kept.Write(body);
            }
            at += (int)length;
        }
    }

    /// <summary>Without the comments of its main head; in the heads of tiles there are none in practice, and their lengths are counted.</summary>
    private static byte[] Codestream(ReadOnlySpan<byte> stream)
    {
        using MemoryStream kept = new(stream.Length);
        if (stream.Length < 2) throw Cut();
        kept.Write(stream[..2]);
        for (int at = 2; ;)
        {
            if (stream.Length - at < 4) throw Cut();
            ushort marker = BinaryPrimitives.ReadUInt16BigEndian(stream[at..]);
            int length = 2 + BinaryPrimitives.ReadUInt16BigEndian(stream[(at + 2)..]);
            if (marker == Sot)
            {
                kept.Write(stream[at..]);
                return kept.ToArray();
            }
            if (marker < 0xFF00 || length > stream.Length - at) throw Cut();
            if (marker != Comment) kept.Write(stream.Slice(at, length));
            at += length;
        }
    }

    private static InputException Cut() => StrippedCopy.Damaged("JPEG 2000 file", "a part of it is cut");
}

using System.Buffers.Binary;
using System.Text;

namespace Palinode.Server.Storage.Backups;

/// <summary>What a backup consists of, one named entry after the other: a name, then the content in parts, each with its length; a part of length 0 ends it, an empty name ends all.</summary>
internal static class BackupEntries
{
    private const int Part = 1 << 15;

    public static async Task WriteAsync(EncryptedStream.Writer to, string name, Stream content, CancellationToken stop)
    {
        WritePart(to, Encoding.UTF8.GetBytes(name));
        byte[] buffer = new byte[Part];
        for (int got; (got = await content.ReadAsync(buffer, stop)) > 0;) WritePart(to, buffer.AsSpan(0, got));
        WritePart(to, []);
    }

    public static void End(EncryptedStream.Writer to)
    {
        WritePart(to, []);
        to.End();
    }

    /// <summary>The name of the next entry; null after the last. Its content has to be read with <see cref="CopyAsync"/> before the next.</summary>
    public static string? NextName(EncryptedStream.Reader from) => ReadPart(from) is { Length: > 0 } name ? Encoding.UTF8.GetString(name) : null;

    public static async Task CopyAsync(EncryptedStream.Reader from, Stream to, CancellationToken stop)
    {
        while (ReadPart(from) is { Length: > 0 } part) await to.WriteAsync(part, stop);
        await to.FlushAsync(stop);
    }

    private static void WritePart(EncryptedStream.Writer to, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        to.Write(length);
        to.Write(bytes);
    }

    private static byte[] ReadPart(EncryptedStream.Reader from)
    {
        Span<byte> length = stackalloc byte[4];
        from.ReadExactly(length);
        int size = BinaryPrimitives.ReadInt32BigEndian(length);
        if (size is < 0 or > Part) throw new InputException("The backup was written by another version of Palinode.");
        byte[] part = new byte[size];
        from.ReadExactly(part);
        return part;
    }
}

using System.Security.Cryptography;

namespace Palinode.Server.Storage.Chain;

/// <summary>A SHA-256: 32 bytes that compare by value and print as lower-case hexadecimal digits.</summary>
internal sealed class Digest : IEquatable<Digest>
{
    private readonly byte[] _bytes;

    public Digest(ReadOnlySpan<byte> bytes) => _bytes = bytes.Length == SHA256.HashSizeInBytes ? bytes.ToArray() : throw new ArgumentException("A SHA-256 has 32 bytes.", nameof(bytes));

    /// <summary>What the first seal follows.</summary>
    public static Digest Zero { get; } = new(new byte[SHA256.HashSizeInBytes]);

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>A copy, as the database driver wants it.</summary>
    public byte[] ToArray() => [.. _bytes];

    public static Digest Of(ReadOnlySpan<byte> data) => new(SHA256.HashData(data));

    /// <summary>From 64 hexadecimal digits; null when it is anything else.</summary>
    public static Digest? Parse(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit) ? new Digest(Convert.FromHexString(text)) : null;

    public bool Equals(Digest? other) => other is not null && Bytes.SequenceEqual(other.Bytes);
    public override bool Equals(object? obj) => Equals(obj as Digest);
    public override int GetHashCode() => BitConverter.ToInt32(_bytes);
    public override string ToString() => Convert.ToHexStringLower(_bytes);
}

using System.Security.Cryptography;

namespace Palinode.Server.Storage.Identities;

/// <summary>AES-256-GCM: a random nonce of 12 bytes, a tag of 16, then the encrypted bytes. What it belongs to is authenticated with it.</summary>
internal static class SealedBox
{
    private const int Nonce = 12, Tag = 16;

    /// <param name="belongsTo">A box moved to another place does not open there.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> belongsTo)
    {
        byte[] box = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, Nonce));
        using AesGcm aes = new(key, Tag);
        aes.Encrypt(box.AsSpan(0, Nonce), plain, box.AsSpan(Nonce + Tag), box.AsSpan(Nonce, Tag), belongsTo);
        return box;
    }

    /// <exception cref="CryptographicException">Another key, another place, or a changed box.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> belongsTo)
    {
        if (box.Length < Nonce + Tag) throw new CryptographicException("The box is too short.");
        byte[] plain = new byte[box.Length - Nonce - Tag];
        using AesGcm aes = new(key, Tag);
        aes.Decrypt(box[..Nonce], box[(Nonce + Tag)..], box.Slice(Nonce, Tag), plain, belongsTo);
        return plain;
    }
}

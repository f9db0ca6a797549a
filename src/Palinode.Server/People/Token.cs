using System.Buffers.Text;
using System.Security.Cryptography;

namespace Palinode.Server.People;

/// <summary>A secret for a link or a cookie: 32 random bytes as text. The database holds its SHA-256 only.</summary>
internal static class Token
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the database knows of it; also of any other text.</summary>
    public static byte[] HashOf(string token) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token));
}

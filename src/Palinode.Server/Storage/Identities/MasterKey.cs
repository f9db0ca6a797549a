using System.Security.Cryptography;
using System.Text;
using Palinode.Server.Storage.Cluster;

namespace Palinode.Server.Storage.Identities;

/// <summary>The key above all others, in a file outside the database. For each purpose a key is derived from it (HKDF, SHA-256).</summary>
internal sealed class MasterKey(byte[] key)
{
    /// <summary>The service's own, made at first use.</summary>
    public static MasterKey Of(ServiceFolder folder) => new(SecretFile.Key(PathIn(folder)));

    public static string PathIn(ServiceFolder folder) => Path.Combine(folder.Secrets, "master.key");

    public byte[] For(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes($"palinode/{purpose}/1"));
}

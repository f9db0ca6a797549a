using System.Runtime.InteropServices;

namespace Palinode.Server.Storage.Chain;

/// <summary>Ed25519 signatures by libsodium; .NET 10 has none of its own. The secret key is made from a seed of 32 bytes.</summary>
internal static partial class Ed25519
{
    public const int SeedBytes = 32, PublicKeyBytes = 32, SignatureBytes = 64;

    private const int SecretKeyBytes = 64;
    private const string Library = "libsodium.so.23";

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        Span<byte> secret = stackalloc byte[SecretKeyBytes];
        byte[] key = Keys(seed, secret);
        secret.Clear();
        return key;
    }

    public static byte[] Sign(ReadOnlySpan<byte> message, ReadOnlySpan<byte> seed)
    {
        Span<byte> secret = stackalloc byte[SecretKeyBytes];
        Keys(seed, secret);
        byte[] signature = new byte[SignatureBytes];
        int result = crypto_sign_detached(signature, 0, message, (ulong)message.Length, secret);
        secret.Clear();
        return result == 0 ? signature : throw new InvalidOperationException("libsodium could not sign.");
    }

    public static bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        if (signature.Length != SignatureBytes || publicKey.Length != PublicKeyBytes) return false;
        Start();
        return crypto_sign_verify_detached(signature, message, (ulong)message.Length, publicKey) == 0;
    }

    private static byte[] Keys(ReadOnlySpan<byte> seed, Span<byte> secret)
    {
        if (seed.Length != SeedBytes) throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        Start();
        byte[] key = new byte[PublicKeyBytes];
        return crypto_sign_seed_keypair(key, secret, seed) == 0 ? key : throw new InvalidOperationException("libsodium could not make the keys.");
    }

    private static void Start()
    {
        try
        {
            if (sodium_init() < 0) throw new InvalidOperationException("libsodium could not be started.");
        }
        catch (DllNotFoundException e)
        {
            throw new InputException("libsodium, which signs the log, is not installed; install the package libsodium23.", e);
        }
    }

    [LibraryImport(Library)] private static partial int sodium_init();
    [LibraryImport(Library)] private static partial int crypto_sign_seed_keypair(Span<byte> publicKey, Span<byte> secretKey, ReadOnlySpan<byte> seed);
    [LibraryImport(Library)] private static partial int crypto_sign_detached(Span<byte> signature, nint length, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> secretKey);
    [LibraryImport(Library)] private static partial int crypto_sign_verify_detached(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ulong messageLength, ReadOnlySpan<byte> publicKey);
}

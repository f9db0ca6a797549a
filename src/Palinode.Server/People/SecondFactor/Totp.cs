using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Palinode.Server.People;

/// <summary>
/// Codes of an authenticator (RFC 6238: HMAC-SHA-1, 30 seconds, 6 digits). Unlike ASP.NET Core Identity's, which takes codes of two steps on either side and the same
/// code again, it takes one step on either side and says which, so that the caller can refuse a code that was used.
/// </summary>
internal static class Totp
{
    private const int StepSeconds = 30, Digits = 6;

    /// <summary>Clocks differ, and typing takes a while.</summary>
    private const int Tolerance = 1;

    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 bits, as RFC 4226 asks for, in Base32 as authenticators take it.</summary>
    public static string NewKey() => Base32(RandomNumberGenerator.GetBytes(20));

    /// <summary>The time step for which a code is right, or null.</summary>
    public static long? StepOf(string key, string code, DateTimeOffset now)
    {
        string given = new([.. code.Where(c => !char.IsWhiteSpace(c))]);
        long at = now.ToUnixTimeSeconds() / StepSeconds;
        long? found = null;
        // All are computed, whichever is right: the time tells nothing.
        for (long step = at - Tolerance; step <= at + Tolerance; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.UTF8.GetBytes(CodeAt(key, step)), System.Text.Encoding.UTF8.GetBytes(given))) found = step;
        return found;
    }

    /// <summary>The code of a moment.</summary>
    public static string Code(string key, DateTimeOffset now) => CodeAt(key, now.ToUnixTimeSeconds() / StepSeconds);

    /// <summary>What the QR code says.</summary>
    public static string Address(string key, string login) => $"otpauth://totp/Palinode:{Uri.EscapeDataString(login)}?secret={key}&issuer=Palinode&algorithm=SHA1&digits={Digits}&period={StepSeconds}";

    private static string CodeAt(string key, long step)
    {
        Span<byte> counter = stackalloc byte[8], hash = stackalloc byte[SHA1.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 as authenticators speak it; no collision helps against a keyed hash.
        HMACSHA1.HashData(FromBase32(key), counter, hash);
#pragma warning restore CA5350
        int number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Five bits a letter; a number of bytes that five divides, so that nothing is left over.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        char[] letters = new char[bytes.Length * 8 / 5];
        int buffer = 0, bits = 0, at = 0;
        foreach (byte b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5) letters[at++] = Alphabet[(buffer >> (bits - 5)) & 31];
            buffer &= 31;
        }
        return new string(letters);
    }

    private static byte[] FromBase32(string text)
    {
        byte[] bytes = new byte[text.Length * 5 / 8];
        int buffer = 0, bits = 0, at = 0;
        foreach (char c in text)
        {
            buffer = ((buffer << 5) | Alphabet.IndexOf(c, StringComparison.Ordinal)) & 0xFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(buffer >> bits);
        }
        return bytes;
    }
}

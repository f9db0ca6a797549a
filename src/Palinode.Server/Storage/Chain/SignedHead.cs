using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palinode.Server.Storage.Chain;

/// <summary>
/// The end of the log at one moment, signed: how many events there were, and the hash of the last seal. Kept off the machine it shows later
/// whether the log was cut or rewritten. It says nothing about any case.
/// </summary>
/// <param name="Number">The last seal; 0 of an empty log.</param>
/// <param name="SignedAt">UTC, whole seconds.</param>
internal sealed partial record SignedHead(long Number, Digest Hash, DateTimeOffset SignedAt, byte[] PublicKey, byte[] Signature)
{
    private const string Schema = "palinode/head/1";

    /// <param name="seed">The signing key, which is never in the database.</param>
    public static SignedHead Sign(long number, Digest hash, DateTimeOffset now, ReadOnlySpan<byte> seed)
    {
        DateTimeOffset second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return new SignedHead(number, hash, second, Ed25519.PublicKey(seed), Ed25519.Sign(Message(number, hash, second), seed));
    }

    /// <summary>Whether it was signed with the secret half of <paramref name="publicKey"/>, and not changed since.</summary>
    public bool IsSignedBy(ReadOnlySpan<byte> publicKey) => Ed25519.Verify(Message(Number, Hash, SignedAt), Signature, publicKey);

    public string ToJson() => JsonSerializer.Serialize(
        new Written(Schema, Number, Hash.ToString(), Time(SignedAt), Convert.ToHexStringLower(PublicKey), Convert.ToHexStringLower(Signature)), HeadJson.Default.Written) + "\n";

    /// <param name="name">For the message: where the text came from.</param>
    /// <exception cref="InputException">It is not a signed head.</exception>
    public static SignedHead Parse(string json, string name)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, HeadJson.Default.Written) is { Schema: Schema, Number: >= 0 } w && Digest.Parse(w.Hash) is { } hash)
                return new SignedHead(w.Number, hash, DateTimeOffset.ParseExact(w.SignedAt, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal), Convert.FromHexString(w.PublicKey), Convert.FromHexString(w.Signature));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InputException($"{name}: not a signed head of a log; give a file that palinode audit head wrote.", e);
        }
        throw new InputException($"{name}: not a signed head of a log; give a file that palinode audit head wrote.");
    }

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private static byte[] Message(long number, Digest hash, DateTimeOffset time) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Schema}\n{number}\n{hash}\n{Time(time)}\n"));

    internal sealed record Written(string Schema, long Number, string Hash, string SignedAt, string PublicKey, string Signature);

    [JsonSerializable(typeof(Written))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
    private sealed partial class HeadJson : JsonSerializerContext;
}

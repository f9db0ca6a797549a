using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Palinode.Server.Tests.People;

/// <summary>An authenticator as WebAuthn level 3 describes it: one ES256 key, no attestation, the user always verified.</summary>
internal sealed class SoftwareAuthenticator(string origin) : IDisposable
{
    [Flags]
    private enum Flag : byte { Present = 1, Verified = 4, HasCredential = 64 }

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _user = "";

    /// <summary>Grows with each use; an authenticator that was copied falls behind.</summary>
    public uint Counter { get; set; }

    /// <summary>Answers the question of a registration.</summary>
    public string Create(string options)
    {
        JsonNode asked = JsonNode.Parse(options)!;
        _user = (string)asked["user"]!["id"]!;
        ECParameters key = _key.ExportParameters(false);
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. key.Q.X!, 0x22, 0x58, 0x20, .. key.Q.Y!];
        byte[] data = [.. Data((string)asked["rp"]!["id"]!, Flag.Present | Flag.Verified | Flag.HasCredential), .. new byte[16], 0, (byte)_id.Length, .. _id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new JsonObject { ["clientDataJSON"] = Base64Url.EncodeToString(Client("webauthn.create", asked)), ["attestationObject"] = Base64Url.EncodeToString(attestation), ["transports"] = new JsonArray("internal") });
    }

    /// <summary>Answers the question of a sign-in.</summary>
    public string Get(string options)
    {
        JsonNode asked = JsonNode.Parse(options)!;
        Counter++;
        byte[] data = Data((string)asked["rpId"]!, Flag.Present | Flag.Verified), client = Client("webauthn.get", asked);
        byte[] signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new JsonObject { ["clientDataJSON"] = Base64Url.EncodeToString(client), ["authenticatorData"] = Base64Url.EncodeToString(data), ["signature"] = Base64Url.EncodeToString(signature), ["userHandle"] = _user });
    }

    public void Dispose() => _key.Dispose();

    private byte[] Data(string site, Flag flags)
    {
        byte[] counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), (byte)flags, .. counter];
    }

    private byte[] Client(string type, JsonNode asked) => JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = type, ["challenge"] = (string)asked["challenge"]!, ["origin"] = origin, ["crossOrigin"] = false });

    private string Credential(JsonObject response) => new JsonObject
    {
        ["id"] = Base64Url.EncodeToString(_id), ["rawId"] = Base64Url.EncodeToString(_id), ["type"] = "public-key", ["authenticatorAttachment"] = "platform", ["clientExtensionResults"] = new JsonObject(), ["response"] = response,
    }.ToJsonString();
}

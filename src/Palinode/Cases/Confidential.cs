using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palinode.Cases;

/// <summary>Stands for a person who raised a concern, and says nothing about them. It is written to the log only, and never printed.</summary>
/// <param name="Value">Random; not the id of an account.</param>
[JsonConverter(typeof(RaiserIdJson))]
public readonly record struct RaiserId(string Value)
{
    public override string ToString() => "(confidential)";
}

/// <summary>
/// Words that may name people: notes, letters, answers. They are kept outside the log, where they can be erased; the log holds a commitment,
/// so that nobody can change them unnoticed.
/// </summary>
/// <param name="Id">Where they are kept.</param>
/// <param name="Commitment">Salted hash of them.</param>
public sealed record SealedText(string Id, ContentHash Commitment);

/// <summary>SHA-256 of some bytes, in 64 small hexadecimal letters.</summary>
[JsonConverter(typeof(ContentHashJson))]
public readonly record struct ContentHash
{
    private readonly string? _hex;

    /// <exception cref="InputException">It is no such hash.</exception>
    public ContentHash(string hex)
    {
        if (hex.Length != 64 || !hex.All(char.IsAsciiHexDigit)) throw new InputException("A content hash has 64 hexadecimal letters.");
        _hex = hex.ToLowerInvariant();
    }

    public string Hex => _hex ?? new string('0', 64);
    public override string ToString() => Hex;
}

internal sealed class RaiserIdJson : JsonConverter<RaiserId>
{
    public override RaiserId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? throw new JsonException("A raiser's id is a text."));
    public override void Write(Utf8JsonWriter writer, RaiserId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ContentHashJson : JsonConverter<ContentHash>
{
    public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try { return new ContentHash(reader.GetString() ?? ""); }
        catch (InputException e) { throw new JsonException(e.Message, e); }
    }

    public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Hex);
}

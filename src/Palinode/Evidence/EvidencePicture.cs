using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>What an evidence picture shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PictureRole>))]
public enum PictureRole
{
    /// <summary>The figure around region A or B, as printed.</summary>
    [JsonStringEnumMemberName("context-a")] ContextA,
    [JsonStringEnumMemberName("context-b")] ContextB,

    /// <summary>Region A as printed.</summary>
    [JsonStringEnumMemberName("aligned-a")] AlignedA,

    /// <summary>Region B, carried into A's frame by the inverse of the finding's transform; same size as <see cref="AlignedA"/>.</summary>
    [JsonStringEnumMemberName("aligned-b")] AlignedB,

    /// <summary>Absolute difference of the two aligned pictures after matching brightness and contrast: black is equal.</summary>
    [JsonStringEnumMemberName("difference")] Difference,

    /// <summary>Local correlation of the fine grain of both, in A's frame: yellow agrees, dark does not, grey cannot be told.</summary>
    [JsonStringEnumMemberName("residual")] Residual,
}

/// <summary>One picture file of a result.</summary>
public sealed class EvidencePicture
{
    /// <summary>Relative to findings.json, with forward slashes.</summary>
    public required string Path { get; init; }

    /// <summary>The finding it belongs to; several findings may share one context picture by listing the same path.</summary>
    public required string Finding { get; init; }
    public required PictureRole Role { get; init; }

    /// <summary>The part of the page that the picture covers, in page fractions (A's page for aligned pictures and differences).</summary>
    public required Box Frame { get; init; }
    public required int PixelWidth { get; init; }
    public required int PixelHeight { get; init; }
}

/// <summary>The content of evidence/index.json: all pictures of a result, so that a report can be made again from the folder alone.</summary>
public sealed class EvidenceIndex
{
    public required ImmutableArray<EvidencePicture> Pictures { get; init; }

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, EvidenceIndexJson.Default.EvidenceIndex), (byte)'\n'];

    /// <exception cref="JsonException">The bytes are no evidence index.</exception>
    public static EvidenceIndex FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, EvidenceIndexJson.Default.EvidenceIndex) ?? throw new JsonException("The evidence index is empty.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(EvidenceIndex))]
internal sealed partial class EvidenceIndexJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palinode.Publishing.Marking;

/// <summary>A file by its content.</summary>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Bytes">Its length.</param>
public sealed record FileStamp(string Sha256, long Bytes);

/// <summary>The record that lies beside a marked article (OUT.pdf.json): what was marked, as what, and what the mark is made from.</summary>
public sealed class MarkRecord
{
    public string Schema { get; init; } = "palinode/mark/1";

    /// <summary>"RETRACTED", or "REMOVED" where a page stands in place of the article.</summary>
    public required string Label { get; init; }

    /// <summary>DOI of the notice.</summary>
    public required string Notice { get; init; }

    /// <summary>The day the notice is dated, ISO 8601.</summary>
    public required string Date { get; init; }

    /// <summary>The file that was given. It was not written to.</summary>
    public required FileStamp Input { get; init; }

    /// <summary>SHA-256 of the article before it was ever marked; that of the input unless it carried a mark already.</summary>
    public required string Original { get; init; }
    public required FileStamp Output { get; init; }

    /// <summary>Pages of the output.</summary>
    public required int Pages { get; init; }

    /// <summary>What the input was marked as before; absent where it was not.</summary>
    public string? Replaces { get; init; }

    /// <summary>Whether the input said all of this already, so that the output is the same file.</summary>
    public bool Unchanged { get; init; }

    /// <summary>What a reader of the record should know, a sentence each: a signature that no longer holds.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>UTF-8 bytes with a final newline.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, MarkJson.Default.MarkRecord), (byte)'\n'];
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(MarkRecord))]
internal sealed partial class MarkJson : JsonSerializerContext;

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>One input as it is named in a result.</summary>
public sealed class InputDocument
{
    public required string Document { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 of the file's bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The same of the JATS XML or package that was read together with it; null without one.</summary>
    public string? Jats { get; init; }

    /// <summary>Number of pages; 0 for a document that is one image.</summary>
    public required int Pages { get; init; }

    /// <summary>Number of figures that were found.</summary>
    public required int Figures { get; init; }

    /// <summary>"suspect" for the documents to screen, "against" for those they are compared with.</summary>
    public required string Role { get; init; }
}

public sealed class EngineStamp
{
    public required string Version { get; init; }

    /// <summary>Every option that differs from its default, as "name=value", sorted.</summary>
    public required ImmutableArray<string> Options { get; init; }
    public required int Seed { get; init; }
}

/// <summary>The content of findings.json; the schema stands in docs/findings.schema.json.</summary>
public sealed class FindingsFile
{
    public const string CurrentSchema = "palinode/findings/1";

    public string Schema { get; init; } = CurrentSchema;
    public required EngineStamp Engine { get; init; }
    public required ImmutableArray<InputDocument> Inputs { get; init; }
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Findings that belong together; empty where each stands alone, and in results of versions that did not group.</summary>
    public ImmutableArray<FindingGroup> Groups { get => field.IsDefault ? [] : field; init; } = [];
    public required ImmutableArray<CoverageEntry> Coverage { get; init; }

    /// <summary>What a reader should know about the run: figures without a picture, pages that could not be read.</summary>
    public required ImmutableArray<string> Remarks { get; init; }

    /// <summary>UTF-8 bytes with a final newline; equal content gives equal bytes.</summary>
    public byte[] ToJson()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, FindingsJson.Default.FindingsFile);
        return [.. json, (byte)'\n'];
    }

    /// <exception cref="JsonException">The bytes are no findings file of a schema this version knows.</exception>
    public static FindingsFile FromJson(ReadOnlySpan<byte> json)
    {
        FindingsFile file = JsonSerializer.Deserialize(json, FindingsJson.Default.FindingsFile) ?? throw new JsonException("The findings file is empty.");
        if (file.Schema != CurrentSchema) throw new JsonException($"Expected schema {CurrentSchema}, found {file.Schema}.");
        return file;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(FindingsFile))]
internal sealed partial class FindingsJson : JsonSerializerContext;

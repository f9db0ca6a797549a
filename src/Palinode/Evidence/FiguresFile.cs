using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Palinode.Articles;

namespace Palinode.Evidence;

/// <summary>Words read in a figure.</summary>
public sealed class ReadLabel
{
    public required string Text { get; init; }
    public required Box Box { get; init; }

    /// <summary>0…1, the reader's own statement; 1 for the document's own text.</summary>
    public required double Confidence { get; init; }

    /// <summary>"text" for the document's own text, "pixels" for what was recognised.</summary>
    public required string Origin { get; init; }
}

/// <summary>A lane of a strip.</summary>
public sealed class ReadLane
{
    public required Box Box { get; init; }
    public ReadLabel? Name { get; init; }
}

/// <summary>A picture, strip or chart of a figure, with its address.</summary>
public sealed class ReadPanel
{
    public required Box Box { get; init; }
    public required PanelClass Class { get; init; }
    public PanelKind? Kind { get; init; }
    public string? Letter { get; init; }
    public ReadLabel? Row { get; init; }
    public string? Position { get; init; }
    public ImmutableArray<ReadLane> Lanes { get; init; } = [];
    public required int PixelWidth { get; init; }
    public required int PixelHeight { get; init; }
    public required bool Examined { get; init; }

    /// <summary>Why a panel would not be examined; empty where it would.</summary>
    public required string Why { get; init; }
}

/// <summary>A lettered part of a figure: the letter, and all that belongs to it.</summary>
public sealed class ReadPart
{
    public required string Letter { get; init; }
    public required Box Box { get; init; }
    public required ReadLabel Printed { get; init; }

    /// <summary>What the caption says of it; absent where it says nothing.</summary>
    public string? Caption { get; init; }
}

/// <summary>A figure as it was understood.</summary>
public sealed class ReadFigure
{
    /// <summary>As captions print it, without the word; absent where no caption was found.</summary>
    public string? Number { get; init; }
    public int? Page { get; init; }
    public required Box Box { get; init; }
    public string? Caption { get; init; }

    /// <summary>The caption's first sentence without its label.</summary>
    public string? Title { get; init; }
    public required ImmutableArray<ReadPart> Parts { get; init; }
    public required ImmutableArray<ReadPanel> Panels { get; init; }

    /// <summary>Path of the overlay picture relative to figures.json; absent where none was painted.</summary>
    public string? Overlay { get; init; }
}

/// <summary>The content of figures.json: what was understood of one document before anything was compared.</summary>
public sealed class FiguresFile
{
    public const string CurrentSchema = "palinode/figures/1";

    public string Schema { get; init; } = CurrentSchema;
    public required EngineStamp Engine { get; init; }
    public required InputDocument Input { get; init; }

    /// <summary>What the document says of itself; absent for pictures.</summary>
    public ArticleMetadata? Article { get; init; }
    public required ImmutableArray<ReadFigure> Figures { get; init; }
    public required ImmutableArray<string> Remarks { get; init; }

    /// <summary>UTF-8 bytes with a final newline; equal content gives equal bytes.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, FiguresJson.Default.FiguresFile), (byte)'\n'];

    /// <exception cref="JsonException">The bytes are no figures file of a schema this version knows.</exception>
    public static FiguresFile FromJson(ReadOnlySpan<byte> json)
    {
        FiguresFile file = JsonSerializer.Deserialize(json, FiguresJson.Default.FiguresFile) ?? throw new JsonException("The figures file is empty.");
        return file.Schema == CurrentSchema ? file : throw new JsonException($"Expected schema {CurrentSchema}, found {file.Schema}.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true)]
[JsonSerializable(typeof(FiguresFile))]
internal sealed partial class FiguresJson : JsonSerializerContext;

using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>What a panel shows, as far as matching needs to know.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PanelClass>))]
public enum PanelClass
{
    /// <summary>A continuous-tone picture: micrograph, photograph, scan.</summary>
    [JsonStringEnumMemberName("picture")] Picture,

    /// <summary>A strip or membrane of a blot or gel.</summary>
    [JsonStringEnumMemberName("blot")] Blot,

    /// <summary>A chart, dot plot, diagram, table or text: line art.</summary>
    [JsonStringEnumMemberName("plot")] Plot,

    [JsonStringEnumMemberName("other")] Other,
}

/// <summary>One panel, and whether it was examined. What is not listed as examined was not.</summary>
public sealed class CoverageEntry
{
    public required string Document { get; init; }
    public int? Page { get; init; }
    public string? Figure { get; init; }
    public string? Panel { get; init; }

    /// <summary>Name of a strip as printed beside it.</summary>
    public string? Row { get; init; }

    /// <summary>"row 2, column 3" among the pictures of the same panel letter, or of the figure where it has no letters.</summary>
    public string? Position { get; init; }
    public required Box Box { get; init; }
    public required PanelClass Class { get; init; }

    /// <summary>What it shows, as the model judges it.</summary>
    public PanelKind? Kind { get; init; }

    /// <summary>Width and height in the pixels that were compared.</summary>
    public required int PixelWidth { get; init; }
    public required int PixelHeight { get; init; }
    public required bool Examined { get; init; }

    /// <summary>Why a panel was not examined ("plot", "below 40 px"); empty where it was.</summary>
    public required string Why { get; init; }

    /// <summary>What could not be decided for a panel although it was examined ("too small for pixel evidence"); absent where there is no such limit.</summary>
    public string? Limits { get; init; }
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>What is alike: a whole panel, part of one, a blot strip (or a run of its lanes), or one band.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Unit>))]
public enum Unit
{
    [JsonStringEnumMemberName("image")] Image,
    [JsonStringEnumMemberName("region")] Region,
    [JsonStringEnumMemberName("blot")] Blot,
    [JsonStringEnumMemberName("band")] Band,
}

/// <summary>Whether both regions are of one document or of two.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Relation>))]
public enum Relation
{
    [JsonStringEnumMemberName("within")] Within,
    [JsonStringEnumMemberName("across")] Across,
}

/// <summary>Cuts on significance; what each means as an expected number of accidents stands in docs/methods/significance.md.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Confidence>))]
public enum Confidence
{
    [JsonStringEnumMemberName("high")] High,
    [JsonStringEnumMemberName("moderate")] Moderate,
    [JsonStringEnumMemberName("low")] Low,
}

/// <summary>One place in a document.</summary>
public sealed class Region
{
    /// <summary>Path below the deepest folder that holds all inputs, with forward slashes.</summary>
    public required string Document { get; init; }

    /// <summary>Counted from 1; absent for an image that is a document of its own.</summary>
    public int? Page { get; init; }

    /// <summary>In fractions of the page (or image).</summary>
    public required Box Box { get; init; }

    /// <summary>The figure's number as captions print it, without the word: "3", "S2".</summary>
    public string? Figure { get; init; }
    public string? Panel { get; init; }

    /// <summary>Name of a strip as printed beside it.</summary>
    public string? Row { get; init; }

    /// <summary>Names of the lanes as printed, joined by commas; "lanes 2–3" where they have none; absent for a whole strip.</summary>
    public string? Lane { get; init; }

    /// <summary>"row 2, column 3" among the pictures of the same panel letter, or of the figure where it has no letters.</summary>
    public string? Position { get; init; }

    /// <summary>Outline of the shared area as x, y, x, y, … in the same fractions as <see cref="Box"/>; absent where the box says it all.</summary>
    public ImmutableArray<double>? Polygon { get; init; }

    /// <summary>The same place with an outline.</summary>
    public Region WithPolygon(ImmutableArray<double> polygon) => new()
    {
        Document = Document, Page = Page, Box = Box, Figure = Figure, Panel = Panel, Row = Row, Lane = Lane, Position = Position, Polygon = polygon,
    };
}

/// <summary>The numbers behind a finding.</summary>
public sealed class EvidenceNumbers
{
    /// <summary>Feature correspondences that agree with the transform; 0 where the finding rests on pixels alone.</summary>
    public required int Inliers { get; init; }

    /// <summary>Tests of this kind that were made in this run (pairs of pictures, of bands, pictures searched for copies). Significance counts over them and over the kind's share of the run: docs/methods/significance.md.</summary>
    public required long Trials { get; init; }

    /// <summary>Zero-mean normalised cross-correlation of the two regions after alignment, −1…1.</summary>
    public required double Zncc { get; init; }

    /// <summary>Root mean square distance of the inliers after the transform, in pixels of B.</summary>
    public required double Residual { get; init; }

    /// <summary>The shared area over the area of the smaller of the two panels, 0…1.</summary>
    public required double AreaFraction { get; init; }

    /// <summary>Matched points as ax, ay, bx, by, … in page fractions, at most 60, strongest first.</summary>
    public ImmutableArray<double> Points { get; init; } = [];
}

/// <summary>What a similarity may be, other than unexpected; a possibility with its reasons, never a verdict.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ContextKind>))]
public enum ContextKind
{
    /// <summary>One picture shows a channel of the other, which shows several.</summary>
    [JsonStringEnumMemberName("merged channel")] MergedChannel,

    /// <summary>Two stains of one field, with a picture of both beside them.</summary>
    [JsonStringEnumMemberName("stains of one field")] StainsOfOneField,

    /// <summary>One place is a part of the other, enlarged.</summary>
    [JsonStringEnumMemberName("zoom inset")] ZoomInset,

    /// <summary>A strip that several experiments on one membrane share.</summary>
    [JsonStringEnumMemberName("loading control")] LoadingControl,

    /// <summary>Neighbours of a series: frames, sections, slices.</summary>
    [JsonStringEnumMemberName("series")] Series,

    /// <summary>A caption says that both places show the same.</summary>
    [JsonStringEnumMemberName("declared")] Declared,

    /// <summary>A caption says that its figure is taken from another work.</summary>
    [JsonStringEnumMemberName("reproduced")] Reproduced,

    /// <summary>Both places are parts of drawings.</summary>
    [JsonStringEnumMemberName("drawing")] Drawing,
}

/// <summary>Two regions that are unexpectedly similar. A finding says nothing about how that came about.</summary>
public sealed record Finding
{
    /// <summary>"F1", "F2", … in order of significance.</summary>
    public required string Id { get; init; }
    public required Unit Unit { get; init; }
    public required Relation Relation { get; init; }
    public required Region A { get; init; }
    public required Region B { get; init; }
    public required Transform BFromA { get; init; }

    /// <summary>−log10 of the number of matches this good that are expected by accident over the whole run.</summary>
    public required double Significance { get; init; }
    public required Confidence Confidence { get; init; }
    public required EvidenceNumbers Evidence { get; init; }

    /// <summary>What the fine grain of both places says; absent where it was not looked at.</summary>
    public PixelEvidence? Pixels { get; init; }

    /// <summary>What the similarity may be, and the facts that say so, a sentence each; never a reason to drop the finding or to count it less.</summary>
    public ImmutableArray<string> Context { get; init; } = [];

    /// <summary>The kind of each sentence of <see cref="Context"/>, in the same order; empty in results of versions that did not tell it.</summary>
    public ImmutableArray<ContextKind> ContextKinds { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Paths of evidence pictures relative to findings.json.</summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>The same finding under another id.</summary>
    public Finding WithId(string id) => this with { Id = id };

    /// <summary>The same finding with its evidence pictures.</summary>
    public Finding WithImages(ImmutableArray<string> images) => this with { Images = images };

    /// <summary>The same finding with what it may be.</summary>
    public Finding WithContext(ImmutableArray<string> context, ImmutableArray<ContextKind> kinds) => this with { Context = context, ContextKinds = kinds };

    /// <summary>The same finding with the outlines of what both places share and the verdict on their grain.</summary>
    public Finding WithPixels(Region a, Region b, PixelEvidence pixels) => this with { A = a, B = b, Pixels = pixels };
}

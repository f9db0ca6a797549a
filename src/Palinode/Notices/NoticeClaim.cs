using System.Text.Json.Serialization;
using Palinode.Articles.Notation;

namespace Palinode.Notices;

/// <summary>How the places of a claim stand to each other, or what is said of one place alone.</summary>
[JsonConverter(typeof(CamelCase<ClaimRelation>))]
public enum ClaimRelation
{
    /// <summary>Something is the matter, the text does not say what.</summary>
    Unspecified,

    /// <summary>The same: duplicated, identical, reused, republished.</summary>
    Duplicate,

    /// <summary>They share an area or a part.</summary>
    Overlap,

    /// <summary>They look alike, no more is said.</summary>
    Similar,

    /// <summary>Features repeat within one picture.</summary>
    Repetition,

    /// <summary>A picture is put together from several.</summary>
    Splice,

    /// <summary>Something was added, taken away or changed.</summary>
    Alteration,

    /// <summary>Pictures were exchanged, or one stands in another's place.</summary>
    Swap,

    /// <summary>Features that are not expected, without more.</summary>
    Anomaly,
}

/// <summary>What a claim speaks of.</summary>
[JsonConverter(typeof(CamelCase<ClaimUnit>))]
public enum ClaimUnit { NotStated, Figure, Panel, Image, Blot, Band, Strip, Lane, Gel, Background, Section, Plot, DataPoints, Data }

/// <summary>How sure the notice says it is.</summary>
[JsonConverter(typeof(CamelCase<Certainty>))]
public enum Certainty
{
    /// <summary>"were duplicated"</summary>
    Stated,

    /// <summary>"appears to", "seem to", "apparently"</summary>
    Apparent,

    /// <summary>"may", "potential", "possible"</summary>
    Possible,

    /// <summary>"alleged", "suspected", "reported"</summary>
    Alleged,
}

/// <summary>Which target belongs with which source.</summary>
[JsonConverter(typeof(CamelCase<Pairing>))]
public enum Pairing
{
    /// <summary>One side holds no more than one place, or the text says that every target stands to every source.</summary>
    Each,

    /// <summary>In their order; the text says so.</summary>
    Respective,

    /// <summary>The targets stand to each other; there are no sources.</summary>
    Among,

    /// <summary>Several on both sides, and the text does not say which with which.</summary>
    Ambiguous,

    /// <summary>The claim is about each target alone.</summary>
    Alone,
}

/// <summary>Which came first, where the text says so.</summary>
[JsonConverter(typeof(CamelCase<ClaimDirection>))]
public enum ClaimDirection { NotStated, FromSource, ToSource }

/// <summary>When another work appeared, seen from the article.</summary>
[JsonConverter(typeof(CamelCase<WorkTiming>))]
public enum WorkTiming { NotStated, Earlier, Concurrent, Later }

/// <summary>Who wrote another work.</summary>
[JsonConverter(typeof(CamelCase<WorkAuthors>))]
public enum WorkAuthors { NotStated, Same, Different }

/// <summary>A mirror image, as far as the text tells its axis.</summary>
[JsonConverter(typeof(CamelCase<ClaimFlip>))]
public enum ClaimFlip
{
    None,
    Horizontal,
    Vertical,

    /// <summary>"which has been flipped"</summary>
    AxisNotStated,
}

/// <summary>How a target follows from its source. Words are enough: an angle is given only where the text names one.</summary>
public sealed record ClaimTransform
{
    public ClaimFlip Flip { get; init; }

    /// <summary>Degrees as the text gives them.</summary>
    public double? Rotation { get; init; }

    /// <summary>A rotation is named without an angle.</summary>
    public bool RotationNotStated { get; init; }

    /// <summary>Cropped, resized, stretched, recoloured: as named.</summary>
    public Sequence<string> Other { get; init; }
    public TextSpan? Span { get; init; }
}

/// <summary>A place in the article the notice is about.</summary>
public sealed record ClaimTarget
{
    /// <summary>Canonical, see <see cref="FigureNumber"/>.</summary>
    public required string Figure { get; init; }
    public string? Panel { get; init; }
    public string? Row { get; init; }
    public string? Lane { get; init; }

    /// <summary>Lanes by count: "2–5", "3".</summary>
    public string? Lanes { get; init; }

    /// <summary>"upper right"</summary>
    public string? Position { get; init; }
    public TextSpan? Span { get; init; }
}

/// <summary>What the targets are compared with: a place in the same article, a place in another work, or another work as a whole.</summary>
public sealed record ClaimSource
{
    /// <summary>Absent where only the work is named.</summary>
    public string? Figure { get; init; }
    public string? Panel { get; init; }
    public string? Row { get; init; }
    public string? Lane { get; init; }
    public string? Lanes { get; init; }
    public string? Position { get; init; }

    /// <summary>The <see cref="NoticeReference.Id"/> of the work; absent for the same article and for works that are not named.</summary>
    public string? Reference { get; init; }

    /// <summary>The source is another work, named or not.</summary>
    public bool OtherWork { get; init; }

    /// <summary>The work as the text speaks of it where it has no reference: "Example et al. 2020".</summary>
    public string? Work { get; init; }
    public WorkTiming Timing { get; init; }
    public WorkAuthors WorkAuthors { get; init; }
    public TextSpan? Span { get; init; }
}

/// <summary>One statement about places in figures.</summary>
public sealed record NoticeClaim
{
    /// <summary>Empty where the text names no figure.</summary>
    public Sequence<ClaimTarget> Targets { get; init; }
    public Sequence<ClaimSource> Sources { get; init; }
    public required ClaimRelation Relation { get; init; }

    /// <summary>"partial duplicates", "sections of".</summary>
    public bool Partial { get; init; }
    public Pairing Pairing { get; init; }
    public ClaimDirection Direction { get; init; }
    public ClaimUnit Unit { get; init; }

    /// <summary>What the pictures show, as named: "western blot", "actin".</summary>
    public string? Content { get; init; }

    /// <summary>Absent where none is named.</summary>
    public ClaimTransform? Transform { get; init; }
    public required Certainty Certainty { get; init; }

    /// <summary>The words the certainty rests on: "appears to".</summary>
    public TextSpan? Hedge { get; init; }

    /// <summary>It sums up claims that follow one by one.</summary>
    public bool Summary { get; init; }

    /// <summary>Path of the evidence, or id of the finding, in notices that are composed from a case.</summary>
    public string? Evidence { get; init; }
    public TextSpan? Span { get; init; }
}

using System.Collections.Immutable;

namespace Palinode.Evidence;

/// <summary>Findings whose regions share one source, directly or through each other: one story instead of several pairs.</summary>
public sealed class FindingGroup
{
    /// <summary>"G1", "G2", … in the order of their most significant findings.</summary>
    public required string Id { get; init; }

    /// <summary>Ids of at least two findings, most significant first.</summary>
    public required ImmutableArray<string> Findings { get; init; }

    /// <summary>The places, each once, in the order of the documents and their pages; a place that several findings name has the box around all of theirs.</summary>
    public required ImmutableArray<Region> Regions { get; init; }

    /// <summary>Where findings of the group do not agree with each other, a sentence each; empty where all can be true together.</summary>
    public required ImmutableArray<string> Conflicts { get; init; }
}

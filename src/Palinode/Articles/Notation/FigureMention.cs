using System.Collections.Immutable;

namespace Palinode.Articles.Notation;

/// <summary>A place in a text that names figures or their parts.</summary>
public sealed class FigureMention
{
    /// <summary>First character, from 0.</summary>
    public required int Start { get; init; }

    /// <summary>Characters.</summary>
    public required int Length { get; init; }

    /// <summary>In the order of the text, ranges written out, each once; never empty.</summary>
    public required ImmutableArray<EvidenceAddress> Addresses { get; init; }

    /// <summary>The mention names no figure itself ("panels G and K"); it is taken from the mention before.</summary>
    public bool FromContext { get; init; }

    /// <summary>The number of a bracketed reference that follows: "2" in "Figure 6B of [2]". Then the figure belongs to that work.</summary>
    public string? Reference { get; init; }
}

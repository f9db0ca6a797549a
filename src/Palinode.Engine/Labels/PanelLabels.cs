using System.Collections.Immutable;
using Palinode.Evidence;

namespace Palinode.Engine.Labels;

/// <summary>Where a panel stands in its figure, in the words a reader would use.</summary>
public sealed record PanelLabels
{
    public static PanelLabels None { get; } = new();

    /// <summary>Upper-case letter of the panel that this picture belongs to, or null.</summary>
    public string? Letter { get; init; }

    /// <summary>Name of a strip, or null.</summary>
    public Label? Row { get; init; }

    /// <summary>Lanes of a strip from left to right; empty where they are not known.</summary>
    public ImmutableArray<Lane> Lanes { get; init; } = [];

    /// <summary>Place among the pictures of the same letter, or of the figure where it has no letters; null where there is one picture only.</summary>
    public GridPosition? Position { get; init; }

    /// <summary>Name of the lanes that a stretch of the strip covers by half or more; null where it covers all of them, or none is known.</summary>
    /// <param name="x0">Left end in page fractions.</param>
    /// <param name="x1">Right end in page fractions.</param>
    public string? LanesAt(double x0, double x1)
    {
        List<int> covered = [.. Enumerable.Range(0, Lanes.Length).Where(i => Math.Min(x1, Lanes[i].X1) - Math.Max(x0, Lanes[i].X0) >= 0.5 * Math.Min(Lanes[i].X1 - Lanes[i].X0, x1 - x0))];
        if (covered.Count == 0 || covered.Count == Lanes.Length) return null;
        if (covered.All(i => Lanes[i].Name is not null)) return string.Join(", ", covered.Select(i => Lanes[i].Name!.Text));
        return covered.Count == 1 ? $"lane {covered[0] + 1}" : $"lanes {covered[0] + 1}–{covered[^1] + 1}";
    }
}

/// <summary>A lettered part of a figure with everything that belongs to it.</summary>
/// <param name="Letter">Its printed letter, told in upper case.</param>
/// <param name="Box">Around the letter, its pictures, strips and their names, in page fractions.</param>
public sealed record LetteredPart(Label Letter, Box Box);

/// <summary>What was read in one figure.</summary>
/// <param name="Panels">One entry for each panel, in the same order.</param>
/// <param name="Parts">The lettered parts in the order of their letters.</param>
public sealed record FigureLabels(ImmutableArray<PanelLabels> Panels, ImmutableArray<LetteredPart> Parts);

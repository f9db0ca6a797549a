using System.Globalization;

namespace Palinode.Articles.Notation;

/// <summary>Where something stands from top to bottom.</summary>
public enum Height { Upper, Middle, Lower }

/// <summary>Where something stands from left to right.</summary>
public enum Side { Left, Centre, Right }

/// <summary>A place in words: "upper right", "lower", "left". At least one of the two is given.</summary>
public readonly record struct Placement
{
    public Placement(Height? height, Side? side)
    {
        if (height is null && side is null) throw new ArgumentException("A placement names a height, a side, or both.");
        (Height, Side) = (height, side);
    }

    public Height? Height { get; }
    public Side? Side { get; }

    public override string ToString() => $"{Height} {Side}".Trim().ToLowerInvariant();
}

/// <summary>Neighbouring lanes, counted from 1 at the left, both ends included.</summary>
public readonly record struct LaneRun
{
    /// <summary>No gel has more.</summary>
    internal const int Most = 99;

    public LaneRun(int first, int last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(last, Most);
        (First, Last) = (first, last);
    }

    public int First { get; }
    public int Last { get; }

    /// <summary>"lane 3", "lanes 2–5".</summary>
    public override string ToString() => First == Last ? string.Create(CultureInfo.InvariantCulture, $"lane {First}") : string.Create(CultureInfo.InvariantCulture, $"lanes {First}–{Last}");
}

/// <summary>
/// Where evidence stands in an article, as people name it: "Figure 4C, IL-6R, Ctrl". Equal addresses are equal values;
/// <see cref="FigureNotation"/> reads and prints them.
/// </summary>
public sealed record EvidenceAddress
{
    /// <exception cref="ArgumentException">A number or panel that is not in canonical form, an empty name, or a lane both named and counted.</exception>
    public EvidenceAddress(string figure, string? panel = null, Placement? position = null, string? row = null, string? lane = null, LaneRun? lanes = null)
    {
        if (!FigureNumber.IsCanonical(figure)) throw new ArgumentException($"\"{figure}\" is no figure number.", nameof(figure));
        if (panel is not null && !PanelLabel.IsCanonical(panel)) throw new ArgumentException($"\"{panel}\" is no panel label.", nameof(panel));
        if (lane is not null && lanes is not null) throw new ArgumentException("A lane is named or counted, not both.", nameof(lanes));
        Figure = figure;
        Panel = panel;
        Position = position;
        Row = Name(row, nameof(row));
        Lane = Name(lane, nameof(lane));
        Lanes = lanes;
    }

    /// <summary>The figure's number; see <see cref="FigureNumber"/>.</summary>
    public string Figure { get; }

    /// <summary>The panel's label; see <see cref="PanelLabel"/>. Null for the whole figure.</summary>
    public string? Panel { get; }

    /// <summary>A place within the panel, or within the figure where no panel is named.</summary>
    public Placement? Position { get; }

    /// <summary>The name of a blot's strip or of a row of pictures: "IL-6R".</summary>
    public string? Row { get; }

    /// <summary>The name of a lane or column: "Ctrl".</summary>
    public string? Lane { get; }

    /// <summary>Lanes by count.</summary>
    public LaneRun? Lanes { get; }

    public override string ToString() => FigureNotation.Print(this);

    /// <summary>Names are one line; runs of blanks count as one.</summary>
    private static string? Name(string? name, string parameter)
    {
        if (name is null) return null;
        string clean = string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return clean.Length > 0 ? clean : throw new ArgumentException("A name must not be empty.", parameter);
    }
}

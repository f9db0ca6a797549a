using System.Collections.Immutable;
using System.Globalization;
using Palinode.Evidence;

namespace Palinode.Training;

/// <summary>One panel with its kind.</summary>
/// <param name="Group">The article it comes from, or what drew it: examples of one group are alike and never stand on both sides of a test.</param>
/// <param name="Origin">Articles alone are tested.</param>
/// <param name="Kind">What a person, or the painter, says it is.</param>
/// <param name="RulesSay">Class that the rules of the splitter gave.</param>
/// <param name="Hints">Kinds that the caption speaks of; empty for what is drawn.</param>
/// <param name="Features">See PanelFeatures.</param>
internal sealed record Example(string Group, Origin Origin, PanelKind Kind, PanelClass RulesSay, ImmutableArray<PanelKind> Hints, float[] Features)
{
    public static Example OfDrawing(string group, PanelKind kind, float[] features) => new(group, Origin.Drawn, kind, PanelClass.Other, [], features);

    /// <summary>A line of the file that "measure" writes and "train" reads.</summary>
    public string ToLine() => string.Join('\t', Group, Origin, Kind, RulesSay, string.Join(',', Hints), string.Join(' ', Features.Select(f => f.ToString("R", CultureInfo.InvariantCulture))));

    public static Example Parse(string line)
    {
        string[] f = line.Split('\t');
        return new Example(f[0], Enum.Parse<Origin>(f[1]), Enum.Parse<PanelKind>(f[2]), Enum.Parse<PanelClass>(f[3]),
            [.. f[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<PanelKind>)], [.. f[5].Split(' ').Select(v => float.Parse(v, CultureInfo.InvariantCulture))]);
    }
}

internal enum Origin
{
    /// <summary>A panel of an article as it is.</summary>
    Article,

    /// <summary>A worn or reduced copy of an article's panel: for training only.</summary>
    Altered,

    /// <summary>Drawn by a program, or a crop of an open picture: for training only.</summary>
    Drawn,
}

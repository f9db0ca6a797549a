namespace Palinode.Articles.Notation;

/// <summary>What a text says about a place beyond figure and panel.</summary>
internal sealed class Qualifiers
{
    public List<string> Panels { get; } = [];
    public List<string> Rows { get; } = [];
    public List<string> LaneNames { get; } = [];
    public List<LaneRun> Lanes { get; } = [];
    public Placement? Position { get; set; }
    public bool IsEmpty => Panels.Count == 0 && Rows.Count == 0 && LaneNames.Count == 0 && Lanes.Count == 0 && Position is null;

    /// <summary>Names of strips and lanes: they are understood only next to their figure.</summary>
    public bool HasNames => Rows.Count > 0 || LaneNames.Count > 0;

    /// <summary>Every address with every panel, row and lane that is named.</summary>
    public List<EvidenceAddress> Apply(IEnumerable<EvidenceAddress> addresses)
    {
        List<EvidenceAddress> all = [];
        foreach (EvidenceAddress a in addresses)
            foreach (string? panel in Panels.Count > 0 ? Panels.Select(p => PanelOf(a, p)).Distinct() : new[] { a.Panel })
                foreach (string? row in Rows.Count > 0 ? Rows : new[] { a.Row }.AsEnumerable())
                {
                    if (Lanes.Count > 0) all.AddRange(Lanes.Select(run => new EvidenceAddress(a.Figure, panel, Position ?? a.Position, row, null, run)));
                    else if (LaneNames.Count > 0) all.AddRange(LaneNames.Select(name => new EvidenceAddress(a.Figure, panel, Position ?? a.Position, row, name)));
                    else all.Add(new EvidenceAddress(a.Figure, panel, Position ?? a.Position, row, a.Lane, a.Lanes));
                }
        return all;
    }

    /// <summary>A numbered panel is a part of the lettered one: "Figure 2B, panel 3" is 2B(3). Without a letter it has no canonical name.</summary>
    private static string? PanelOf(EvidenceAddress a, string panel) => !char.IsAsciiDigit(panel[0]) ? panel : a.Panel is { } letter && !letter.EndsWith(')') ? $"{letter}({panel})" : a.Panel;
}

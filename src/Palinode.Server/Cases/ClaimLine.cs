using System.Globalization;
using Palinode.Articles.Notation;
using Palinode.Cases;
using Palinode.Notices;

namespace Palinode.Server.Cases;

/// <summary>A claim in one neutral line, for lists: "Figures 3B and 3D: duplicate of Figure 8B (apparent)".</summary>
internal static class ClaimLine
{
    public static string Of(NoticeClaim claim)
    {
        string targets = Places(claim.Targets.Select(t => (t.Figure, t.Panel, t.Row, t.Lane, t.Lanes, t.Position)));
        string relation = (claim.Partial ? "partial " : "") + CaseWords.Of(claim.Relation);
        string sources = string.Join("; ", claim.Sources.GroupBy(s => (s.Reference, s.Work, s.OtherWork)).Select(g => Source(g.Key.Reference, g.Key.Work, g.Key.OtherWork, [.. g])));
        string shape = Shape(claim.Transform);
        return $"{targets}: {relation}{(sources.Length == 0 ? "" : $" – {sources}")}{(claim.Content is null ? "" : $", {claim.Content}")}{shape} ({CaseWords.Of(claim.Certainty)})";
    }

    /// <summary>A claim's place as an address; null where it is not in canonical form.</summary>
    private static EvidenceAddress? Address((string Figure, string? Panel, string? Row, string? Lane, string? Lanes, string? Position) p)
    {
        try
        {
            LaneRun? lanes = p.Lanes?.Split('–') is { } ends && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first) && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last) ? new LaneRun(first, last) : null;
            return new EvidenceAddress(p.Figure, p.Panel, null, p.Row, p.Lane, lanes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Places as they are typed and read: "Figures 3B and 3D".</summary>
    public static string Places(IEnumerable<(string Figure, string? Panel, string? Row, string? Lane, string? Lanes, string? Position)> places)
    {
        var all = places.ToArray();
        EvidenceAddress?[] addresses = [.. all.Select(Address)];
        return addresses.All(a => a is not null) && addresses.Length > 0 ? FigureNotation.Print(addresses!) : string.Join("; ", all.Select(p => $"Figure {p.Figure}{p.Panel}"));
    }

    private static string Source(string? reference, string? work, bool other, ClaimSource[] sources)
    {
        string where = Places(sources.Where(s => s.Figure is not null).Select(s => (s.Figure!, s.Panel, s.Row, s.Lane, s.Lanes, s.Position)));
        string of = reference is not null ? $"work [{reference}]" : work ?? (other ? "another work" : "");
        return (where.Length, of.Length) switch { (0, _) => of, (_, 0) => where, _ => $"{where} of {of}" };
    }

    private static string Shape(ClaimTransform? t) => t is null ? "" : string.Concat(((string?[])[
        t.Flip switch { ClaimFlip.None => null, ClaimFlip.AxisNotStated => "flipped", var f => $"flipped {CaseWords.Of(f)}ly" },
        t.Rotation is { } degrees ? string.Create(CultureInfo.InvariantCulture, $"rotated by {degrees}°") : t.RotationNotStated ? "rotated" : null, .. t.Other]).Where(w => w is not null).Select(w => $", {w}"));
}

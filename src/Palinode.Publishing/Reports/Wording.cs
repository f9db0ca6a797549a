using System.Globalization;
using Palinode.Articles.Notation;
using Palinode.Evidence;

namespace Palinode.Publishing.Reports;

/// <summary>How a report speaks: neutral, exact, never of motive.</summary>
public static class Wording
{
    /// <summary>"Figure 4C, IL-6R, Ctrl" where the address is known, "Figure 4A, row 1, column 2" for one of several pictures, "Figure 4 (page 5, upper left)" where only the figure is known, else the place: "page 4, upper right".</summary>
    public static string Address(Region region)
    {
        if (region.Figure is null) return Place(region);
        string address = EvidenceAddressOf(region) is { } known ? FigureNotation.Print(known) : AsFound(region);
        if (region.Position is { } position) address += $", {position}";
        return region.Panel is null ? $"{address} ({Place(region)})" : address;
    }

    /// <summary>"Figure 4C, IL-6R, Ctrl ↔ Figure 4E, VEGF, PBS (flipped horizontally)".</summary>
    /// <param name="finding">Both places and the way from A to B.</param>
    /// <param name="nameDocuments">Whether to say which document each place is in; once where it is the same.</param>
    public static string Pair(Finding finding, bool nameDocuments)
    {
        string a = Address(finding.A), b = Address(finding.B);
        if (nameDocuments) (a, b) = ($"{finding.A.Document}: {a}", finding.Relation == Relation.Within ? b : $"{finding.B.Document}: {b}");
        return $"{a} ↔ {b} ({finding.BFromA.InWords()})";
    }

    /// <summary>"Figure 3B of suspect.pdf appears again in Figure 8B; and in corpus/paper1.pdf: Figure 3C."</summary>
    public static string Story(FindingGroup group)
    {
        string at = group.Regions[0].Document;
        List<string> again = [];
        foreach (var document in group.Regions.Skip(1).GroupBy(r => r.Document, StringComparer.Ordinal))
        {
            // Places that are told alike (two parts of one picture) are told once, with their number.
            string places = List([.. document.GroupBy(Address, StringComparer.Ordinal).Select(p => p.Count() == 1 ? p.Key : $"{p.Key} ({p.Count()} places)")]);
            again.Add(document.Key == at ? places : $"{document.Key}: {places}");
        }
        return again.Count == 0 ? $"{Address(group.Regions[0])} appears again within itself." : $"{Address(group.Regions[0])}{(group.Regions.Any(r => r.Document != at) ? $" of {at}" : "")} appears again in {string.Join("; and in ", again)}.";
    }

    private static string List(string[] items) => items.Length == 1 ? items[0] : $"{string.Join(", ", items[..^1])} and {items[^1]}";

    /// <summary>A region's address in the notation that is read and printed; null where its figure or panel has no canonical name ("Scheme 1", "row 2, column 3").</summary>
    public static EvidenceAddress? EvidenceAddressOf(Region region)
    {
        if (region.Figure is not { } figure || !FigureNumber.IsCanonical(figure)) return null;
        if (region.Panel is { } panel && !PanelLabel.IsCanonical(panel)) return null;
        string? row = Named(region.Row), lane = Named(region.Lane);
        LaneRun? counted = lane is null ? null : FigureNotation.ParseAddress($"Figure 1, {lane}") is { Lanes: { } run, Row: null } ? run : null;
        return new EvidenceAddress(figure, region.Panel, null, row, counted is null ? lane : null, counted);
    }

    private static string? Named(string? name) => string.IsNullOrWhiteSpace(name) ? null : name;

    private static string AsFound(Region region)
    {
        string figure = region.Figure!.Length > 0 && char.IsAsciiLetterOrDigit(region.Figure[0]) && region.Figure.Contains(' ', StringComparison.Ordinal) ? region.Figure : $"Figure {region.Figure}";
        string panel = region.Panel is { Length: > 2 } phrase ? $", {phrase}" : region.Panel ?? "";
        return string.Join(", ", new[] { figure + panel, region.Row, region.Lane }.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    /// <summary>The place on the page in words.</summary>
    public static string Place(Region region)
    {
        string down = region.Box.CentreY < 1 / 3.0 ? "upper" : region.Box.CentreY < 2 / 3.0 ? "middle" : "lower";
        string across = region.Box.CentreX < 1 / 3.0 ? "left" : region.Box.CentreX < 2 / 3.0 ? "centre" : "right";
        return region.Page is { } page ? $"page {page}, {down} {across}" : $"{down} {across}";
    }

    /// <summary>The verdict on the grain, in words and with its number.</summary>
    public static string OfPixels(PixelEvidence pixels) => pixels.Verdict switch
    {
        PixelVerdictKind.SamePixels => string.Create(CultureInfo.InvariantCulture, $"same pixels – the fine grain of both agrees, not only the shapes (correlation {pixels.Correlation:0.00})"),
        PixelVerdictKind.SameScene => string.Create(CultureInfo.InvariantCulture, $"same scene – the shapes agree, the fine grain does not (correlation {pixels.Correlation:0.00})"),
        _ => pixels.Reason switch
        {
            "resolution" => "undetermined – too few pixels to compare fine grain",
            "JPEG" => "undetermined – JPEG compression has removed the fine grain",
            "blur" => "undetermined – too little fine grain to compare",
            "alignment" => "undetermined – the two places are not close enough in register to compare fine grain",
            _ => "undetermined",
        },
    };

    public static string OfUnit(Unit unit) => unit switch
    {
        Unit.Image => "whole image",
        Unit.Region => "part of an image",
        Unit.Blot => "blot strip",
        _ => "bands of a blot",
    };

    public static string OfConfidence(Confidence confidence) => confidence switch
    {
        Confidence.High => "high",
        Confidence.Moderate => "moderate",
        _ => "low",
    };

    public static string OfClass(PanelClass kind) => kind switch
    {
        PanelClass.Picture => "picture",
        PanelClass.Blot => "blot",
        PanelClass.Plot => "plot",
        _ => "other",
    };

    /// <summary>What a significance means: how many runs like this one would show such a match by accident.</summary>
    public static string Chance(double significance)
    {
        if (significance >= 9) return "such a match would be expected by accident in fewer than one in 1,000,000,000 runs like this one";
        double runs = Math.Pow(10, significance);
        if (runs < 2) return "a match like this is expected by accident about once in a run like this one";
        double rounded = runs < 10 ? Math.Round(runs) : Math.Round(runs / Math.Pow(10, Math.Floor(Math.Log10(runs)))) * Math.Pow(10, Math.Floor(Math.Log10(runs)));
        return string.Create(CultureInfo.InvariantCulture, $"such a match would be expected by accident in about one in {rounded:#,0} runs like this one");
    }
}

using System.Globalization;
using Palinode.Evidence;

namespace Palinode.Publishing.Reports;

/// <summary>How a report speaks: neutral, exact, never of motive.</summary>
public static class Wording
{
    /// <summary>"Figure 4C, IL-6R, Ctrl" where the address is known, else the place: "page 4, upper right".</summary>
    public static string Address(Region region)
    {
        string place = Place(region);
        if (region.Figure is null) return place;
        string address = $"Figure {region.Figure}{region.Panel}";
        if (region.Row is { } row) address += $", {row}";
        if (region.Lane is { } lane) address += $", {lane}";
        return region.Panel is null ? $"{address} ({place})" : address;
    }

    /// <summary>The place on the page in words.</summary>
    public static string Place(Region region)
    {
        string down = region.Box.CentreY < 1 / 3.0 ? "upper" : region.Box.CentreY < 2 / 3.0 ? "middle" : "lower";
        string across = region.Box.CentreX < 1 / 3.0 ? "left" : region.Box.CentreX < 2 / 3.0 ? "centre" : "right";
        return region.Page is { } page ? $"page {page}, {down} {across}" : $"{down} {across}";
    }

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

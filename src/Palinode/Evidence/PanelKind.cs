using System.Text.Json.Serialization;

namespace Palinode.Evidence;

/// <summary>
/// What a panel shows, as a reader would call it. Finer than <see cref="PanelClass"/>, on which matching depends; a model decides it from
/// the pixels, and it may be wrong: docs/methods/classes.md gives the accuracy of each.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<PanelKind>))]
public enum PanelKind
{
    /// <summary>A strip or membrane of a blot, or a gel.</summary>
    [JsonStringEnumMemberName("blot or gel")] BlotOrGel,

    /// <summary>Light on a dark ground: cells or tissue under a fluorescence microscope, in colour or grey.</summary>
    [JsonStringEnumMemberName("fluorescence micrograph")] Fluorescence,

    /// <summary>Stained tissue or cells in transmitted light: histology, immunohistochemistry, stained invasion and adhesion assays.</summary>
    [JsonStringEnumMemberName("histology")] Histology,

    [JsonStringEnumMemberName("electron micrograph")] ElectronMicrograph,

    /// <summary>Unstained cells in transmitted light: phase contrast, bright field.</summary>
    [JsonStringEnumMemberName("phase contrast")] PhaseContrast,

    /// <summary>Dot plots, contours and histograms of flow cytometry.</summary>
    [JsonStringEnumMemberName("flow cytometry")] FlowCytometry,

    /// <summary>Any other chart.</summary>
    [JsonStringEnumMemberName("plot")] Plot,

    /// <summary>What a camera took: plates, animals, gel boxes, people, things.</summary>
    [JsonStringEnumMemberName("photograph")] Photograph,

    /// <summary>Radiographs, tomograms, angiograms, ultrasound.</summary>
    [JsonStringEnumMemberName("medical scan")] MedicalScan,

    /// <summary>Schemes, formulas, molecules, maps.</summary>
    [JsonStringEnumMemberName("drawing")] Drawing,

    [JsonStringEnumMemberName("table")] Table,

    /// <summary>Words, legends, keys, rules, logos, blank areas.</summary>
    [JsonStringEnumMemberName("other")] Other,
}

/// <summary>Kinds in words.</summary>
public static class PanelKindWords
{
    /// <summary>The words that findings.json uses, for printing: "fluorescence micrograph".</summary>
    public static string InWords(this PanelKind kind) => kind switch
    {
        PanelKind.BlotOrGel => "blot or gel",
        PanelKind.Fluorescence => "fluorescence micrograph",
        PanelKind.Histology => "histology",
        PanelKind.ElectronMicrograph => "electron micrograph",
        PanelKind.PhaseContrast => "phase contrast",
        PanelKind.FlowCytometry => "flow cytometry",
        PanelKind.Plot => "plot",
        PanelKind.Photograph => "photograph",
        PanelKind.MedicalScan => "medical scan",
        PanelKind.Drawing => "drawing",
        PanelKind.Table => "table",
        PanelKind.Other => "other",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of panel."),
    };

    /// <summary>Whether such a panel is a recording of something (compared), not line art or text (not compared).</summary>
    public static bool IsRecorded(this PanelKind kind) =>
        kind is PanelKind.BlotOrGel or PanelKind.Fluorescence or PanelKind.Histology or PanelKind.ElectronMicrograph or PanelKind.PhaseContrast or PanelKind.Photograph or PanelKind.MedicalScan;
}

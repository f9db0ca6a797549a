using System.Collections.Immutable;
using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>
/// Kinds of panels that a caption speaks of. A caption of many panels speaks of many kinds and says not which is which: hints favour, they
/// do not decide. Plots have none, because captions tell of what was counted and not that it is a chart.
/// </summary>
internal static class CaptionHints
{
    // Beginnings of words, lower case; they are looked for at the beginning of a word.
    private static readonly (PanelKind Kind, string[] Words)[] Known =
    [
        (PanelKind.BlotOrGel, ["western", "immunoblot", "blot", "electrophores", "agarose", "sds-page", "zymogra", "rt-pcr"]),
        (PanelKind.Fluorescence, ["fluoresc", "immunofluoresc", "confocal", "dapi", "hoechst", "gfp", "egfp", "tunel"]),
        (PanelKind.Histology, ["histolog", "histopatholog", "hematoxylin", "haematoxylin", "h&e", "h & e", "immunohistochem", "nissl", "cresyl", "masson", "giemsa", "crystal violet", "biops", "photomicrograph"]),
        (PanelKind.ElectronMicrograph, ["electron micro", "transmission electron", "scanning electron", "ultrastruct"]),
        (PanelKind.PhaseContrast, ["phase contrast", "phase-contrast", "bright-field", "bright field", "brightfield", "wound healing", "scratch"]),
        (PanelKind.FlowCytometry, ["flow cytom", "facs", "cytometr", "annexin", "propidium", "cell cycle"]),
        (PanelKind.Photograph, ["photograph", "photo ", "photos", "macroscopic", "gross ", "intraoperative", "clinical appearance", "clinical picture", "specimen"]),
        (PanelKind.MedicalScan, ["mri", "magnetic resonance", "ct ", "computed tomogra", "tomogra", "radiogra", "angiogra", "enterogra", "ultraso", "x-ray", "t1-weighted", "t2-weighted"]),
        (PanelKind.Drawing, ["schem", "diagram", "illustrat", "workflow", "proposed mechanism", "chemical structure", "crystal structure", "docking", "map of"]),
        (PanelKind.Table, ["table"]),
    ];

    public static ImmutableArray<PanelKind> Find(string? caption)
    {
        if (string.IsNullOrEmpty(caption)) return [];
        string text = caption.ToLowerInvariant();
        return [.. Known.Where(k => k.Words.Any(w => Begins(text, w))).Select(k => k.Kind)];
    }

    private static bool Begins(string text, string word)
    {
        for (int at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1])) return true;
        return false;
    }
}

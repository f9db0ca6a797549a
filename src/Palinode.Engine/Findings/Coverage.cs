using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Evidence;

namespace Palinode.Engine.Findings;

/// <summary>Which panels can be examined, and why the others cannot.</summary>
internal static class Coverage
{
    /// <summary>Why a panel is not examined; null where it is.</summary>
    public static string? WhyNot(Panel panel) => panel.NotExaminable ?? panel.Class switch
    {
        PanelClass.Plot => panel.Kind.IsRecorded() || panel.Kind == PanelKind.Other ? "plot or line drawing" : panel.Kind.InWords(),
        PanelClass.Other => "neither a picture nor a blot",
        _ => null,
    };

    public static CoverageEntry Of(Panel panel, PanelLabels labels)
    {
        string? why = WhyNot(panel);
        return new CoverageEntry
        {
            Document = panel.Document,
            Page = panel.Page,
            Figure = panel.Figure,
            Panel = labels.Letter,
            Row = labels.Row?.Text,
            Position = labels.Position?.ToString(),
            Box = panel.Box,
            Class = panel.Class,
            Kind = panel.Kind,
            PixelWidth = panel.Pixels.Width,
            PixelHeight = panel.Pixels.Height,
            Examined = why is null,
            Why = why ?? "",
        };
    }
}

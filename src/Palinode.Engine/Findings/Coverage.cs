using Palinode.Engine.Imaging;
using Palinode.Engine.Labels;
using Palinode.Engine.Panels;
using Palinode.Engine.Verification;
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

    public static CoverageEntry Of(Panel panel, PanelLabels labels, ResidualOptions residuals)
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
            Limits = why is null ? LimitsOf(panel, residuals) : null,
        };
    }

    /// <summary>Why the grain of a panel cannot tell one recording from two, whatever it is compared with.</summary>
    private static string? LimitsOf(Panel panel, ResidualOptions residuals)
    {
        if ((long)panel.Pixels.Width * panel.Pixels.Height < residuals.MinPixels) return "too small for pixel evidence";
        return JpegGrid.Measure(panel.Pixels.ToGray()).Ratio > residuals.MaxGrid ? "JPEG too coarse for pixel evidence" : null;
    }
}

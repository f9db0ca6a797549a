using Palinode.Evidence;

namespace Palinode.Engine.Panels;

/// <summary>
/// Class of a panel from its features; the order of the rules is the order of certainty. Thresholds were read off the distributions of
/// composed figures (1,105 micrographs, 1,181 strips, 394 charts and dot plots) and checked by eye on figures of open-access articles.
/// </summary>
internal static class PanelClassifier
{
    public static PanelClass Classify(PictureFeatures f)
    {
        double aspect = (double)f.Width / f.Height;
        if (f.IsBlank) return PanelClass.Other;
        // Line art on paper. Strips with blank membrane are as pale, but their bands have no drawn edges.
        if (f.Paper > 0.5 && f.Even > 0.3 && f.Soft < 0.8) return PanelClass.Plot;
        // Even colours and few soft edges: maps, matrices, stacked bars. Glass and membrane are as even, but nothing on them is drawn;
        // pale strips of grey membrane are even too.
        bool mayBeStrip = aspect > LeastStripAspect && f.Colour < 6;
        bool evenColours = f.Plain > 0.35 && f.Even > 0.35 && f.OtherTones > 0.06 && f.Mean > 60;
        if (!mayBeStrip && evenColours && (f.Soft < 0.75 || f.Soft < 0.93 && f.Entropy < 4.7)) return PanelClass.Plot;
        // Letters that ran together; stained tissue has as many edges, in colour.
        if (f.LightShare > 0.2 && f.InkShare is > 0.15 and < 0.7 && f.Soft < 0.5 && f.Colour < MostBlotColour) return PanelClass.Plot;
        return aspect > LeastStripAspect && f.Colour < MostBlotColour ? PanelClass.Blot : PanelClass.Picture;
    }

    // Micrographs are printed up to 1.7 times as wide as high, strips from 2 on; films and scans of membranes are nearly grey.
    private const double LeastStripAspect = 1.9;
    private const double MostBlotColour = 14;

    /// <summary>
    /// The class that matching uses: what the rules say, unless the model is sure of the other side. To take line art for a recording costs
    /// time; to take a recording for line art hides it from everyone. So the model needs less to bring a panel in than to keep it out.
    /// </summary>
    /// <param name="rules">What <see cref="Classify"/> said.</param>
    /// <param name="aspect">Width over height.</param>
    /// <param name="pixels">What the model says of the pixels; they alone can keep a panel out.</param>
    /// <param name="told">The same with the caption's help, which may bring a panel in.</param>
    public static PanelClass Settle(PanelClass rules, double aspect, KindVerdict pixels, KindVerdict told) => rules switch
    {
        PanelClass.Plot when told.Kind.IsRecorded() && told.Recorded >= SureOfRecording =>
            told.Kind == PanelKind.BlotOrGel && aspect > LeastStripAspect ? PanelClass.Blot : PanelClass.Picture,
        PanelClass.Picture or PanelClass.Blot when !pixels.Kind.IsRecorded() && pixels.Recorded <= 1 - SureOfLineArt => PanelClass.Plot,
        _ => rules,
    };

    // Read off the cross-validation (eval/results/classes.md).
    private const double SureOfRecording = 0.5;
    private const double SureOfLineArt = 0.94;
}

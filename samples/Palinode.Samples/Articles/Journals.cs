using Palinode.Samples.Layout;
using Palinode.Samples.Pdf;

namespace Palinode.Samples.Articles;

/// <summary>The invented journals; the suspect and paper 3 share one.</summary>
internal static class Journals
{
    public static JournalStyle CellPathways { get; } = new() { Name = "Journal of Cell Pathways (invented)", CaptionLabel = "Figure {0}." };

    public static JournalStyle LettersInTissueMedicine { get; } = new()
    {
        Name = "Letters in Tissue Medicine (invented)", CaptionLabel = "Fig. {0} |", Reference = "Fig.", PageWidth = 612, PageHeight = 792, Margin = 54, Gap = 18,
        Body = Face.Sans, Bold = Face.SansBold, Italic = Face.SansItalic, TextSize = 8.4, Leading = 11, LogoAndBadge = true,
    };

    public static JournalStyle AnnalsOfImaginaryOncology { get; } = new()
    {
        Name = "Annals of Imaginary Oncology (invented)", CaptionLabel = "FIGURE {0}", PageWidth = 595, PageHeight = 794, Margin = 48, Gap = 22, TextSize = 9.6, Leading = 11.8,
    };
}

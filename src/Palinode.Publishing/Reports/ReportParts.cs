using System.Text;
using Palinode.Evidence;

namespace Palinode.Publishing.Reports;

/// <summary>Parts of the report for pages of others, which bring their own frame, styles and pictures. All of it is encoded; nothing has a style or script of its own.</summary>
public static class ReportParts
{
    /// <summary>A section with what was examined and what was not.</summary>
    public static string Coverage(FindingsFile file)
    {
        StringBuilder html = new();
        new CoverageSection(file, html, paper: false).Write();
        return html.ToString();
    }

    /// <summary>A section with the findings that belong together; empty where none do.</summary>
    public static string Groups(FindingsFile file)
    {
        StringBuilder html = new();
        new GroupsSection(file, html).Write();
        return html.ToString();
    }

    /// <summary>The mark of a place, for an SVG in pixels of the picture: see <see cref="PlaceMark"/>.</summary>
    /// <param name="picture">The figure.</param>
    /// <param name="finding">Whose place it is.</param>
    /// <param name="first">Whether it is the first place of the finding.</param>
    /// <param name="colour">As SVG takes it.</param>
    public static string Mark(EvidencePicture picture, Finding finding, bool first, string colour) =>
        PlaceMark.Of(picture, first ? finding.A : finding.B, finding, first, colour, forPrinter: false);
}

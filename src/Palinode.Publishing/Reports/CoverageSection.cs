using System.Text;
using Palinode.Evidence;

namespace Palinode.Publishing.Reports;

/// <summary>What was examined and what was not, panel by panel, with a small map of each page.</summary>
internal sealed class CoverageSection(FindingsFile file, StringBuilder html, bool paper)
{
    public void Write()
    {
        Line("<section aria-labelledby=\"coverage\"><h2 id=\"coverage\">Coverage</h2>");
        Line("<p>What is not listed as examined was not compared with anything, and nothing is said about it.</p>");
        foreach (IGrouping<string, CoverageEntry> document in file.Coverage.GroupBy(c => c.Document))
        {
            int examined = document.Count(c => c.Examined), all = document.Count();
            if (paper) Line($"<h3>{HtmlReport.Text(document.Key)}</h3><p class=\"soft\">{examined} of {all} panels examined</p>");
            else Line($"<details{(file.Inputs.Any(i => i.Document == document.Key && i.Role == "suspect") ? " open" : "")}><summary><b>{HtmlReport.Text(document.Key)}</b> <span class=\"soft\">{examined} of {all} panels examined</span></summary>");
            Line("<table><thead><tr><th>Figure</th><th>Panel</th><th class=\"n\">Page</th><th>Place</th><th>Kind</th><th class=\"n\">Pixels</th><th>Examined</th></tr></thead><tbody>");
            foreach (CoverageEntry c in document)
                Line($"<tr><td>{HtmlReport.Text(c.Figure ?? "–")}</td><td>{HtmlReport.Text(Panel(c))}</td><td class=\"n\">{(c.Page is { } page ? HtmlReport.Number(page) : "–")}</td><td>{Map(c)}</td>"
                    + $"<td>{HtmlReport.Text(c.Kind?.InWords() ?? Wording.OfClass(c.Class))}</td><td class=\"n\">{c.PixelWidth} × {c.PixelHeight}</td><td>{(c.Examined ? c.Limits is { } limits ? $"yes; {HtmlReport.Text(limits)}" : "yes" : $"no: {HtmlReport.Text(c.Why)}")}</td></tr>");
            Line(paper ? "</tbody></table>" : "</tbody></table></details>");
        }
        foreach (InputDocument input in file.Inputs.Where(i => file.Coverage.All(c => c.Document != i.Document)))
            Line($"<p>{HtmlReport.Text(input.Document)}: no panel was found.</p>");
        Line("</section>");
    }

    /// <summary>"C, IL-6R", "A, row 1, column 2", or a dash.</summary>
    private static string Panel(CoverageEntry c) => string.Join(", ", new[] { c.Panel, c.Row ?? c.Position }.OfType<string>()) is { Length: > 0 } known ? known : "–";

    /// <summary>A page of 24 × 34 with the panel on it.</summary>
    private static string Map(CoverageEntry c)
    {
        string x = HtmlReport.Number(24 * c.Box.X0, "0.#"), y = HtmlReport.Number(34 * c.Box.Y0, "0.#"), w = HtmlReport.Number(24 * c.Box.Width, "0.#"), h = HtmlReport.Number(34 * c.Box.Height, "0.#");
        string words = Wording.Place(new Region { Document = c.Document, Page = c.Page, Box = c.Box });
        return $"<svg width=\"24\" height=\"34\" viewBox=\"0 0 24 34\" role=\"img\" aria-label=\"{HtmlReport.Text(words)}\"><rect width=\"24\" height=\"34\" fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".3\"/><rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"currentColor\" fill-opacity=\"{(c.Examined ? ".6" : ".2")}\"/></svg>";
    }

    private void Line(string text) => html.Append(text).Append('\n');
}

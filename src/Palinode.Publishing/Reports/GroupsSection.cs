using System.Text;
using Palinode.Evidence;

namespace Palinode.Publishing.Reports;

/// <summary>Findings that share a source, told as a story each: which places appear again where, by which findings, and what does not fit together.</summary>
internal sealed class GroupsSection(FindingsFile file, StringBuilder html)
{
    public void Write()
    {
        if (file.Groups.IsEmpty) return;
        Line("<section aria-labelledby=\"groups\"><h2 id=\"groups\">Groups</h2>");
        Line("<p>Findings whose places overlap, directly or through each other, may share one source.</p>");
        foreach (FindingGroup group in file.Groups)
        {
            Line($"<article class=\"group\" id=\"{HtmlReport.Text(group.Id)}\"><h3>{HtmlReport.Text(group.Id)}</h3><p>{HtmlReport.Text(Wording.Story(group))} Findings {string.Join(", ", group.Findings.Select(Link))}.</p>");
            if (!group.Conflicts.IsEmpty)
            {
                Line("<p>Not all of them can be right as they stand:</p><ul>");
                foreach (string conflict in group.Conflicts) Line($"<li>{HtmlReport.Text(conflict)}</li>");
                Line("</ul>");
            }
            Line("</article>");
        }
        Line("</section>");
    }

    private static string Link(string finding) => $"<a href=\"#{HtmlReport.Text(finding)}\">{HtmlReport.Text(finding)}</a>";

    private void Line(string text) => html.Append(text).Append('\n');
}

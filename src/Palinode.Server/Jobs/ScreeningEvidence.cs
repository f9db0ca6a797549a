using System.Globalization;
using System.Text;
using Palinode.Cases;
using Palinode.Evidence;
using Palinode.Publishing.Reports;
using Palinode.Server.Hosting;
using Finding = Palinode.Evidence.Finding;

namespace Palinode.Server.Jobs;

/// <summary>The evidence of a screening on a page of the service: the report's words and pictures, each finding with what the case has made of it.</summary>
/// <param name="judges">Whether the person who looks may make claims of findings now.</param>
internal sealed class ScreeningEvidence(StringBuilder html, Job job, FindingsFile file, EvidenceIndex pictures, Case current, bool judges)
{
    private readonly ILookup<string, EvidencePicture> _pictures = pictures.Pictures.ToLookup(p => p.Finding);

    public void Write()
    {
        int examined = file.Coverage.Count(c => c.Examined);
        Line($"<p>{file.Findings.Length switch { 0 => Page.Say("No place was found that is unexpectedly similar to another."), 1 => Page.Say("One pair of places appears unexpectedly similar."), int n => Page.Say("{0} pairs of places appear unexpectedly similar.", Number(n)) }} {Page.Say("{0} of {1} panels were examined.", Number(examined), Number(file.Coverage.Length))}</p>");
        string report = $"<a href=\"{JobWeb.Way(job, "/files/report.html")}\">{Page.Say("the whole report")}</a>", data = $"<a href=\"{JobWeb.Way(job, $"/files/{JobResults.Findings}")}\">{Page.Say("the findings as data")}</a>";
        Line($"<p class=\"small\">{Page.Say("Palinode {0}. To keep: {1}, {2}.", Text(file.Engine.Version), report, data)}</p>");
        Summary();
        html.Append(ReportParts.Groups(file));
        if (file.Findings.Length > 0)
        {
            Line($"<section aria-labelledby=\"findings\"><h2 id=\"findings\">{Page.Say("Findings")}</h2>");
            foreach (Finding finding in file.Findings) Card(finding);
            Line("</section>");
        }
        html.Append("<div class=\"scroll\">").Append(ReportParts.Coverage(file)).Append("</div>\n");
        if (file.Remarks.IsEmpty) return;
        Line($"<section aria-labelledby=\"remarks\"><h2 id=\"remarks\">{Page.Say("Remarks")}</h2><ul>");
        foreach (string remark in file.Remarks) Line($"<li>{Text(remark)}</li>");
        Line("</ul></section>");
    }

    private void Summary()
    {
        if (file.Findings.IsEmpty) return;
        Line($"<div class=\"scroll\"><table><thead><tr><th scope=\"col\">{Page.Say("Finding")}</th><th scope=\"col\">{Page.Say("Confidence")}</th><th scope=\"col\">{Page.Say("What")}</th><th scope=\"col\">{Page.Say("First place")}</th><th scope=\"col\">{Page.Say("Second place")}</th><th scope=\"col\">{Page.Say("Second from first")}</th><th scope=\"col\">{Page.Say("In the case")}</th></tr></thead><tbody>");
        foreach (Finding f in file.Findings)
            Line($"<tr><th scope=\"row\"><a href=\"#{Text(f.Id)}\">{Text(f.Id)}</a></th><td>{Badge(f)}</td><td>{Page.Say(Wording.OfUnit(f.Unit))}</td><td>{Where(f.A)}</td><td>{Where(f.B)}</td><td>{Text(f.BFromA.InWords())}</td><td>{StatusOf(f)}</td></tr>");
        Line("</tbody></table></div>");
    }

    private void Card(Finding f)
    {
        Line($"<article class=\"finding\" id=\"{Text(f.Id)}\" aria-labelledby=\"{Text(f.Id)}-title\"><h3 id=\"{Text(f.Id)}-title\">{Text(f.Id)}: {Where(f.A)} ↔ {Where(f.B)}</h3>");
        Line($"<p>{Badge(f)} {Page.Say("These places ({0}) appear unexpectedly similar: the second is the first, {1}. By the measured null, {2}.", Page.Say(Wording.OfUnit(f.Unit)), $"<b>{Text(f.BFromA.InWords())}</b>", Wording.Chance(f.Significance))}</p>");
        foreach (string context in f.Context) Line($"<p class=\"note\">{Text(context)}</p>");
        EvidencePicture[] all = [.. _pictures[f.Id]];
        Pair(Of(PictureRole.ContextA), Of(PictureRole.ContextB), p => Marked(p, f));
        Pair(Of(PictureRole.AlignedA), Of(PictureRole.AlignedB), p => Plain(p, p.Role == PictureRole.AlignedA ? Page.Say("First place, as printed") : Page.Say("Second place, carried into the frame of the first")));
        Pair(Of(PictureRole.Difference), Of(PictureRole.Residual), p => Plain(p, p.Role == PictureRole.Difference
            ? Page.Say("Difference of the two after matching brightness and contrast; black is equal") : Page.Say("Local correlation of the fine grain of both: yellow agrees, dark does not, grey cannot be told")));
        Facts(f);
        Line($"<p>{Page.Say("In the case: {0}.", StatusOf(f))}{(judges ? $" {Way(f, "accept-finding", Page.Say("Make a claim of it"))} {Way(f, "dismiss-finding", Page.Say("Dismiss it"))}" : "")}</p></article>");

        EvidencePicture? Of(PictureRole role) => all.FirstOrDefault(p => p.Role == role);
    }

    private void Facts(Finding f)
    {
        EvidenceNumbers n = f.Evidence;
        Line("<dl class=\"facts\">");
        Fact(Page.Say("Significance"), Number(f.Significance, "0.##"));
        Fact(Page.Say("Agreeing points"), Number(n.Inliers));
        Fact(Page.Say("Correlation (ZNCC)"), Number(n.Zncc, "0.000"));
        if (f.Pixels is { } pixels) Fact(Page.Say("Pixel evidence"), Text(Wording.OfPixels(pixels)));
        Fact(Page.Say("Residual"), Number(n.Residual, "0.##") + " px");
        Fact(Page.Say("Share of smaller panel"), Number(100 * n.AreaFraction) + " %");
        Fact(Page.Say("Comparisons of this kind"), Number(n.Trials, "#,0"));
        Fact(Page.Say("Scale and turn"), Page.Say("{0}, {1}, flip {2}", Number(f.BFromA.Scale, "0.###"), $"{Number(f.BFromA.Rotation, "0.#")}°", Page.Say(f.BFromA.Flip.ToString().ToLowerInvariant())));
        Line("</dl>");
    }

    private void Pair(EvidencePicture? left, EvidencePicture? right, Func<EvidencePicture, string> show)
    {
        if (left is null && right is null) return;
        Line($"<div class=\"pair\">{(left is null ? "" : show(left))}{(right is null ? "" : show(right))}</div>");
    }

    /// <param name="says">HTML.</param>
    private string Plain(EvidencePicture p, string says) =>
        $"<figure><img src=\"{Address(p)}\" width=\"{p.PixelWidth}\" height=\"{p.PixelHeight}\" alt=\"{says}\" loading=\"lazy\"><figcaption>{says}</figcaption></figure>";

    /// <summary>The figure around a place, with its mark.</summary>
    private string Marked(EvidencePicture p, Finding f)
    {
        bool first = p.Role == PictureRole.ContextA;
        string says = first ? Page.Say("The figure around the first place, which is marked by a box") : Page.Say("The figure around the second place, which is marked by a box");
        return $"<figure><svg class=\"marked\" viewBox=\"0 0 {p.PixelWidth} {p.PixelHeight}\" role=\"img\" aria-label=\"{says}\"><image href=\"{Address(p)}\" width=\"{p.PixelWidth}\" height=\"{p.PixelHeight}\"/>{ReportParts.Mark(p, f, first, first ? "#d1495b" : "#1f78b4")}</svg>"
            + $"<figcaption>{(first ? Page.Say("First place: {0}", Where(f.A)) : Page.Say("Second place: {0}", Where(f.B)))}</figcaption></figure>";
    }

    private string StatusOf(Finding f) => current.Findings.FirstOrDefault(s => s.Run == job.Run && s.Finding == f.Id)?.Status switch
    {
        FindingStatus.Accepted => Page.Say("a claim"),
        FindingStatus.Dismissed => Page.Say("dismissed"),
        _ => Page.Say("not judged"),
    };

    private string Way(Finding f, string request, string says) =>
        $"<a href=\"/cases/{job.Case}/do/{request}?run={job.Run}&amp;finding={Uri.EscapeDataString($"{job.Run}/{f.Id}")}\">{says}<span class=\"visually-hidden\">: {Text(f.Id)}</span></a>";

    private string Address(EvidencePicture p) => JobWeb.Way(job, $"/files/{string.Join('/', p.Path.Split('/').Select(Uri.EscapeDataString))}");

    private string Where(Region region) => file.Inputs.Length > 1 ? $"{Text(Wording.Address(region))} <span class=\"soft\">{Page.Say("of {0}", Text(region.Document))}</span>" : Text(Wording.Address(region));

    private void Fact(string name, string value) => Line($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static string Badge(Finding f) => $"<span class=\"badge {Wording.OfConfidence(f.Confidence)}\">{Page.Say(Wording.OfConfidence(f.Confidence))}</span>";

    private static string Number(double value, string format = "0") => value.ToString(format, CultureInfo.InvariantCulture);

    private static string Text(string text) => Page.Text(text);

    private void Line(string text) => html.Append(text).Append('\n');
}

using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using Palinode.Evidence;

namespace Palinode.Publishing.Reports;

/// <summary>
/// The evidence report of a screening: one HTML page that holds its pictures, styles and script, opens from disk and loads nothing from anywhere.
/// Without script all pictures stand side by side with their numbers.
/// </summary>
public sealed class HtmlReport(FindingsFile file, EvidenceIndex evidence, Func<string, byte[]> read, ReportOptions options)
{
    /// <summary>Colours of the two places where the style sheet's variables do not reach.</summary>
    private const string PaperA = "#d1495b", PaperB = "#1f78b4";

    /// <summary>Millimetres that a pixel may take on paper: 50 dots per inch.</summary>
    private const double LargestPixel = .5;

    private readonly StringBuilder _html = new();
    private readonly Dictionary<string, string> _figureIds = new(StringComparer.Ordinal);
    private readonly ILookup<string, EvidencePicture> _pictures = evidence.Pictures.ToLookup(p => p.Finding);

    /// <param name="file">The findings.</param>
    /// <param name="evidence">Their pictures.</param>
    /// <param name="read">Gives the bytes of a picture by its path in the index.</param>
    /// <param name="options">See <see cref="ReportOptions"/>.</param>
    /// <returns>The page, to be stored as UTF-8.</returns>
    public static string Write(FindingsFile file, EvidenceIndex evidence, Func<string, byte[]> read, ReportOptions options) =>
        new HtmlReport(file, evidence, read, options).Build();

    private string Build()
    {
        string[] suspects = [.. file.Inputs.Where(i => i.Role == "suspect").Select(i => i.Document)];
        string title = options.Title ?? $"Screening of {string.Join(", ", suspects.Take(3))}{(suspects.Length > 3 ? $" and {suspects.Length - 3} more" : "")}";
        Line("<!doctype html>");
        Line("<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        if (!options.ForPaper) Line("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">");
        Line($"<title>{Text(title)} – Palinode</title><style>{Asset(options.ForPaper ? "paper.css" : "report.css")}</style></head><body>");
        if (!options.ForPaper) FigurePictures();
        Line($"<header class=\"top\"><h1>{Text(title)}</h1>");
        Line($"<p class=\"soft\">{file.Findings.Length switch { 0 => "No place was found that is unexpectedly similar to another.", 1 => "One pair of places appears unexpectedly similar.", int n => $"{n} pairs of places appear unexpectedly similar." }} Palinode {Text(file.Engine.Version)}.</p></header><main>");
        if (options.ForPaper) Line("<p class=\"note\">Similarity is not a finding of misconduct. Two places can look alike for good reasons; a picture cannot tell how it came about. That is for people with the original data to judge.</p>");
        Summary();
        new GroupsSection(file, _html).Write();
        if (file.Findings.Length > 0) Findings();
        new CoverageSection(file, _html, options.ForPaper).Write();
        Remarks();
        Line("</main><footer><p>Similarity is not a finding of misconduct. It says that two places look alike more than chance allows; why they do, people have to find out.</p></footer>");
        Line(options.ForPaper ? "</body></html>" : $"<script>{Asset("report.js")}</script></body></html>");
        return _html.ToString();
    }

    private void Summary()
    {
        Line("<section aria-labelledby=\"summary\"><h2 id=\"summary\">Summary</h2>");
        if (file.Findings.Length > 0)
        {
            Line("<table><thead><tr><th>Finding</th><th>Confidence</th><th>What</th><th>First place</th><th>Second place</th><th>Second from first</th></tr></thead><tbody>");
            foreach (Finding f in file.Findings)
                Line($"<tr><td><a href=\"#{Text(f.Id)}\">{Text(f.Id)}</a></td><td>{Badge(f.Confidence)}</td><td>{Wording.OfUnit(f.Unit)}</td><td>{Where(f.A)}</td><td>{Where(f.B)}</td><td>{Text(f.BFromA.InWords())}</td></tr>");
            Line("</tbody></table>");
        }
        int examined = file.Coverage.Count(c => c.Examined);
        Line($"<p style=\"margin-top:14px\">{examined} of {file.Coverage.Length} panels were examined; <a href=\"#coverage\">the coverage</a> lists each of them and why the others were not.</p>");
        Fold("Documents, options and how to run this again");
        Line("<table><thead><tr><th>Document</th><th>Role</th><th class=\"n\">Pages</th><th class=\"n\">Figures</th><th>SHA-256</th></tr></thead><tbody>");
        foreach (InputDocument i in file.Inputs)
            Line($"<tr><td>{Text(i.Document)}</td><td>{Text(i.Role)}</td><td class=\"n\">{(i.Pages == 0 ? "–" : Number(i.Pages))}</td><td class=\"n\">{Number(i.Figures)}</td><td class=\"mono\">{Text(i.Sha256)}</td></tr>");
        Line($"</tbody></table><p class=\"soft\">Engine {Text(file.Engine.Version)}, seed {Number(file.Engine.Seed)}, {(file.Engine.Options.IsEmpty ? "default options" : "options " + Text(string.Join(", ", file.Engine.Options)))}. The same documents, options and version give the same findings. A single finding is run again with the command that stands below its numbers.</p>");
        if (options.ForPaper) Line($"<p>All of it is run again with <span class=\"mono\">{Text(Rerun())}</span></p>");
        Unfold("</section>");
    }

    private void Findings()
    {
        Line("<section aria-labelledby=\"findings\"><h2 id=\"findings\">Findings</h2>");
        if (!options.ForPaper) Tools();
        foreach (Finding f in file.Findings) Card(f);
        Line("</section>");
    }

    private void Tools()
    {
        Line("<div class=\"tools needs-script\"><label>Show confidence <select id=\"confidence\"><option value=\"0\">low and above</option><option value=\"1\">moderate and above</option><option value=\"2\">high only</option></select></label>");
        Line("<span class=\"soft\" id=\"hidden-count\" role=\"status\"></span><span class=\"soft\">In a viewer: <kbd>1</kbd>–<kbd>5</kbd> mode, <kbd>p</kbd> points, <kbd>j</kbd> <kbd>k</kbd> next and previous, <kbd>Esc</kbd> leaves</span></div>");
    }

    private void Card(Finding f)
    {
        Line($"<article class=\"finding\" id=\"{Text(f.Id)}\" data-confidence=\"{Wording.OfConfidence(f.Confidence)}\"><header><span class=\"id\">{Text(f.Id)}</span><h3>{Where(f.A)} ↔ {Where(f.B)}</h3>{Badge(f.Confidence)}</header>");
        Line($"<p class=\"says\">These places ({Wording.OfUnit(f.Unit)}) appear unexpectedly similar: the second is the first, <b>{Text(f.BFromA.InWords())}</b>. By the measured null, {Wording.Chance(f.Significance)}.</p>");
        foreach (FindingGroup group in file.Groups.Where(g => g.Findings.Contains(f.Id)))
            Line($"<p class=\"soft\">Together with {Text(string.Join(", ", group.Findings.Where(id => id != f.Id)))} in <a href=\"#{Text(group.Id)}\">group {Text(group.Id)}</a>.</p>");
        foreach (string context in f.Context) Line($"<p class=\"note\">{Text(context)}</p>");
        EvidencePicture[] pictures = [.. _pictures[f.Id]];
        if (Of(PictureRole.ContextA) is { } contextA && Of(PictureRole.ContextB) is { } contextB)
        {
            Line("<div class=\"pair\">");
            Context(contextA, f.A, f, first: true);
            Context(contextB, f.B, f, first: false);
            Line("</div>");
        }
        if (Of(PictureRole.AlignedA) is { } a && Of(PictureRole.AlignedB) is { } b) Viewer(f, a, b, Of(PictureRole.Difference), Of(PictureRole.Residual));
        EvidenceNumbers n = f.Evidence;
        Line("<dl class=\"facts\">");
        Fact("Significance", Number(f.Significance, "0.##"));
        Fact("Agreeing points", Number(n.Inliers));
        Fact("Correlation (ZNCC)", Number(n.Zncc, "0.000"));
        if (f.Pixels is { } pixels) Fact("Pixel evidence", Text(Wording.OfPixels(pixels)));
        Fact("Residual", Number(n.Residual, "0.##") + " px");
        Fact("Share of smaller panel", Number(100 * n.AreaFraction, "0") + " %");
        Fact("Comparisons of this kind", Number(n.Trials, "#,0"));
        Fact("Scale and turn", $"{Number(f.BFromA.Scale, "0.###")}, {Number(f.BFromA.Rotation, "0.#")}°, flip {Text(f.BFromA.Flip.ToString().ToLowerInvariant())}");
        Line("</dl>");
        Fold("Run this finding again");
        Line($"<p class=\"mono\">palinode compare \"{Text(Rerun(f.A))}\" \"{Text(Rerun(f.B))}\"</p>");
        Unfold("</article>");

        EvidencePicture? Of(PictureRole role) => pictures.FirstOrDefault(p => p.Role == role);
    }

    /// <summary>The command of the whole run.</summary>
    private string Rerun()
    {
        string[] suspects = [.. Named("suspect")], against = [.. Named("against")];
        string[] set = [.. file.Engine.Seed == 1 ? [] : (string[])["--seed", Number(file.Engine.Seed)]];
        return string.Join(' ', ["palinode", "screen", .. suspects, .. against.Length == 0 ? [] : (string[])["--against", .. against], .. set]);

        IEnumerable<string> Named(string role) => file.Inputs.Where(i => i.Role == role).Select(i => $"\"{i.Document}\"{(i.Jats is null ? "" : " --jats XML")}");
    }

    private static string Rerun(Region region)
    {
        string box = string.Join(",", new[] { region.Box.X0, region.Box.Y0, region.Box.X1, region.Box.Y1 }.Select(v => Number(v, "0.####")));
        return region.Page is { } page ? $"{region.Document}#p{Number(page)}@{box}" : $"{region.Document}#@{box}";
    }

    private void Context(EvidencePicture picture, Region region, Finding finding, bool first)
    {
        string colour = options.ForPaper ? first ? PaperA : PaperB : first ? "var(--mark-a)" : "var(--mark-b)";
        string what = $"The figure around the {(first ? "first" : "second")} place, which is marked by a box";
        Line($"<figure><figcaption><b>{(first ? "First" : "Second")} place</b> {Where(region)}</figcaption>");
        if (options.ForPaper) Line($"<div class=\"context\" style=\"{OnPaper(picture, 84, 105)}\">{Image(picture, what)}<svg viewBox=\"0 0 {picture.PixelWidth} {picture.PixelHeight}\">");
        else Line($"<div class=\"context\"><svg viewBox=\"0 0 {picture.PixelWidth} {picture.PixelHeight}\" role=\"img\" aria-label=\"{what}\"><use href=\"#{_figureIds[picture.Path]}\"/>");
        Line($"{PlaceMark.Of(picture, region, finding, first, colour, forPrinter: options.ForPaper)}</svg></div></figure>");
    }

    private void Viewer(Finding f, EvidencePicture a, EvidencePicture b, EvidencePicture? difference, EvidencePicture? residual)
    {
        if (options.ForPaper)
        {
            Line("<div class=\"stage\">");
            Frame(a, "First place, as printed", Points(f, a, first: true));
            Frame(b, "Second place, carried into the frame of the first", Points(f, b, first: false));
            if (difference is not null) Frame(difference, "Difference of the two after matching brightness and contrast; black is equal", "");
            if (residual is not null) Frame(residual, "Local correlation of the fine grain: yellow agrees, dark does not, grey cannot be told", "");
            Line("</div>");
            return;
        }
        // Tall pairs stay on one screen.
        int widest = (int)Math.Ceiling(Math.Min(720.0, 440.0 * a.PixelWidth / a.PixelHeight));
        Line($"<div class=\"viewer\" tabindex=\"0\" role=\"group\" aria-label=\"Aligned pair of {Text(f.Id)}\" data-mode=\"side\" data-phase=\"a\">");
        Line("<div class=\"modes needs-script\">");
        foreach ((string mode, string label) in (ReadOnlySpan<(string, string)>)[("side", "Side by side"), ("blink", "Blink"), ("swipe", "Swipe"), ("onion", "Onion skin"), ("difference", residual is null ? "Difference" : "Difference and grain")])
            if (mode != "difference" || difference is not null) Line($"<button type=\"button\" data-mode=\"{mode}\" aria-pressed=\"{(mode == "side" ? "true" : "false")}\">{label}</button>");
        Line("<button type=\"button\" class=\"toggle\" aria-pressed=\"true\">Matched points</button><label class=\"slider\">Position <input type=\"range\" min=\"0\" max=\"100\" value=\"50\"></label></div>");
        Line($"<div class=\"stage\"><div class=\"frame a\" style=\"max-width:{widest}px\">{Image(a, "First place, as printed")}{Points(f, a, first: true)}</div><div class=\"frame b\" style=\"max-width:{widest}px\">{Image(b, "Second place, carried into the frame of the first")}{Points(f, b, first: false)}</div>");
        if (difference is not null) Line($"<div class=\"frame difference\" style=\"max-width:{widest}px\">{Image(difference, "Difference of the two after matching brightness and contrast; black is equal")}</div>");
        if (residual is not null) Line($"<div class=\"frame difference\" style=\"max-width:{widest}px\">{Image(residual, "Local correlation of the fine grain of both places: yellow agrees, dark does not, grey cannot be told")}</div>");
        Line("</div></div>");
    }

    private void Frame(EvidencePicture picture, string says, string over) =>
        Line($"<figure><div class=\"frame\" style=\"{OnPaper(picture, 84, 70)}\">{Image(picture, says)}{over}</div><figcaption>{says}</figcaption></figure>");

    /// <summary>Size on paper, at most so many millimetres wide and high; small pictures are not blown up beyond what their pixels hold.</summary>
    private static string OnPaper(EvidencePicture picture, double width, double height)
    {
        double scale = Math.Min(Math.Min(width / picture.PixelWidth, height / picture.PixelHeight), LargestPixel);
        return $"width:{Number(picture.PixelWidth * scale, "0.##")}mm;height:{Number(picture.PixelHeight * scale, "0.##")}mm";
    }

    /// <summary>The matched points in the aligned frame; equal numbers belong together.</summary>
    private string Points(Finding f, EvidencePicture picture, bool first)
    {
        var svg = new StringBuilder($"<svg class=\"points\" viewBox=\"0 0 {picture.PixelWidth} {picture.PixelHeight}\" aria-hidden=\"true\">");
        AffineMap aFromB = Math.Abs(f.BFromA.Matrix.Determinant) > 1e-12 ? f.BFromA.Matrix.Inverse() : AffineMap.Identity;
        for (int i = 0; i + 3 < f.Evidence.Points.Length && i < 4 * 24; i += 4)
        {
            (double px, double py) = first ? (f.Evidence.Points[i], f.Evidence.Points[i + 1]) : aFromB.Apply(f.Evidence.Points[i + 2], f.Evidence.Points[i + 3]);
            double x = (px - picture.Frame.X0) / picture.Frame.Width * picture.PixelWidth, y = (py - picture.Frame.Y0) / picture.Frame.Height * picture.PixelHeight;
            int hue = i / 4 * 137 % 360;
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{picture.PixelWidth / 110.0:0.#}\" fill=\"none\" stroke=\"hsl({hue}, 85%, 50%)\" stroke-width=\"{(options.ForPaper ? picture.PixelWidth / 280.0 : 2):0.##}\" vector-effect=\"non-scaling-stroke\"/>");
        }
        return svg.Append("</svg>").ToString();
    }

    private void Remarks()
    {
        if (file.Remarks.IsEmpty) return;
        Line("<section aria-labelledby=\"remarks\"><h2 id=\"remarks\">Remarks</h2><ul>");
        foreach (string remark in file.Remarks) Line($"<li>{Text(remark)}</li>");
        Line("</ul></section>");
    }

    /// <summary>What is folded away on a screen stands open on paper.</summary>
    private void Fold(string title) => Line(options.ForPaper ? $"<h4>{title}</h4>" : $"<details><summary>{title}</summary>");

    private void Unfold(string after) => Line(options.ForPaper ? after : $"</details>{after}");

    private void Fact(string name, string value) => Line($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private string Where(Region region) =>
        file.Inputs.Length > 1 ? $"{Text(Wording.Address(region))} <span class=\"soft\">of {Text(region.Document)}</span>" : Text(Wording.Address(region));

    private static string Badge(Confidence c) => $"<span class=\"badge {Wording.OfConfidence(c)}\">{Wording.OfConfidence(c)}</span>";

    private string Image(EvidencePicture picture, string alt) =>
        $"<img src=\"{(options.ForPaper ? Text(picture.Path) : DataUri(picture.Path))}\" width=\"{picture.PixelWidth}\" height=\"{picture.PixelHeight}\" alt=\"{Text(alt)}\">";

    /// <summary>Figures stand in many findings: each is written once and used by name.</summary>
    private void FigurePictures()
    {
        Line("<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\"><defs>");
        foreach (EvidencePicture picture in evidence.Pictures.Where(p => p.Role is PictureRole.ContextA or PictureRole.ContextB).DistinctBy(p => p.Path, StringComparer.Ordinal))
        {
            _figureIds[picture.Path] = $"figure-{_figureIds.Count + 1}";
            Line($"<image id=\"{_figureIds[picture.Path]}\" width=\"{picture.PixelWidth}\" height=\"{picture.PixelHeight}\" href=\"{DataUri(picture.Path)}\"/>");
        }
        Line("</defs></svg>");
    }

    private string DataUri(string path) =>
        $"data:image/{(path.EndsWith(".jpg", StringComparison.Ordinal) ? "jpeg" : "png")};base64,{Convert.ToBase64String(read(path))}";

    private static string Asset(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Palinode.Publishing.Reports.Assets.{name}") ?? throw new InvalidOperationException($"The asset {name} is missing from the build.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    internal static string Text(string value) => WebUtility.HtmlEncode(value);

    internal static string Number(double value, string format = "0") => value.ToString(format, CultureInfo.InvariantCulture);

    private void Line(string html) => _html.Append(html).Append('\n');
}

using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Palinode.Articles;
using Palinode.Engine.Ingest;

namespace Palinode.Cli.Evaluation;

/// <summary>How the figures read from one PDF agree with those that its JATS XML names.</summary>
/// <param name="Article">File name without extension.</param>
/// <param name="Named">Figures in the XML.</param>
/// <param name="Found">Of these, figures of the same number with a picture in the PDF.</param>
/// <param name="Spurious">Figures from the PDF that the XML does not name, and those without a number.</param>
/// <param name="Captions">Found figures whose caption differs by at most 5 % (edit distance over letters and digits).</param>
/// <param name="Seconds">Time to read the PDF.</param>
internal sealed record ArticleFigures(string Article, int Named, int Found, int Spurious, int Captions, double Seconds);

/// <summary>Reads the PDFs of a folder that have their JATS XML beside them and compares figures: the ground truth is the publisher's own.</summary>
internal static class FigureAgreement
{
    private const double CaptionTolerance = 0.05;

    public static ArticleFigures Compare(string pdf, string xml, IngestOptions options, TimeProvider time, CancellationToken stop)
    {
        Dictionary<string, string> truth = Truth(xml);
        long start = time.GetTimestamp();
        SourceDocument document = new DocumentReader().Read(pdf, Path.GetFileName(pdf), options, stop);
        double seconds = time.GetElapsedTime(start).TotalSeconds;
        var read = document.Figures.Where(f => f.Number is not null).GroupBy(f => f.Number!).ToDictionary(g => g.Key, g => g.First().Caption ?? "");
        int found = truth.Keys.Count(read.ContainsKey);
        int spurious = read.Keys.Count(n => !truth.ContainsKey(n)) + document.Figures.Count(f => f.Number is null);
        int captions = truth.Count(t => read.TryGetValue(t.Key, out string? caption) && Distance(t.Value, caption) <= CaptionTolerance);
        return new ArticleFigures(Path.GetFileNameWithoutExtension(pdf), truth.Count, found, spurious, captions, seconds);
    }

    public static string Markdown(IReadOnlyList<ArticleFigures> articles, string machine, string version)
    {
        var text = new StringBuilder();
        int named = articles.Sum(a => a.Named), found = articles.Sum(a => a.Found), spurious = articles.Sum(a => a.Spurious), captions = articles.Sum(a => a.Captions);
        text.Append(CultureInfo.InvariantCulture, $"# Figures read from PDFs against their JATS XML\n\nPalinode {version} on {machine}. {articles.Count} articles.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| | |\n|---|---|\n| figures named in the XML | {named} |\n| found with a picture | {found} ({100.0 * found / Math.Max(1, named):0.0} %) |\n");
        text.Append(CultureInfo.InvariantCulture, $"| captions within 5 % edit distance | {captions} ({100.0 * captions / Math.Max(1, named):0.0} %) |\n| spurious (not named, or without a number) | {spurious} ({100.0 * spurious / Math.Max(1, named):0.0} %) |\n\n");
        text.Append("| article | named | found | captions | spurious | seconds |\n|---|---|---|---|---|---|\n");
        foreach (ArticleFigures a in articles) text.Append(CultureInfo.InvariantCulture, $"| {a.Article} | {a.Named} | {a.Found} | {a.Captions} | {a.Spurious} | {a.Seconds:0.0} |\n");
        return text.ToString();
    }

    /// <summary>Number → caption, as the XML has them; appendix material and figures without a number are left out.</summary>
    private static Dictionary<string, string> Truth(string xml)
    {
        using XmlReader reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var figures = new Dictionary<string, string>();
        foreach (XElement fig in XDocument.Load(reader, LoadOptions.PreserveWhitespace).Descendants("fig"))
        {
            string label = fig.Element("label")?.Value.Trim() ?? "";
            if (FigureLabel.Parse(label) is { Kind: LabelKind.Figure } parsed) figures.TryAdd(parsed.Number, $"{label} {fig.Element("caption")?.Value}");
        }
        return figures;
    }

    /// <summary>Levenshtein distance over lower-case letters and digits, divided by the longer length.</summary>
    internal static double Distance(string one, string other)
    {
        string a = Plain(one), b = Plain(other);
        if (a.Length == 0 && b.Length == 0) return 0;
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return (double)row[^1] / Math.Max(a.Length, b.Length);
    }

    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormKD).Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}

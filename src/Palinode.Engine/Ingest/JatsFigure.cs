using System.Collections.Immutable;
using System.Xml.Linq;
using Palinode.Articles;

namespace Palinode.Engine.Ingest;

/// <summary>A figure as an article's XML describes it.</summary>
/// <param name="Label">"Figure 2", "Graphical abstract"; null where the XML gives none.</param>
/// <param name="Number">The label's number, "2", or the label where it holds none; null without a label.</param>
/// <param name="Caption">With the label in front; null where the XML says nothing.</param>
/// <param name="Words">The caption without its label; null without one.</param>
/// <param name="Graphics">Names of its picture files as the XML links them.</param>
internal sealed record JatsFigure(string? Label, string? Number, string? Caption, string? Words, ImmutableArray<string> Graphics)
{
    private static readonly XName Href = XNamespace.Get("http://www.w3.org/1999/xlink") + "href";

    /// <summary>All figures in the order of the XML. Elements are sought by their local names: some publishers put them in a namespace.</summary>
    public static ImmutableArray<JatsFigure> All(XDocument article) => [.. Named(article, "fig").Select(Of)];

    private static JatsFigure Of(XElement fig)
    {
        string? label = WordsOf(Child(fig, "label")), words = WordsOf(Child(fig, "caption"));
        string? caption = label is null ? words : words is null ? label : $"{label.TrimEnd('.', ':')}. {words}";
        string? number = label is null ? null : FigureLabel.Parse(label)?.Number ?? label;
        return new JatsFigure(label, number, caption, words, [.. Named(fig, "graphic").Select(g => (string?)g.Attribute(Href)).OfType<string>()]);
    }

    private static IEnumerable<XElement> Named(XContainer within, string name) => within.Descendants().Where(e => e.Name.LocalName == name);

    private static XElement? Child(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    /// <summary>Titles and paragraphs are set apart; everything else runs on.</summary>
    private static string? WordsOf(XElement? element)
    {
        if (element is null) return null;
        IEnumerable<string> texts = element.DescendantNodes().OfType<XText>().Select(t => t.Value + (t.Parent?.Name.LocalName is "title" or "p" ? " " : ""));
        string words = string.Join(' ', string.Concat(texts).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > 0 ? words : null;
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Palinode.Publishing.Notices;

/// <summary>A piece of running text.</summary>
internal abstract record Inline(string Text);
internal sealed record Words(string Text) : Inline(Text);
internal sealed record Italic(string Text) : Inline(Text);
internal sealed record Superscript(string Text) : Inline(Text);

/// <param name="Text">As printed.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Doi">Set where the address is a DOI's.</param>
internal sealed record Link(string Text, string Address, string? Doi = null) : Inline(Text);

/// <summary>A mark that leads to an entry of the reference list.</summary>
internal sealed record ReferenceMark(string Text, string Reference) : Inline(Text);

/// <summary>Text with the little markup that notices need, so that every output can escape and mark it in its own way.</summary>
internal sealed record RichText(ImmutableArray<Inline> Parts)
{
    public static RichText Empty { get; } = new([]);
    public static implicit operator RichText(string? text) => string.IsNullOrEmpty(text) ? Empty : new([new Words(text)]);
    public static RichText operator +(RichText a, RichText b) => new([.. a.Parts, .. b.Parts]);

    public bool IsEmpty => Parts.All(p => p.Text.Length == 0);
    public string Plain => string.Concat(Parts.Select(p => p.Text));

    /// <summary>"https://doi.org/10.5555/x" as a link.</summary>
    public static RichText Doi(string doi) => new([new Link($"https://doi.org/{doi}", $"https://doi.org/{doi}", doi)]);

    public static RichText Italics(string? text) => string.IsNullOrEmpty(text) ? Empty : new([new Italic(text)]);

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static RichText List(IReadOnlyList<RichText> items)
    {
        RichText all = Empty;
        for (int i = 0; i < items.Count; i++) all += (i == 0 ? Empty : i == items.Count - 1 ? " and " : ", ") + items[i];
        return all;
    }

    /// <summary>The first letter as a capital, where it is a plain word.</summary>
    public RichText Capitalised() => Parts is [Words { Text: [var first, .. var rest] }, .. var more] ? new([new Words(char.ToUpperInvariant(first) + rest), .. more]) : this;

    public string Html()
    {
        StringBuilder html = new();
        foreach (Inline part in Parts)
        {
            string text = WebUtility.HtmlEncode(part.Text);
            html.Append(part switch
            {
                Italic => $"<i>{text}</i>",
                Superscript => $"<sup>{text}</sup>",
                Link link when IsWebAddress(link.Address) => $"<a href=\"{WebUtility.HtmlEncode(link.Address)}\">{text}</a>",
                ReferenceMark mark => $"<a class=\"mark\" href=\"#ref-{WebUtility.HtmlEncode(mark.Reference)}\">{text}</a>",
                _ => text,
            });
        }
        return html.ToString();
    }

    /// <summary>Other schemes could run something.</summary>
    public static bool IsWebAddress(string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is ("http" or "https" or "mailto");
}

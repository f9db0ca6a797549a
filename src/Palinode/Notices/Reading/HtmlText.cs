using System.Net;
using System.Text;

namespace Palinode.Notices.Reading;

/// <summary>
/// The visible text of a page: blocks on lines of their own, items of lists with a bullet, links followed by their DOI where the text does not
/// show it. It needs no tree: what is left open or closed twice only ends a block.
/// </summary>
internal static class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "header", "footer", "main", "aside", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "dl", "dt", "dd", "figure", "figcaption", "br", "hr", "title", "body", "head", "nav",
    };

    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "template", "noscript", "svg", "head" };

    public static string Extract(string html)
    {
        StringBuilder text = new();
        string? link = null;
        int linkStart = 0, at = 0;
        while (at < html.Length)
        {
            if (html[at] != '<' || at + 1 >= html.Length || !(char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?'))
            {
                int next = html.IndexOf('<', at + 1);
                if (next < 0) next = html.Length;
                Words(text, WebUtility.HtmlDecode(html[at..next]));
                at = next;
                continue;
            }
            if (html.AsSpan(at).StartsWith("<!--")) { at = After(html, "-->", at + 4); continue; }
            int end = html.IndexOf('>', at);
            if (end < 0) break;
            string tag = html[(at + 1)..end];
            at = end + 1;
            bool closing = tag.StartsWith('/');
            string name = new([.. tag.TrimStart('/').TakeWhile(char.IsLetterOrDigit)]);
            if (!closing && Hidden.Contains(name) && !tag.EndsWith('/')) { at = After(html, $"</{name}", at); at = After(html, ">", at); continue; }
            if (name.Equals("a", StringComparison.OrdinalIgnoreCase))
            {
                if (!closing) (link, linkStart) = (Articles.Doi.Find(WebUtility.HtmlDecode(tag)), text.Length);
                else if (link is not null && Articles.Doi.Find(text.ToString(linkStart, text.Length - linkStart)) is null) { Words(text, $" https://doi.org/{link} "); link = null; }
            }
            if (!Blocks.Contains(name)) continue;
            Break(text, name.Equals("br", StringComparison.OrdinalIgnoreCase) ? 1 : 2);
            if (name.Equals("li", StringComparison.OrdinalIgnoreCase) && !closing) text.Append("• ");
        }
        return text.ToString().Trim() + "\n";
    }

    private static void Words(StringBuilder text, string words)
    {
        foreach (char c in words)
        {
            if (!char.IsWhiteSpace(c)) text.Append(c);
            else if (text.Length > 0 && text[^1] is not (' ' or '\n')) text.Append(' ');
        }
    }

    private static void Break(StringBuilder text, int lines)
    {
        while (text.Length > 0 && text[^1] is ' ') text.Length--;
        if (text.Length > 1 && text[^1] is '•') { text.Length--; return; }
        int there = 0;
        while (there < text.Length && text[text.Length - 1 - there] is '\n') there++;
        if (text.Length > 0) text.Append('\n', Math.Max(0, lines - there));
    }

    private static int After(string html, string mark, int from)
    {
        int at = from <= html.Length ? html.IndexOf(mark, from, StringComparison.OrdinalIgnoreCase) : -1;
        return at < 0 ? html.Length : at + mark.Length;
    }
}

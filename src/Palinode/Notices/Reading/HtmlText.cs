using System.Globalization;
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
        Stack<int?> lists = new();
        bool raised = false;
        while (at < html.Length)
        {
            if (html[at] != '<' || at + 1 >= html.Length || !(char.IsAsciiLetter(html[at + 1]) || html[at + 1] is '/' or '!' or '?'))
            {
                int next = html.IndexOf('<', at + 1);
                if (next < 0) next = html.Length;
                string words = WebUtility.HtmlDecode(html[at..next]);
                Words(text, raised ? Raised(words) : words);
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
            if (name.Equals("sup", StringComparison.OrdinalIgnoreCase)) raised = !closing;
            if (name.Equals("a", StringComparison.OrdinalIgnoreCase))
            {
                if (!closing) (link, linkStart) = (Target(WebUtility.HtmlDecode(tag)), text.Length);
                else if (link is not null && !Shows(text.ToString(linkStart, text.Length - linkStart), link)) { Words(text, $" {link} "); link = null; }
            }
            if (!Blocks.Contains(name)) continue;
            // A term and what is said of it are one line: "Published: 1 May 2020".
            if (name.Equals("dt", StringComparison.OrdinalIgnoreCase) && closing) { Words(text, ": "); continue; }
            if (name.Equals("dd", StringComparison.OrdinalIgnoreCase) && !closing && text.Length > 1 && text[^1] is ' ' && text[^2] is ':') continue;
            Break(text, name.Equals("br", StringComparison.OrdinalIgnoreCase) ? 1 : 2);
            if (name.Equals("li", StringComparison.OrdinalIgnoreCase) && !closing) Item(text, tag, lists);
            else if (name.Equals("ol", StringComparison.OrdinalIgnoreCase) || name.Equals("ul", StringComparison.OrdinalIgnoreCase)) List(name, tag, closing, lists);
        }
        return text.ToString().Trim() + "\n";
    }

    /// <summary>Figures set high are marks of affiliations or references, as in "Example¹".</summary>
    private static string Raised(string words) => string.Concat(words.Select(c => char.IsAsciiDigit(c) ? "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'] : c));

    /// <summary>Where a link leads that says something of the article: a DOI, a licence.</summary>
    private static string? Target(string tag)
    {
        if (Articles.Doi.Find(tag) is { } doi) return $"https://doi.org/{doi}";
        int licence = tag.IndexOf("https://creativecommons.org/", StringComparison.OrdinalIgnoreCase);
        return licence < 0 ? null : new([.. tag[licence..].TakeWhile(c => c is not ('"' or '\'' or '>' or ' '))]);
    }

    private static bool Shows(string words, string link) => words.Contains(link, StringComparison.OrdinalIgnoreCase) || link.Contains("doi.org", StringComparison.Ordinal) && Articles.Doi.Find(words) is not null;

    /// <summary>Items of numbered lists carry their number, as they do on the screen.</summary>
    private static void List(string name, string tag, bool closing, Stack<int?> lists)
    {
        if (closing) lists.TryPop(out _);
        else lists.Push(name.Equals("ol", StringComparison.OrdinalIgnoreCase) ? Number(tag, "start") ?? 1 : null);
    }

    private static void Item(StringBuilder text, string tag, Stack<int?> lists)
    {
        if (!lists.TryPop(out int? next) || next is null)
        {
            lists.Push(null);
            text.Append("• ");
            return;
        }
        int number = Number(tag, "value") ?? next.Value;
        text.Append(CultureInfo.InvariantCulture, $"{number}. ");
        lists.Push(number + 1);
    }

    private static int? Number(string tag, string attribute)
    {
        int at = tag.IndexOf($" {attribute}=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        string digits = new([.. tag[(at + attribute.Length + 2)..].TrimStart('"', '\'').TakeWhile(char.IsAsciiDigit)]);
        return digits.Length is > 0 and <= 4 ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
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

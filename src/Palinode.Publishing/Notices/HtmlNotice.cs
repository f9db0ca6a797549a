using System.Net;
using System.Text;

namespace Palinode.Publishing.Notices;

/// <summary>
/// The page. A style lays out what stands inside; the frame around it, its metadata and the mark of a draft are not the style's to change.
/// </summary>
internal static class HtmlNotice
{
    /// <param name="sources">What is written.</param>
    /// <returns>A whole document that needs no other file.</returns>
    public static string Write(NoticeSources sources)
    {
        string name = $"{sources.Style.Name}/notice.html";
        string inside = sources.Style.Html.Render(NoticeView.Of(sources.Notice, sources.Body, sources.Style), v => v.Html(), name);
        string title = sources.Body.Title.Plain;
        StringBuilder html = new();
        html.Append("<!doctype html>\n").Append($"<html lang=\"{Text(sources.Language)}\"><head><meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n");
        html.Append($"<title>{Text(sources.IsDraft ? $"{DraftMark.Text}: {title}" : title)}</title>\n");
        void meta(string key, string? value) { if (!string.IsNullOrEmpty(value)) html.Append($"<meta name=\"{key}\" content=\"{Text(value)}\">\n"); }
        meta("author", string.Join(", ", sources.Notice.Byline.Select(a => a.Name)));
        meta("description", sources.IsDraft ? $"{DraftMark.Text}. {sources.Body.Label}" : sources.Body.Label);
        meta("keywords", sources.IsDraft ? DraftMark.Text : sources.Body.Label);
        meta("citation_title", title);
        meta("citation_journal_title", sources.Case.Publication?.Journal ?? sources.Notice.Journal?.Value);
        meta("citation_doi", sources.Notice.Doi?.Value);
        meta("dcterms.relation", sources.Notice.Article?.Doi is { } doi ? $"https://doi.org/{doi}" : null);
        html.Append($"<style>\n{sources.Style.Css.Replace("</", "<\\/", StringComparison.Ordinal)}</style>\n");
        if (sources.IsDraft) html.Append($"<style>\n{DraftStyle}</style>\n");
        html.Append("</head><body>\n");
        if (sources.IsDraft) html.Append($"<p class=\"draft-mark\">{DraftMark.Text}</p>\n");
        html.Append("<main>\n").Append(inside).Append("</main>\n");
        if (sources.IsDraft) html.Append($"<p class=\"draft-mark\">{DraftMark.Text}</p>\n");
        return html.Append("</body></html>\n").ToString();
    }

    /// <summary>Large behind the text and at the head of each printed page; in a browser above and below the text.</summary>
    private const string DraftStyle = $$"""
        @page { @top-center { content: "{{DraftMark.Text}}" !important; font: bold 11pt "Liberation Sans", "DejaVu Sans", sans-serif !important; color: #b00020 !important; } }
        .draft-mark { font: bold 13pt "Liberation Sans", "DejaVu Sans", sans-serif !important; color: #b00020 !important; text-align: center !important; border: 1.5pt solid #b00020 !important; padding: .3em !important; display: block !important; visibility: visible !important; opacity: 1 !important; }

        """;

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}

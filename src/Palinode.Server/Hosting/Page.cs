using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Palinode.Server.Hosting;

/// <summary>The bare frame of a page.</summary>
internal static class Page
{
    /// <param name="body">HTML; whatever comes from people in it has gone through <see cref="Text"/>.</param>
    public static ContentHttpResult Of(string title, string body, int status = StatusCodes.Status200OK) => TypedResults.Content(
        $"<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(title)} – Palinode</title></head>\n<body>\n<main>\n<h1>{Text(title)}</h1>\n{body}\n</main>\n</body>\n</html>\n",
        "text/html", Encoding.UTF8, status);

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A moment, UTC, for people and programs.</summary>
    public static string Time(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC</time>");

    public static string Errors(IReadOnlyList<string> wrong) => wrong.Count == 0 ? "" : $"<ul role=\"alert\">{string.Concat(wrong.Select(w => $"<li>{Text(w)}</li>"))}</ul>\n";
}

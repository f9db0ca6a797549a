using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Palinode.Cases;

namespace Palinode.Server.Pages;

/// <summary>
/// What pages say, in the language of whoever looks at one: the first of the browser's languages (RFC 9110, 12.5.4) that there is a translation into, and English
/// where there is none or it lacks a sentence. The English sentence is its own key. The log, letters and notices are not the pages' to translate: they stay as they were written.
/// </summary>
public sealed class Wording
{
    private readonly Translation _spoken;

    internal Wording(Translations translations, IHttpContextAccessor asked) => _spoken = translations.For(asked.HttpContext?.Request.Headers.AcceptLanguage.ToString() ?? "");

    /// <summary>BCP 47, for the page's <c>lang</c>.</summary>
    public string Language => _spoken.Language;

    public string this[string english] => _spoken.Of(english);

    /// <param name="english">With {0} and so on for what is put in.</param>
    public string this[string english, params ReadOnlySpan<object?> parts] => string.Format(CultureInfo.InvariantCulture, _spoken.Of(english), parts);

    /// <summary>"authors queried"</summary>
    public string Of<T>(T value) where T : struct, Enum => _spoken.Of(CaseWords.Of(value));

    /// <summary>A sentence as HTML.</summary>
    /// <param name="html">What is put in: links, codes, names that are encoded already.</param>
    internal string Html(string english, params ReadOnlySpan<object?> html) => string.Format(CultureInfo.InvariantCulture, WebUtility.HtmlEncode(_spoken.Of(english)), html);
}

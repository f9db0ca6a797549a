using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Server.Pages;

namespace Palinode.Server.Hosting;

/// <summary>Pages as answers, in the frame that all of them share.</summary>
internal static class Page
{
    /// <summary>A page that is a component with a parameter "Model".</summary>
    public static PageResult Show<TComponent>(object model, int status = StatusCodes.Status200OK) where TComponent : IComponent =>
        new(typeof(TComponent), new Dictionary<string, object?> { ["Model"] = model }, status);

    /// <summary>A page that is a title and some HTML.</summary>
    /// <param name="body">HTML; whatever comes from people in it has gone through <see cref="Text"/>.</param>
    public static ContentHttpResult Of(string title, string body, int status = StatusCodes.Status200OK, bool wide = false)
    {
        HttpContext context = Now.HttpContext ?? throw new InvalidOperationException("A page is made for a request.");
        // Rendering waits for nothing, so it is finished when the task is there.
        string page = new PageResult(typeof(PlainPage), new Dictionary<string, object?> { ["Title"] = title, ["Body"] = body, ["Wide"] = wide, ["Way"] = WayOf(context.Request.Path) }, status).RenderAsync(context).GetAwaiter().GetResult();
        return TypedResults.Content(page, "text/html", Encoding.UTF8, status);
    }

    /// <summary>The entry of the navigation that a page belongs to, by its address.</summary>
    private static string? WayOf(PathString path) => path.Value?.Split('/') switch
    {
        ["", "jobs", ..] => "/jobs",
        ["", "people" or "journals", ..] => "/people",
        ["", "account", ..] => "/account",
        ["", "cases", ..] => "/",
        _ => null,
    };

    /// <summary>What is not there, and what is not for whoever asks: the answer is the same.</summary>
    public static NotFound NotThere() => TypedResults.NotFound();

    /// <summary>A sentence as HTML, in the language of whoever looks.</summary>
    /// <param name="english">As it stands in the translations, with {0} and so on for what is put in.</param>
    /// <param name="html">Links, codes, and what has gone through <see cref="Text"/>.</param>
    public static string Say(string english, params ReadOnlySpan<object?> html) => Words.Html(english, html);

    /// <summary>What becomes no HTML here: titles that name something, what a stream carries.</summary>
    public static class Plain
    {
        /// <summary>A sentence as text, in the language of whoever looks.</summary>
        public static string Say(string english, params ReadOnlySpan<object?> parts) => Words[english, parts];
    }

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A moment, UTC, for people and programs.</summary>
    public static string Time(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC</time>");

    /// <param name="wrong">In English; what the translations know is said in the language of whoever looks.</param>
    public static string Errors(IReadOnlyList<string> wrong) => wrong.Count == 0 ? "" : $"<ul role=\"alert\">{string.Concat(wrong.Select(w => $"<li>{Text(Words[w])}</li>"))}</ul>\n";

    private static Wording Words => (Now.HttpContext ?? throw new InvalidOperationException("A page is made for a request.")).RequestServices.GetRequiredService<Wording>();

    /// <summary>The request of this moment; the framework keeps it beside the flow of calls.</summary>
    private static readonly HttpContextAccessor Now = new();
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Palinode.Server.Pages;

/// <summary>
/// A page as an answer: a Razor component, rendered to text on the server. It goes through <see cref="HtmlRenderer"/> itself; the framework's own result
/// would bring services along (keys on disk, antiforgery tokens) that pages without Blazor have no use for.
/// </summary>
/// <param name="parameters">Of the component, beside its viewer, by name.</param>
internal sealed class PageResult(Type component, Dictionary<string, object?> parameters, int status) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using HtmlRenderer renderer = Renderer(httpContext);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            HtmlRootComponent page = await RenderAsync(renderer, httpContext);
            // What can fail has been done: from here on it is an answer.
            (httpContext.Response.StatusCode, httpContext.Response.ContentType) = (status, "text/html; charset=utf-8");
            await httpContext.Response.StartAsync(httpContext.RequestAborted);
            await using Utf8Writer writer = new(httpContext.Response.BodyWriter);
            page.WriteHtmlTo(writer);
        });
        await httpContext.Response.BodyWriter.FlushAsync(httpContext.RequestAborted);
    }

    /// <summary>The page as text. Our components wait for nothing: what they show was read before.</summary>
    internal async Task<string> RenderAsync(HttpContext context)
    {
        await using HtmlRenderer renderer = Renderer(context);
        return await renderer.Dispatcher.InvokeAsync(async () => (await RenderAsync(renderer, context)).ToHtmlString());
    }

    private static HtmlRenderer Renderer(HttpContext context) => new(context.RequestServices, context.RequestServices.GetRequiredService<ILoggerFactory>());

    private Task<HtmlRootComponent> RenderAsync(HtmlRenderer renderer, HttpContext context) =>
        renderer.RenderComponentAsync(component, ParameterView.FromDictionary(new Dictionary<string, object?>(parameters) { ["Viewer"] = Viewer.Of(context) }));
}

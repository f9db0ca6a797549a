using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
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
        byte[] page = Encoding.UTF8.GetBytes(await RenderAsync(httpContext));
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.ContentLength = page.Length;
        await httpContext.Response.Body.WriteAsync(page, httpContext.RequestAborted);
    }

    /// <summary>The page as text. Our components wait for nothing: what they show was read before.</summary>
    internal async Task<string> RenderAsync(HttpContext context)
    {
        await using HtmlRenderer renderer = new(context.RequestServices, context.RequestServices.GetRequiredService<ILoggerFactory>());
        Dictionary<string, object?> all = new(parameters) { ["Viewer"] = Viewer.Of(context) };
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(all))).ToHtmlString());
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Server.Storage.Stripping;

namespace Palinode.Server.Uploads;

/// <summary>Files of cases, as the web application takes them in and gives them out.</summary>
internal static class UploadsWeb
{
    public static IServiceCollection AddUploads(this IServiceCollection services) => services.AddSingleton(new StripOptions()).AddSingleton<StrippedCopy>();

    public static void MapUploads(this IEndpointRouteBuilder web)
    {
        RouteGroupBuilder files = web.MapGroup("/cases/{caseId:guid}/attachments").RequireAuthorization().DisableAntiforgery();
        files.MapPost("", AttachFile.Post);
        files.MapGet("/{id:guid}", DownloadAttachment.Get);
        files.MapPost("/{id:guid}/pass-on", PassOnCopy.Post);
    }
}

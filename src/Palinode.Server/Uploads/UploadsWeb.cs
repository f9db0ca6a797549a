using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Cases;
using Palinode.Server.Hosting;
using Palinode.Server.Storage.Stripping;

namespace Palinode.Server.Uploads;

/// <summary>Files of cases, as the web application takes them in and gives them out.</summary>
internal static class UploadsWeb
{
    public static IServiceCollection AddUploads(this IServiceCollection services) => services.AddSingleton(new StripOptions()).AddSingleton<StrippedCopy>();

    public static void MapUploads(this IEndpointRouteBuilder web)
    {
        RouteGroupBuilder files = web.MapGroup("/cases/{case:guid}/attachments").DisableAntiforgery();
        files.MapGet("/{attachment:guid}", DownloadAttachment.Get).ForJournal().Scoped(TokenScope.ReadCases);
        files.MapPost("/{attachment:guid}/pass-on", PassOnCopy.Post).ForJournal(CaseRole.Intake);
    }
}

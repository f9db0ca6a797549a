using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Chain;

namespace Palinode.Server.Hosting;

/// <summary>Composes the web application. It reads no settings from the environment or the working folder: what it does stands here.</summary>
internal static class WebHost
{
    public static WebApplication Build(ServiceStorage storage, IPAddress address, int port, TextWriter error)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "palinode", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address, port);
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(storage);
        builder.Services.AddSingleton(storage.Cases);
        builder.Services.AddSingleton<EventStore>();
        builder.Services.AddHostedService<ClusterKeeper>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new LineLog(error));

        WebApplication application = builder.Build();
        application.UseMiddleware<StrictHeaders>();
        application.MapGet("/healthz", Health);
        return application;
    }

    /// <summary>200 when the database answers, 503 when it does not; says nothing else.</summary>
    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> Health(CaseDatabase cases, CancellationToken stop) =>
        await cases.AnswersAsync(stop) ? TypedResults.Text("ready\n") : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Palinode.Server.Cases;
using Palinode.Server.Jobs;
using Palinode.Server.Keeping;
using Palinode.Server.Letters;
using Palinode.Server.Notices;
using Palinode.Server.Pages;
using Palinode.Server.People;
using Palinode.Server.Storage;
using Palinode.Server.Storage.Attachments;
using Palinode.Server.Storage.Chain;
using Palinode.Server.Storage.Identities;
using Palinode.Server.Uploads;

namespace Palinode.Server.Hosting;

/// <summary>Composes the web application. It reads no settings from the environment or the working folder: what it does stands here.</summary>
internal static class WebHost
{
    /// <summary>Bytes of a request; endpoints that take files raise it for themselves.</summary>
    private const long LargestRequest = 1 << 20;

    public static WebApplication Build(ServiceStorage storage, IPAddress address, int port, TextWriter error, ServiceOptions? options = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "palinode", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestRequest;
            kestrel.Listen(address, port);
        });
        AddParts(builder.Services, storage, TimeProvider.System, options, error);
        builder.Services.AddRouting().AddHttpContextAccessor();
        builder.Services.AddSingleton(new Translations(storage.Folder.Wording)).AddScoped(s => new Wording(s.GetRequiredService<Translations>(), s.GetRequiredService<IHttpContextAccessor>()));
        builder.Services.AddHostedService<ClusterKeeper>();
        builder.Services.AddHostedService<DailyDuties>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new LineLog(error));

        WebApplication application = builder.Build();
        // A proxy on this machine may say for whom it asks, and that it was asked by TLS; nobody else may.
        application.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto });
        application.UseMiddleware<StrictHeaders>();
        application.UseStatusPages();
        application.UseMiddleware<SameOriginOnly>();
        application.UseRouting();
        application.UseRateLimiter();
        application.UseAuthentication();
        application.UseAuthorization();
        application.UseMiddleware<StillAllowed>();
        application.UseMiddleware<ViewerLookup>();
        application.MapGet("/healthz", Health).ForAnyone();
        application.MapAssets();
        application.MapPeople();
        application.MapCases();
        application.MapUploads();
        application.MapJobs();
        application.MapLetters();
        application.MapNotices();
        application.MapKeeping();
        return application;
    }

    /// <summary>Everything that does the work behind the pages; also without a web server around it.</summary>
    public static void AddParts(IServiceCollection services, ServiceStorage storage, TimeProvider time, ServiceOptions? options, TextWriter error)
    {
        AddStorage(services, storage, time);
        services.AddPeople(options?.DoorLimits ?? new DoorLimits());
        services.AddCases();
        services.AddJobs(options, error);
        services.AddUploads();
        services.AddLetters(storage.Folder);
        services.AddNotices();
        services.AddKeeping();
    }

    private static void AddStorage(IServiceCollection services, ServiceStorage storage, TimeProvider time) => services
        .AddSingleton(time)
        .AddSingleton(storage)
        .AddSingleton(storage.Folder)
        .AddSingleton(storage.Cases)
        .AddSingleton(MasterKey.Of(storage.Folder))
        .AddSingleton(new AttachmentOptions())
        .AddSingleton<AttachmentStore>()
        .AddSingleton<IdentityVault>()
        .AddSingleton<EventStore>()
        .AddSingleton<HeadSigner>();

    /// <summary>200 when the database answers, 503 when it does not; says nothing else.</summary>
    private static async Task<Results<ContentHttpResult, StatusCodeHttpResult>> Health(CaseDatabase cases, CancellationToken stop) =>
        await cases.AnswersAsync(stop) ? TypedResults.Text("ready\n") : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}

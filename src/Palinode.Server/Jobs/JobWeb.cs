using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Palinode.Server.Hosting;

namespace Palinode.Server.Jobs;

/// <summary>Jobs, as the web application takes them in.</summary>
internal static class JobWeb
{
    /// <param name="options">How the service runs; without a program no worker runs beside it.</param>
    /// <param name="log">Where the lines of the worker go.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, ServiceOptions? options, TextWriter log)
    {
        services.AddSingleton(new JobOptions()).AddSingleton<JobResults>();
        services.AddSingleton(new Belonging("screening", "SELECT journal_id, case_id FROM palinode.job WHERE id = $1"));
        return options is not { Program: [_, ..] } ? services : services.AddSingleton(new WorkerCommand(options.Program, options.Location, log)).AddHostedService<WorkerKeeper>();
    }

    public static void MapJobs(this IEndpointRouteBuilder web)
    {
        const string Screening = "/cases/{case:guid}/screenings/{screening:guid}";
        web.MapGet(Screening, ScreeningPage.Get).ForJournal().Scoped(TokenScope.ReadCases, TokenScope.Screen);
        web.MapGet(Screening + "/progress", ScreeningProgressStream.Get).ForJournal().Scoped(TokenScope.ReadCases, TokenScope.Screen);
        web.MapGet(Screening + "/files/{**path}", ScreeningFile.Get).ForJournal().Scoped(TokenScope.ReadCases, TokenScope.Screen);
        web.MapPost(Screening + "/cancel", CancelScreening.Post).ForJournal(Access.Writers).Scoped(TokenScope.WriteCases, TokenScope.Screen).DisableAntiforgery();
        web.MapPost(Screening + "/again", ScreenAgain.Post).ForJournal(Access.Writers).Scoped(TokenScope.WriteCases, TokenScope.Screen).DisableAntiforgery();
        web.MapGet("/jobs", JobsPage.Get).ForSigned().Scoped(TokenScope.ReadCases, TokenScope.Screen);
    }

    /// <summary>The page of a job, and what lies below it.</summary>
    public static string Way(Job job, string below = "") => $"/cases/{job.Case}/screenings/{job.Id}{below}";
}

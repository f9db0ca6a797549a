using Microsoft.Extensions.DependencyInjection;

namespace Palinode.Server.Jobs;

/// <summary>Jobs, as the web application takes them in.</summary>
internal static class JobWeb
{
    /// <param name="options">How the service runs; without a program no worker runs beside it.</param>
    /// <param name="log">Where the lines of the worker go.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, ServiceOptions? options, TextWriter log)
    {
        services.AddSingleton(new JobOptions()).AddSingleton<JobResults>();
        return options is not { Program: [_, ..] } ? services : services.AddSingleton(new WorkerCommand(options.Program, options.Location, log)).AddHostedService<WorkerKeeper>();
    }
}

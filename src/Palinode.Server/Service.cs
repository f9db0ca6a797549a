using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Palinode.Server.Hosting;
using Palinode.Server.Storage;

namespace Palinode.Server;

/// <summary>How a service is to run.</summary>
public sealed record ServiceOptions
{
    public ServiceLocation Location { get; init; } = new();

    /// <summary>On the loopback address; 0 takes any free one. What stands before it (a proxy with TLS) is the administrator's.</summary>
    public int Port { get; init => field = value is >= 0 and <= 65535 ? value : throw new InputException($"--port: {value} is no port; use 1 to 65535."); } = 8080;
}

/// <summary>The doors of this assembly for the command line. Nothing else names it, and nothing of it is loaded before.</summary>
public static class Service
{
    /// <summary>Runs until asked to stop; requests in progress are finished, then PostgreSQL is stopped in order.</summary>
    public static async Task RunAsync(ServiceOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        await using ServiceStorage storage = await ServiceStorage.OpenForServiceAsync(options.Location, stop);
        await using WebApplication application = WebHost.Build(storage, IPAddress.Loopback, options.Port, error);
        try
        {
            await application.StartAsync(stop);
        }
        catch (IOException e)
        {
            throw new InputException($"Port {options.Port} cannot be listened on ({e.InnerException?.Message ?? e.Message}); choose another with --port.", e);
        }
        await output.WriteLineAsync($"palinode listens on {application.Urls.First()} (data in {storage.Folder.FullName})");
        await output.FlushAsync(CancellationToken.None);
        try
        {
            await application.WaitForShutdownAsync(stop);
        }
        catch (OperationCanceledException)
        {
        }
    }
}

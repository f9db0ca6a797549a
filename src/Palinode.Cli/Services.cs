using System.Runtime.Versioning;
using Palinode.Server;
using Palinode.Server.Storage;

namespace Palinode.Cli;

/// <summary>Where the service keeps what it knows, as given on the command line.</summary>
internal sealed record ServicePlace(string? Data, string? Database);

/// <summary>
/// Joins the verbs of the service to <c>Palinode.Server</c>; the only place that names it. The web server and the database driver are loaded when
/// one of these methods is first called, and never by the verbs of a laptop.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class Services
{
    public static int Serve(ServicePlace place, int port, CliHost host)
    {
        Service.RunAsync(new ServiceOptions { Location = Location(place), Port = port }, host.Out, host.Error, host.Stop).GetAwaiter().GetResult();
        return ExitCode.Done;
    }

    private static ServiceLocation Location(ServicePlace place) => new(place.Data, place.Database);
}

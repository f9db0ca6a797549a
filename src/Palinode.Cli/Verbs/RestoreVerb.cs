using System.CommandLine;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode restore FILE --key KEY</c>: a service from a backup, in an empty data folder.</summary>
internal static class RestoreVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> file = new("FILE") { Description = "What palinode backup wrote." };
        Option<string> key = new("--key") { HelpName = "FILE", Required = true, Description = "The recovery key of the service that made the backup (recovery.key in its folder secrets)." };
        Option<string?> erased = new("--erased") { HelpName = "FILE", Description = "The list of erasures of the service (erased.txt in its data folder): what was erased after the backup was made is erased again." };
        PlaceOptions place = new();
        Command command = new("restore", "Makes a service from a backup, in an empty data folder; code 3 when its log does not hold.") { file, key, erased };
        place.AddTo(command);
        command.SetAction(line => host.Restore(place.Read(line, host), host.FullPath(line.GetValue(file)!), host.FullPath(line.GetValue(key)!), line.GetValue(erased) is { } list ? host.FullPath(list) : null, host));
        return command;
    }
}

using System.CommandLine;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode restore FILE --key KEY</c>: a service from a backup, in an empty data folder.</summary>
internal static class RestoreVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> file = new("FILE") { Description = "What palinode backup wrote." };
        Option<string> key = new("--key") { HelpName = "FILE", Required = true, Description = "The recovery key of the service that made the backup (recovery.key in its folder secrets)." };
        PlaceOptions place = new();
        Command command = new("restore", "Makes a service from a backup, in an empty data folder; code 3 when its log does not hold.") { file, key };
        place.AddTo(command);
        command.SetAction(line => host.Restore(place.Read(line, host), host.FullPath(line.GetValue(file)!), host.FullPath(line.GetValue(key)!), host));
        return command;
    }
}

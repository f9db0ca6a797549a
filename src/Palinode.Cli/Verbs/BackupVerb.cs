using System.CommandLine;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode backup FILE</c>: everything of a service in one encrypted file.</summary>
internal static class BackupVerb
{
    public static Command Create(CliHost host)
    {
        Argument<string> file = new("FILE") { Description = "Written complete or not at all; must not be there yet." };
        PlaceOptions place = new();
        Command command = new("backup", "Writes everything of a service into one encrypted file, also while it runs.") { file };
        place.AddTo(command);
        command.SetAction(line => host.Backup(place.Read(line, host), host.FullPath(line.GetValue(file)!), host));
        return command;
    }
}

using System.CommandLine;

namespace Palinode.Cli.Verbs;

/// <summary>The options of every verb of the service: where its data is.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<string?> _data = new("--data") { HelpName = "FOLDER", Description = "The service's data folder. Default: /var/lib/palinode for root, otherwise palinode in the user's folder for data." };
    private readonly Option<string?> _database = new("--database") { HelpName = "CONNECTION", Description = "A PostgreSQL of your own instead of a private one, as a connection string. Its user must be allowed to make roles." };

    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_database);
    }

    public ServicePlace Read(ParseResult line, CliHost host) => new(line.GetValue(_data) is { } data ? host.FullPath(data) : null, line.GetValue(_database));
}

using System.CommandLine;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode serve</c>: the service for cases, on this machine, until Ctrl-C.</summary>
internal static class ServeVerb
{
    public static Command Create(CliHost host)
    {
        Option<int> port = new("--port") { HelpName = "NUMBER", Description = "Listens here, on localhost alone. Default: 8080.", DefaultValueFactory = _ => 8080 };
        Option<bool> demo = new("--demo") { Description = "Fills an empty service with an invented journal, five people and cases at different stages, and says how to sign in." };
        PlaceOptions place = new();
        Command command = new("serve", "Runs the service for cases on localhost, with a PostgreSQL of its own; Ctrl-C stops both in order.") { port, demo };
        place.AddTo(command);
        command.SetAction(line => host.Serve(place.Read(line, host), line.GetValue(port), line.GetValue(demo), host));
        return command;
    }
}

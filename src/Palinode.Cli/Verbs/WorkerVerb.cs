using System.CommandLine;

namespace Palinode.Cli.Verbs;

/// <summary><c>palinode worker</c>: screens what cases of a service ask for, until Ctrl-C.</summary>
internal static class WorkerVerb
{
    public static Command Create(CliHost host)
    {
        Option<bool> untilInputEnds = new("--until-input-ends") { Description = "Ends when its standard input does; for programs that start it." };
        PlaceOptions place = new();
        Command command = new("worker", "Works on the screenings of a service, one at a time; serve starts one by itself. Ctrl-C gives the one in work back.") { untilInputEnds };
        place.AddTo(command);
        command.SetAction(line => host.Work(place.Read(line, host), line.GetValue(untilInputEnds), host));
        return command;
    }
}

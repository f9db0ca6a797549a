using Palinode.Cli.Tests.Results;
using Palinode.Engine;

namespace Palinode.Cli.Tests;

/// <summary>Runs command lines inside the test process, with an engine that returns what the test wants.</summary>
internal sealed class CommandLine(Sandbox sandbox)
{
    private readonly CancellationTokenSource _stop = new();

    public ScreenFunction Screen { get; set; } = (_, _, _, _) => Invented.Result(Invented.Finding());
    public CompareFunction Compare { get; set; } = (_, _, _, _) => Invented.Result(Invented.Finding());
    public FiguresFunction Figures { get; set; } = (input, _, _, _, _) => Invented.Figures(input.Name);
    public ReportFunction Report { get; set; } = (_, _, _) => "<html></html>"u8.ToArray();

    public List<string> AskedOfTheService { get; } = [];

    /// <summary>What the last run wrote.</summary>
    public string Out { get; private set; } = "";
    public string Error { get; private set; } = "";

    public void Stop() => _stop.Cancel();

    public int Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        int code = Program.Run(args, new CliHost
        {
            Screen = Screen,
            Compare = Compare,
            Figures = Figures,
            Report = Report,
            Serve = (place, port, demo, _) => Asked($"serve {place.Data} {place.Database} {port}{(demo ? " demo" : "")}"),
            Work = (place, untilInputEnds, _) => Asked($"worker {place.Data} {place.Database} {untilInputEnds}"),
            VerifyLog = (place, head, _) => Asked($"verify {place.Data} {place.Database} {head}"),
            SignHead = (place, _) => Asked($"head {place.Data} {place.Database}"),
            Backup = (place, file, _) => Asked($"backup {place.Data} {place.Database} {file}"),
            Restore = (place, file, key, erased, _) => Asked($"restore {place.Data} {place.Database} {file} {key}{(erased is null ? "" : " " + erased)}"),
            Out = output,
            Error = error,
            Folder = sandbox.Folder,
            Stop = _stop.Token,
        });
        (Out, Error) = (output.ToString(), error.ToString());
        return code;
    }

    private int Asked(string what)
    {
        AskedOfTheService.Add(what.Replace(sandbox.Folder + Path.DirectorySeparatorChar, "./", StringComparison.Ordinal));
        return ExitCode.Done;
    }

    /// <summary>Runs and expects a refusal: code 2, one line on stderr, nothing on stdout.</summary>
    public string Refused(params string[] args)
    {
        Run(args).ShouldBe(ExitCode.BadInput, Error);
        Out.ShouldBeEmpty();
        Error.Trim().Split('\n').ShouldHaveSingleItem();
        return Error;
    }

    /// <summary>What the engine is asked to screen.</summary>
    public List<ScreeningInput> Inputs { get; } = [];

    /// <summary>Lets the engine note its inputs.</summary>
    public CommandLine NotingInputs()
    {
        Screen = (inputs, _, _, _) =>
        {
            Inputs.AddRange(inputs);
            return Invented.Result();
        };
        return this;
    }
}

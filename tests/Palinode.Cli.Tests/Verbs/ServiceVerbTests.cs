namespace Palinode.Cli.Tests.Verbs;

/// <summary>What the verbs of the service pass on; the service itself is tested in its own project.</summary>
internal sealed class ServiceVerbTests
{
    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open()
    {
        _sandbox = new Sandbox();
        _line = new CommandLine(_sandbox);
    }

    [TearDown] public void Close() => _sandbox.Dispose();

    [TestCase("serve", "serve   8080")]
    [TestCase("serve --data d --port 9000", "serve ./d  9000")]
    [TestCase("serve --database Host=h", "serve  Host=h 8080")]
    [TestCase("serve --demo", "serve   8080 demo")]
    [TestCase("worker --data d", "worker ./d  False")]
    [TestCase("worker --until-input-ends", "worker   True")]
    [TestCase("audit verify --data d", "verify ./d  ")]
    [TestCase("audit verify --head h.json", "verify   ./h.json")]
    [TestCase("audit head --data d", "head ./d ")]
    [TestCase("backup b --data d", "backup ./d  ./b")]
    [TestCase("restore b --key k --data d", "restore ./d  ./b ./k")]
    public void The_words_of_the_command_line_reach_the_service(string line, string asked)
    {
        _line.Run(line.Split(' ')).ShouldBe(ExitCode.Done, _line.Error);
        _line.AskedOfTheService.ShouldBe([asked]);
    }

    [TestCase("restore b")]
    [TestCase("backup")]
    [TestCase("serve --port none")]
    [TestCase("audit")]
    public void What_is_missing_or_wrong_is_refused_with_one_line(string line)
    {
        _line.Refused(line.Split(' '));
        _line.AskedOfTheService.ShouldBeEmpty();
    }
}

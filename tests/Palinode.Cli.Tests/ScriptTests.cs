using System.Diagnostics;
using System.Runtime.Versioning;
using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>The palinode script on a machine that lacks something: a path with only the commands that the test puts there.</summary>
[SupportedOSPlatform("linux")]
internal sealed class ScriptTests
{
    private Sandbox _sandbox = null!;

    [SetUp]
    public void Open()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("skipped: the script runs on Linux");
        _sandbox = new Sandbox();
        foreach (string file in (string[])["palinode", "eng/packages.txt", "eng/test.sh"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_sandbox.At(file))!);
            File.Copy(Path.Combine(SharedMaterial.RepositoryRoot, file), _sandbox.At(file));
        }
        foreach (string folder in (string[])["src", "native", "bin"]) Directory.CreateDirectory(_sandbox.At(folder));
        foreach (string tool in (string[])["bash", "env", "find", "sort", "sha256sum", "mkdir", "flock", "readlink", "dirname", "grep", "awk", "tail"])
            File.CreateSymbolicLink(_sandbox.At("bin", tool), Where(tool));
        _sandbox.Write("eng/packages.txt", """
            # package | for | probe | why
            there-dev  | all  | file /etc/nowhere /*tc/passwd | is there
            cloud-tool | all  | command bash no-such-command  | measures clouds
            test-tool  | test | command no-such-command       | is for tests
            data-base  | service | command no-such-command    | keeps cases
            """ + "\n");
    }

    [TearDown] public void Close() => _sandbox?.Dispose();

    private static string Where(string tool) => ((string[])["/usr/bin", "/bin"]).Select(d => Path.Combine(d, tool)).First(File.Exists);

    private void Command(string name, string script)
    {
        string file = _sandbox.Write($"bin/{name}", $"#!{Where("bash")}\n{script}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private (int Code, string Error) Run(string verb)
    {
        ProcessStartInfo start = new(_sandbox.At("palinode"), [verb]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PATH"] = _sandbox.At("bin");
        start.Environment["HOME"] = _sandbox.Folder;
        start.Environment.Remove("DOTNET_ROOT");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.Result.ShouldBeEmpty();
        return (process.ExitCode, error);
    }

    [Test]
    public void Without_apt_it_lists_what_to_install_and_why()
    {
        (int code, string error) = Run("screen");
        code.ShouldBe(2);
        error.ShouldContain("cloud-tool     measures clouds");
        error.ShouldNotContain("there-dev");
        error.ShouldNotContain("test-tool");
        error.ShouldNotContain("data-base");
    }

    [TestCase("serve")]
    [TestCase("worker")]
    [TestCase("audit")]
    [TestCase("backup")]
    [TestCase("restore")]
    public void The_verbs_of_the_service_need_what_only_it_needs(string verb)
    {
        (int code, string error) = Run(verb);
        code.ShouldBe(2);
        error.ShouldContain("data-base      keeps cases");
        error.ShouldNotContain("test-tool");
    }

    [Test]
    public void Tests_need_what_only_they_need() => Run("test").Error.ShouldContain("test-tool      is for tests");

    [Test]
    public void As_root_it_installs_and_fetches_the_package_lists_only_at_need()
    {
        string calls = _sandbox.At("calls.txt");
        Command("id", "echo 0");
        Command("apt-get", $"""echo "$@" >> "{calls}"; [[ $* != *install* ]] || (( $(grep -c install "{calls}") > 1 ))""");
        (int code, string error) = Run("screen");
        File.ReadAllLines(calls).Select(l => l.Contains("update", StringComparison.Ordinal) ? "update" : l[(l.IndexOf(" install", StringComparison.Ordinal) + 1)..])
            .ShouldBe(["install --no-install-recommends cloud-tool", "update", "install --no-install-recommends cloud-tool"]);
        error.ShouldContain("cloud-tool     measures clouds");
        if (!File.Exists("/usr/share/dotnet/dotnet") && !File.Exists("/usr/lib/dotnet/dotnet")) code.ShouldBe(2);
    }

    [Test]
    public void Without_root_and_sudo_it_says_what_root_has_to_run()
    {
        Command("id", "echo 1000");
        Command("apt-get", "exit 9");
        Run("screen").ShouldBe((2, "palinode: missing: cloud-tool. Run as root: apt-get install --no-install-recommends cloud-tool\n"));
    }

    [Test]
    public void Without_root_it_asks_sudo()
    {
        string calls = _sandbox.At("calls.txt");
        Command("id", "echo 1000");
        Command("apt-get", "exit 9");
        Command("sudo", $"""echo "$1" >> "{calls}" """);
        Run("screen").Error.ShouldContain("through sudo");
        File.ReadAllLines(calls).ShouldNotBeEmpty();
    }
}

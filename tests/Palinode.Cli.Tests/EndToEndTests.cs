using System.Diagnostics;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Cli.Tests;

/// <summary>The built program on drawn pictures, from the command line to the files.</summary>
internal sealed class EndToEndTests
{
    private Sandbox _sandbox = null!;

    [SetUp]
    public void Open()
    {
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "libpalinode_vision.so"))) Assert.Ignore("skipped: the native library was not built (./palinode test builds it)");
        _sandbox = new Sandbox();
    }

    [TearDown] public void Close() => _sandbox?.Dispose();

    /// <summary>A suspect whose mirror image is in the corpus, beside an unrelated picture.</summary>
    private void Draw(string folder)
    {
        DrawnPicture suspect = DrawnPicture.Blobs(1, 320, 260);
        suspect.Save(_sandbox.At(folder, "suspect.png"));
        suspect.FlippedHorizontally().Save(_sandbox.At(folder, "corpus", "mirrored.png"));
        DrawnPicture.Blobs(2, 300, 300).Save(_sandbox.At(folder, "corpus", "other.png"));
    }

    private byte[] Screen(string folder, string result, params string[] more)
    {
        (int code, _, string error) = CliProcess.Run(CliProcess.Program, _sandbox.At(folder), ["screen", "suspect.png", "--against", "corpus", "--out", _sandbox.At(result), .. more]);
        code.ShouldBe(0, error);
        return File.ReadAllBytes(_sandbox.At(result, "findings.json"));
    }

    [Test]
    public void A_mirrored_picture_is_found_and_an_unrelated_one_is_not()
    {
        Draw("case");
        FindingsFile file = FindingsFile.FromJson(Screen("case", "result"));
        Finding finding = file.Findings.ShouldHaveSingleItem();
        (finding.A.Document, finding.B.Document, finding.BFromA.Flip, finding.Confidence).ShouldBe(("suspect.png", "corpus/mirrored.png", Flip.Horizontal, Confidence.High));
        foreach (string name in (string[])["report.html", "run.json", "evidence/index.json"]) File.Exists(_sandbox.At("result", name)).ShouldBeTrue(name);
        foreach (string image in finding.Images) File.Exists(_sandbox.At("result", image)).ShouldBeTrue(image);
    }

    [Test]
    public void The_same_input_gives_the_same_bytes_from_any_folder_and_on_any_number_of_threads()
    {
        Draw("case");
        Draw("elsewhere/deeper");
        byte[] one = Screen("case", "r1", "--threads", "1");
        Screen("elsewhere/deeper", "r2", "--threads", "2").ShouldBe(one);
    }

    [Test]
    public void A_finding_can_be_run_again_alone()
    {
        Draw("case");
        (int code, string output, string error) = CliProcess.Run(CliProcess.Program, _sandbox.At("case"), "compare", "suspect.png", "corpus/mirrored.png");
        code.ShouldBe(0, error);
        output.ShouldContain("unexpectedly similar, high confidence; B is A flipped horizontally");
        CliProcess.Run(CliProcess.Program, _sandbox.At("case"), "compare", "suspect.png", "corpus/other.png").Out.ShouldContain("No shared image content was found.");
    }

    [TestCase("INT")]
    [TestCase("TERM")]
    public void A_signal_stops_the_work_within_a_second_and_leaves_nothing(string signal)
    {
        for (int i = 0; i < 16; i++) DrawnPicture.Blobs(i, 500, 500).Save(_sandbox.At("lab", $"{i}.png"));
        string[] before = _sandbox.Content();
        using Process program = CliProcess.Start(CliProcess.Program, _sandbox.Folder, "screen", "lab");
        Task<string> output = program.StandardOutput.ReadToEndAsync(), error = program.StandardError.ReadToEndAsync();
        // In the middle of the work, whatever the machine's speed: the whole takes several times as much.
        while (program.TotalProcessorTime < TimeSpan.FromSeconds(1)) program.WaitForExit(10).ShouldBeFalse("the work was done before it could be stopped");
        Stopwatch clock = Stopwatch.StartNew();
        using Process kill = Process.Start("kill", [$"-{signal}", $"{program.Id}"]);
        program.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        clock.Elapsed.TotalSeconds.ShouldBeLessThan(1);
        program.WaitForExit();
        (program.ExitCode, output.Result, error.Result).ShouldBe((130, "", "palinode: stopped\n"));
        _sandbox.Content().ShouldBe(before);
    }
}

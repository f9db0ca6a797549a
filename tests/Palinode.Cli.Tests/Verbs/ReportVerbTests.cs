using System.Text;
using Palinode.Evidence;
using Palinode.Testing;

namespace Palinode.Cli.Tests.Verbs;

internal sealed class ReportVerbTests
{
    private Sandbox _sandbox = null!;
    private CommandLine _line = null!;

    [SetUp]
    public void Open()
    {
        _sandbox = new Sandbox();
        _line = new CommandLine(_sandbox);
        _sandbox.Write("result/findings.json", Encoding.UTF8.GetString(DrawnFindings.File().ToJson()));
        Index(DrawnFindings.Evidence);
        foreach (EvidencePicture picture in DrawnFindings.Evidence.Pictures) File.WriteAllBytes(_sandbox.At("result", picture.Path), DrawnFindings.Pixel);
    }

    [TearDown]
    public void Close() => _sandbox.Dispose();

    private void Index(EvidenceIndex index) => _sandbox.Write("result/evidence/index.json", Encoding.UTF8.GetString(index.ToJson()));

    [Test]
    public void A_result_is_printed_and_twice_the_same()
    {
        _line.Run("report", "result", "--pdf").ShouldBe(ExitCode.Done, _line.Error);
        byte[] first = File.ReadAllBytes(_sandbox.At("result", "report.pdf"));
        first.AsSpan(0, 5).SequenceEqual("%PDF-"u8).ShouldBeTrue();
        _line.Run("report", "result", "--pdf", "--out", "again.pdf").ShouldBe(ExitCode.Done, _line.Error);
        File.ReadAllBytes(_sandbox.At("again.pdf")).ShouldBe(first);
    }

    [Test]
    public void The_page_for_browsers_is_made_again_from_the_folder_alone()
    {
        _line.Run("report", "result", "--title", "A case").ShouldBe(ExitCode.Done, _line.Error);
        string html = File.ReadAllText(_sandbox.At("result", "report.html"));
        html.ShouldContain("<h1>A case</h1>");
        html.ShouldContain("data:image/");
        _line.Refused("report", "result").ShouldContain("--force");
    }

    [TestCase("../outside.png")]
    [TestCase("/etc/hostname")]
    [TestCase("file:evidence/F1-a.png")]
    [TestCase("evidence/missing.png")]
    public void Pictures_beyond_the_folder_are_not_read(string path)
    {
        _sandbox.Write("outside.png");
        Index(new EvidenceIndex { Pictures = [new EvidencePicture { Path = path, Finding = "F1", Role = PictureRole.AlignedA, Frame = Box.Whole, PixelWidth = 1, PixelHeight = 1 }] });
        _line.Refused("report", "result", "--pdf").ShouldContain("is not in the result");
    }

    [Test]
    public void Another_folder_is_one_line()
    {
        _line.Refused("report", "nowhere").ShouldContain("a result of screen or compare is needed");
        _sandbox.Write("result/findings.json", "{}");
        _line.Refused("report", "result").ShouldContain("cannot be understood");
    }
}

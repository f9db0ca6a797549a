using System.Text;
using Palinode.Notices;

namespace Palinode.Cli.Tests.Verbs;

internal sealed class NoticeReadVerbTests
{
    private const string Text = "RETRACTION\n\nThe Editor has retracted this article. Figure 2A appears similar to Figure 3B.\n";

    [Test]
    public void A_notice_is_printed_as_json()
    {
        using Sandbox sandbox = new();
        sandbox.Write("notice.txt", Text);
        CommandLine line = new(sandbox);
        line.Run("notice", "read", "notice.txt").ShouldBe(ExitCode.Done, line.Error);
        Notice notice = NoticeFile.FromJson(Encoding.UTF8.GetBytes(line.Out));
        notice.Kind.ShouldBe(NoticeKind.Retraction);
        notice.Claims.ShouldHaveSingleItem();
    }

    [Test]
    public void What_was_read_can_be_checked_without_its_text()
    {
        using Sandbox sandbox = new();
        sandbox.Write("notice.txt", Text);
        CommandLine line = new(sandbox);
        line.Run("notice", "read", "notice.txt", "--out", "notice.json").ShouldBe(ExitCode.Done, line.Error);
        line.Run("notice", "check", "notice.json").ShouldBe(ExitCode.Invalid, line.Error);
        line.Out.ShouldContain("error complete/own-doi");
        line.Out.ShouldContain("required elements");
    }

    [Test]
    public void A_place_that_cannot_be_written_to_is_refused()
    {
        using Sandbox sandbox = new();
        sandbox.Write("notice.txt", Text);
        new CommandLine(sandbox).Refused("notice", "read", "notice.txt", "--out", "nowhere/notice.json").ShouldContain("nowhere/notice.json: the file cannot be written");
    }

    [Test]
    public void A_file_without_text_is_refused()
    {
        using Sandbox sandbox = new();
        sandbox.Write("empty.txt", "\n");
        new CommandLine(sandbox).Refused("notice", "read", "empty.txt").ShouldContain("there is no text");
    }
}

using Palinode.Testing;

namespace Palinode.Cli.Tests.Verbs;

internal sealed class NoticeVerbTests
{
    private readonly Sandbox _sandbox = new();

    [OneTimeTearDown]
    public void Clean() => _sandbox.Dispose();

    private static string Sample(string name) => Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{name}.json");

    [Test]
    public void A_notice_is_written_as_a_draft_and_says_how_to_approve_it()
    {
        CommandLine palinode = new(_sandbox);
        palinode.Run("notice", "write", Sample("brief"), "--style", "brief", "--form", "text,jats", "--out", "written").ShouldBe(ExitCode.Done, palinode.Error);
        Directory.GetFiles(_sandbox.At("written")).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["notice.jats.xml", "notice.json", "notice.txt"]);
        palinode.Out.ShouldContain("DRAFT – NOT PUBLISHED: an approval of this text names the digest ");
        File.ReadAllText(_sandbox.At("written", "notice.json")).ShouldContain("\"status\": \"DRAFT");

        palinode.Run("notice", "validate", "written/notice.jats.xml").ShouldBe(ExitCode.Done, palinode.Out);
        palinode.Out.ShouldContain("valid as JATS (0 errors, 1 warning)");
    }

    [Test]
    public void What_breaks_a_rule_ends_with_code_3_and_names_line_and_rule()
    {
        _sandbox.Write("bad.xml", "<article article-type=\"retraction\">\n<front/></article>");
        CommandLine palinode = new(_sandbox);
        palinode.Run("notice", "validate", "bad.xml").ShouldBe(ExitCode.Invalid);
        palinode.Out.ShouldContain("bad.xml:1: error jats/structure: ");
        palinode.Out.ShouldContain("bad.xml: not valid as JATS");
    }

    [Test]
    public void A_style_is_copied_and_used()
    {
        CommandLine palinode = new(_sandbox);
        palinode.Run("notice", "style", "bulleted", "--out", "templates/ours").ShouldBe(ExitCode.Done, palinode.Error);
        File.AppendAllText(_sandbox.At("templates", "ours", "notice.txt"), "\nOurs.\n");
        palinode.Run("notice", "write", Sample("bulleted"), "--style", "ours", "--templates", "templates", "--form", "text", "--out", "with-ours").ShouldBe(ExitCode.Done, palinode.Error);
        File.ReadAllText(_sandbox.At("with-ours", "notice.txt")).ShouldContain("Ours.");
    }

    [Test]
    public void Bad_input_is_refused_with_one_line()
    {
        _sandbox.Write("no.json", "{\"schema\":\"other\"}");
        _sandbox.Write("broken.json", "{");
        _sandbox.Write("page.xml", "<html/>");
        new CommandLine(_sandbox).Refused("notice", "write", "no.json", "--out", "x").ShouldContain("no.json: this is no case and no notice");
        new CommandLine(_sandbox).Refused("notice", "write", "broken.json", "--out", "x").ShouldContain("broken.json");
        new CommandLine(_sandbox).Refused("notice", "write", "absent.json", "--out", "x").ShouldContain("there is no such file");
        new CommandLine(_sandbox).Refused("notice", "write", Sample("brief"), "--style", "nowhere", "--out", "x").ShouldContain("there is no style");
        new CommandLine(_sandbox).Refused("notice", "write", Sample("brief"), "--form", "papyrus", "--out", "x").ShouldContain("papyrus");
        new CommandLine(_sandbox).Refused("notice", "validate", "page.xml").ShouldContain("page.xml: the file begins with <html>");
        new CommandLine(_sandbox).Refused("notice", "validate", Path.GetRelativePath(_sandbox.Folder, Sample("brief")), "--dtd", "nowhere").ShouldNotBeEmpty();
        Directory.Exists(_sandbox.At("x")).ShouldBeFalse();
    }
}

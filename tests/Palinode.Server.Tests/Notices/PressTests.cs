using System.Text;
using Palinode.Cases;
using Palinode.Processes;
using Palinode.Publishing.Notices;
using Palinode.Server.Notices;
using Palinode.Server.Storage.Cluster;
using Palinode.Testing;

namespace Palinode.Server.Tests.Notices;

internal sealed class PressTests
{
    private static readonly string Samples = Path.Combine(SharedMaterial.RepositoryRoot, "samples");

    [TestCase("numbered", 0)]
    [TestCase("office", 0)]
    public void What_goes_out_is_every_form_the_marked_article_and_nothing_of_a_draft(string style, int _)
    {
        PressedNotice pressed = Press.Print(Order(style), CancellationToken.None);
        pressed.Files.Keys.ShouldBe(["article.pdf", "article.pdf.json", "notice.crossref.xml", "notice.html", "notice.jats.xml", "notice.json", "notice.pdf", "notice.pubmed.xml", "notice.txt"]);
        foreach (string form in (string[])["notice.html", "notice.txt", "notice.jats.xml", "notice.crossref.xml"]) Encoding.UTF8.GetString(pressed.Files[form]).ShouldNotContain("NOT PUBLISHED");
        pressed.Marked.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(pressed.Files["article.pdf"])));
        Encoding.UTF8.GetString(pressed.Files["article.pdf.json"]).ShouldContain("RETRACTED");
    }

    [Test]
    public void A_text_that_nobody_approved_does_not_go_out() =>
        Should.Throw<InputException>(() => Press.Print(Order("numbered") with { Notice = Sample("numbered") with { Approval = null } }, CancellationToken.None)).Message.ShouldContain("not approved");

    [Test]
    public void A_text_that_was_changed_after_its_approval_does_not_go_out()
    {
        NoticeCase approved = Approved("numbered");
        Should.Throw<InputException>(() => Press.Print(Order("numbered") with { Notice = approved with { Notice = approved.Notice with { Labels = [] } } }, CancellationToken.None));
    }

    [Test]
    public void An_approved_notice_that_lacks_what_a_deposit_needs_does_not_go_out_in_part()
    {
        NoticeCase without = Sample("numbered") with { Publication = null };
        NoticeCase approved = without with { Approval = new CaseApproval("1", "Nora Muster", "Editor in Chief", new DateOnly(2026, 3, 1), without.Digest) };
        Should.Throw<InputException>(() => Press.Print(Order("numbered") with { Notice = approved }, CancellationToken.None)).Message.ShouldContain("publication");
    }

    [Test]
    public void What_was_staged_is_put_in_place_under_the_DOI_with_the_sums_of_its_files()
    {
        using TemporaryFolder temporary = new();
        PublishedFolder published = new(new ServiceFolder(temporary.FullName));
        using (StagedNotice staged = published.Stage(Guid.NewGuid(), "n1", Hash, "10.5555/a.b/c", Files)) staged.PutInPlace();
        published.FilesOf("10.5555/a.b/c").ShouldBe(["SHA256SUMS", "notice.txt"]);
        using StreamReader reader = new(published.Open("10.5555/a.b/c", "notice.txt")!);
        reader.ReadToEnd().ShouldBe("words");
        published.Open("10.5555/a.b/c", "../../secrets").ShouldBeNull();
        Should.Throw<InputException>(() => published.Stage(Guid.NewGuid(), "n1", Hash, "10.5555/a.b/c", Files)).Message.ShouldContain("already");
    }

    [Test]
    public void What_nobody_published_is_gone()
    {
        using TemporaryFolder temporary = new();
        PublishedFolder published = new(new ServiceFolder(temporary.FullName));
        using (published.Stage(Guid.NewGuid(), "n1", Hash, "10.5555/x", Files)) { }
        published.FilesOf("10.5555/x").ShouldBeEmpty();
        Directory.EnumerateFileSystemEntries(Path.Combine(temporary.FullName, "published")).ShouldBeEmpty();
    }

    /// <summary>Failure class 15: the service dies between the commit and the last rename.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task Failure_class_15_after_a_crash_what_the_log_calls_published_is_put_in_place(bool logSaysSo)
    {
        using TemporaryFolder temporary = new();
        PublishedFolder published = new(new ServiceFolder(temporary.FullName));
        Guid caseId = Guid.NewGuid();
        published.Stage(caseId, "n1", Hash, "10.5555/x", Files);
        int placed = await new PublishedFolder(new ServiceFolder(temporary.FullName)).FinishAsync((id, notice, digest) =>
            Task.FromResult(logSaysSo && id == caseId && notice == "n1" && digest == Hash.Hex ? "10.5555/x" : null));
        placed.ShouldBe(logSaysSo ? 1 : 0);
        published.FilesOf("10.5555/x").ShouldBe(logSaysSo ? ["SHA256SUMS", "notice.txt"] : []);
        Directory.EnumerateDirectories(Path.Combine(temporary.FullName, "published"), ".*").ShouldBeEmpty();
    }

    [Test]
    public void Two_who_publish_the_same_text_at_once_do_not_touch_each_others_files()
    {
        using TemporaryFolder temporary = new();
        PublishedFolder published = new(new ServiceFolder(temporary.FullName));
        Guid caseId = Guid.NewGuid();
        StagedNotice first = published.Stage(caseId, "n1", Hash, "10.5555/x", Files);
        using (published.Stage(caseId, "n1", Hash, "10.5555/x", Files)) { }
        first.PutInPlace();
        published.FilesOf("10.5555/x").ShouldBe(["SHA256SUMS", "notice.txt"]);
        Directory.EnumerateDirectories(Path.Combine(temporary.FullName, "published"), ".*").ShouldBeEmpty();
    }

    [Test]
    public async Task Failure_class_15_a_second_staged_copy_of_what_is_in_place_does_not_stop_the_start()
    {
        using TemporaryFolder temporary = new();
        PublishedFolder published = new(new ServiceFolder(temporary.FullName));
        Guid caseId = Guid.NewGuid();
        StagedNotice first = published.Stage(caseId, "n1", Hash, "10.5555/x", Files);
        published.Stage(caseId, "n1", Hash, "10.5555/x", Files);
        first.PutInPlace();
        await published.FinishAsync((_, _, _) => Task.FromResult<string?>("10.5555/x"));
        published.FilesOf("10.5555/x").ShouldBe(["SHA256SUMS", "notice.txt"]);
        Directory.EnumerateDirectories(Path.Combine(temporary.FullName, "published"), ".*").ShouldBeEmpty();
    }

    [TestCase("<?xml version=\"1.0\"?>\n<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS\" \"x.dtd\">\n<!-- <html> -->\n<article article-type=\"research-article\">", true)]
    [TestCase("\uFEFF<article>", true)]
    [TestCase("<?xml version=\"1.0\"?><html><article>", false)]
    [TestCase("<articles>", false)]
    [TestCase("An article about <article>", false)]
    [TestCase("", false)]
    public void The_articles_own_jats_is_known_by_how_it_begins(string text, bool known) => NoticePublishing.BeginsAsArticle(Encoding.UTF8.GetBytes(text)).ShouldBe(known);

    private static readonly ContentHash Hash = new(new string('a', 64));
    private static readonly Dictionary<string, byte[]> Files = new() { ["notice.txt"] = "words"u8.ToArray() };

    private static PressOrder Order(string style) => new()
    {
        Notice = Approved(style), House = new House { Style = style },
        Articles = [new ArticleFile("article.pdf", () => File.OpenRead(Path.Combine(Samples, "suspect.pdf")))],
    };

    private static NoticeCase Sample(string style) => NoticeCase.FromJson(File.ReadAllBytes(Path.Combine(Samples, "notices", $"{style}.json")));

    private static NoticeCase Approved(string style)
    {
        NoticeCase draft = Sample(style);
        return draft with { Approval = new CaseApproval("2026-0042", "Nora Muster", "Editor in Chief", new DateOnly(2026, 3, 1), draft.Digest) };
    }
}

using System.Diagnostics;
using System.Text;
using System.Xml.Linq;
using Palinode.Notices;
using Palinode.Publishing.Notices;
using Palinode.Publishing.Notices.Validation;
using Palinode.Testing;

namespace Palinode.Publishing.Tests.Notices;

internal sealed class NoticeWriterTests
{
    private static readonly NoticeForm[] WithoutPdf = [.. Enum.GetValues<NoticeForm>().Where(f => f != NoticeForm.Pdf)];
    private static readonly string[] Samples = ["numbered", "bulleted", "brief", "office"];
    private static readonly string[] Styles = ["numbered", "bulleted", "brief", "office", "plain"];
    private static readonly NoticeKind[] Kinds = [NoticeKind.Retraction, NoticeKind.PartialRetraction, NoticeKind.ExpressionOfConcern, NoticeKind.Correction, NoticeKind.Removal, NoticeKind.RetractAndReplace];

    private const string Original = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN" "JATS-journalpublishing1-3.dtd">
        <article article-type="research-article" dtd-version="1.3" xml:lang="en">
        <front><journal-meta><journal-id journal-id-type="publisher-id">EJB</journal-id><journal-title-group><journal-title>Example Journal of Bands</journal-title></journal-title-group><issn pub-type="epub">1234-5679</issn></journal-meta>
        <article-meta><article-id pub-id-type="doi">10.5555/ejb.2019.0101</article-id>
        <title-group><article-title><italic>A drawn</italic> microRNA slows the spread of invented cells through a made-up receptor</article-title></title-group>
        <pub-date publication-format="electronic" date-type="pub" iso-8601-date="2019-05-06"><day>06</day><month>05</month><year>2019</year></pub-date>
        <permissions><copyright-year>2019</copyright-year></permissions>
        <abstract><p>Nothing of this was measured.</p></abstract>
        </article-meta></front><body><p>An article that nobody wrote.</p></body></article>
        """;

    private static NoticeCase Sample(string name) => NoticeCase.FromJson(File.ReadAllBytes(Path.Combine(SharedMaterial.RepositoryRoot, "samples", "notices", $"{name}.json")));
    private static NoticeCase Approved(NoticeCase c) => c with { Approval = new CaseApproval("2026-0001", "Nora Muster", "Editor in Chief", new DateOnly(2026, 3, 1), c.Digest) };
    private static NoticeCase OfKind(NoticeCase c, NoticeKind kind) => c with { Notice = c.Notice with { Kind = kind, Decision = c.Notice.Decision! with { Action = kind } } };
    private static WrittenNotice Write(NoticeCase c, string style, params NoticeForm[] forms) => NoticeWriter.Write(c, new WriteOptions { Style = style, Forms = [.. forms.Length == 0 ? WithoutPdf : forms] }, CancellationToken.None);
    private static string Text(WrittenNotice written, NoticeForm form) => Encoding.UTF8.GetString(written.Files[NoticeWriter.FileName(form)]);

    private static string? Beside(params string[] parts) => Path.Combine([SharedMaterial.RepositoryRoot, "..", "shared", "standards", .. parts]) is var path && Directory.Exists(path) ? path : null;
    private static ValidationOptions Standards => new(Beside("jats-1.3"), Beside("crossref-5.5.0"));

    [Test]
    public void Every_style_writes_every_kind_as_valid_xml([ValueSource(nameof(Styles))] string style, [ValueSource(nameof(Kinds))] NoticeKind kind)
    {
        foreach (string sample in Samples)
        {
            WrittenNotice written = Write(Approved(OfKind(Sample(sample), kind)), style);
            written.IsDraft.ShouldBeFalse();
            foreach (NoticeForm form in (NoticeForm[])[NoticeForm.Jats, NoticeForm.Crossref, NoticeForm.PubMed])
            {
                ValidationFinding[] findings = [.. NoticeValidator.Validate(written.Files[NoticeWriter.FileName(form)], Standards).Findings.Where(f => f.Severity != FindingSeverity.Note)];
                findings.ShouldBeEmpty($"{sample}, {form}");
            }
        }
    }

    [Test]
    public void The_dtd_and_the_schema_were_there()
    {
        SharedMaterial.Require("standards", "jats-1.3");
        SharedMaterial.Require("standards", "crossref-5.5.0");
        WrittenNotice written = Write(Approved(Sample("numbered")), "numbered");
        foreach (NoticeForm form in (NoticeForm[])[NoticeForm.Jats, NoticeForm.Crossref]) NoticeValidator.Validate(written.Files[NoticeWriter.FileName(form)], Standards).Findings.ShouldBeEmpty();
    }

    [TestCaseSource(nameof(Samples))]
    public void A_sample_in_its_own_style_reads_as_it_did(string sample) =>
        Text(Write(Sample(sample), sample), NoticeForm.Text).ShouldBe(File.ReadAllText(Path.Combine(SharedMaterial.RepositoryRoot, "tests", "golden", "notices", $"{sample}.txt")));

    [Test]
    public void The_same_case_gives_the_same_bytes([ValueSource(nameof(Styles))] string style)
    {
        WrittenNotice a = Write(Sample("numbered"), style), b = Write(Sample("numbered"), style);
        a.Files.Keys.ShouldBe(b.Files.Keys);
        foreach (string name in a.Files.Keys) a.Files[name].ShouldBe(b.Files[name], name);
    }

    [Test]
    public void No_fact_is_lost_in_any_style([ValueSource(nameof(Styles))] string style)
    {
        foreach (string sample in Samples)
        {
            NoticeCase c = Sample(sample);
            string text = Text(Write(c, style), NoticeForm.Text);
            IEnumerable<string?> facts =
            [
                c.Notice.Article!.Title, c.Notice.Article.Doi, c.Notice.Doi!.Value, .. c.Notice.Authors.Select(a => a.What), .. c.Notice.Policies.Select(p => p.Name), .. c.Notice.Requests.Select(r => r.Quote),
                .. c.Notice.Concerns.Select(x => x.About), .. c.Notice.Investigations.Select(i => i.About), .. c.Notice.References.SelectMany(r => new[] { r.Work.Title, r.Work.Doi }),
                .. c.Notice.Approvals.Select(a => a.Organisation), c.Notice.OriginalStatus?.Watermark, c.Notice.OriginalStatus?.Purpose, c.Notice.Correspondence?.Email, c.Notice.Copyright?.Holder.TrimEnd('.'), c.Notice.Licence?.Name,
                .. c.Notice.Claims.SelectMany(x => x.Targets).SelectMany(t => new[] { t.Row, t.Lane }), .. c.Notice.Byline.Select(a => a.Name),
            ];
            foreach (string fact in facts.OfType<string>()) text.ShouldContain(fact, Case.Insensitive, $"{sample} in {style}");
        }
    }

    [Test]
    public void What_was_not_approved_says_so_in_every_form([ValueSource(nameof(Styles))] string style)
    {
        WrittenNotice written = Write(Sample("brief"), style);
        written.IsDraft.ShouldBeTrue();
        foreach ((string name, byte[] bytes) in written.Files) Encoding.UTF8.GetString(bytes).ShouldContain(DraftMark.Text, customMessage: name);
        foreach (NoticeForm form in (NoticeForm[])[NoticeForm.Jats, NoticeForm.Crossref, NoticeForm.PubMed])
            NoticeValidator.Validate(written.Files[NoticeWriter.FileName(form)], Standards).Findings.ShouldContain(f => f.Rule.EndsWith("/draft", StringComparison.Ordinal) && f.Severity == FindingSeverity.Warning);
    }

    [Test]
    public void An_approved_notice_carries_no_mark()
    {
        foreach ((string name, byte[] bytes) in Write(Approved(Sample("office")), "office").Files) Encoding.UTF8.GetString(bytes).ShouldNotContain(DraftMark.Text, customMessage: name);
    }

    [Test]
    public void A_text_that_was_changed_after_its_approval_is_a_draft()
    {
        NoticeCase approved = Approved(Sample("brief"));
        NoticeCase changed = approved with { Notice = approved.Notice with { Concerns = [approved.Notice.Concerns[0] with { About = "something else" }] } };
        WrittenNotice written = Write(changed, "brief");
        written.IsDraft.ShouldBeTrue();
        written.Remarks.ShouldContain(r => r.Contains("another text", StringComparison.Ordinal));
        (approved with { Publication = approved.Publication! with { Issn = "0000-0000" } }).IsApproved.ShouldBeFalse();
        NoticeCase.FromJson(approved.ToJson()).IsApproved.ShouldBeTrue();
    }

    [Test]
    public void A_notice_alone_is_a_draft_without_the_forms_that_need_a_journal()
    {
        WrittenNotice written = NoticeWriter.Write(NoticeCase.FromJson(NoticeFile.ToJson(Sample("brief").Notice)), new WriteOptions { Forms = [NoticeForm.Text] }, CancellationToken.None);
        written.IsDraft.ShouldBeTrue();
        Should.Throw<InputException>(() => Write(Sample("brief") with { Publication = null }, "brief", NoticeForm.Crossref)).Message.ShouldContain("publication");
    }

    [Test]
    public void Text_cannot_become_markup()
    {
        const string Hostile = "</p><script>alert(1)</script> & \"quoted\" {{title}} 10 < 20";
        NoticeCase c = Sample("brief");
        c = c with { Notice = c.Notice with { Article = c.Notice.Article! with { Title = Hostile }, Title = null, Concerns = [c.Notice.Concerns[0] with { About = Hostile }], Byline = [new NoticeAuthor { Name = Hostile, Corporate = true }] } };
        foreach (string style in Styles)
        {
            WrittenNotice written = Write(c, style);
            string html = Text(written, NoticeForm.Html);
            html.ShouldNotContain("<script");
            html.ShouldContain("&lt;script&gt;");
            Text(written, NoticeForm.Text).ShouldContain(Hostile);
            XDocument jats = XDocument.Parse(Text(written, NoticeForm.Jats).Replace(" \"JATS-journalpublishing1-3.dtd\"", "", StringComparison.Ordinal).Replace("PUBLIC \"-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN\"", "", StringComparison.Ordinal));
            jats.Root!.Element("body")!.Value.ShouldContain(Hostile);
            jats.Descendants("script").ShouldBeEmpty();
        }
    }

    [TestCase("a\u0000b")]
    [TestCase("a\u0008b")]
    public void Characters_that_cannot_be_printed_are_refused(string about)
    {
        NoticeCase c = Sample("brief");
        c = c with { Notice = c.Notice with { Concerns = [c.Notice.Concerns[0] with { About = about }] } };
        Should.Throw<InputException>(() => Write(c, "brief")).Message.ShouldContain("cannot be printed");
    }

    [Test]
    public void The_original_is_marked_and_both_point_at_each_other([ValueSource(nameof(Kinds))] NoticeKind kind)
    {
        NoticeCase c = Approved(OfKind(Sample("numbered"), kind));
        WrittenNotice written = NoticeWriter.Write(c, new WriteOptions { Style = "numbered", Forms = [NoticeForm.Jats], Article = Encoding.UTF8.GetBytes(Original) }, CancellationToken.None);
        byte[] article = written.Files["article.xml"], notice = written.Files["notice.jats.xml"];
        NoticeValidator.Validate(article, Standards).Findings.Where(f => f.Severity != FindingSeverity.Note).ShouldBeEmpty();
        NoticeValidator.ValidatePair(notice, article).ShouldBeEmpty();
        string text = Encoding.UTF8.GetString(article);
        if (kind != NoticeKind.Correction) text.ShouldContain("article-title>" + (kind switch { NoticeKind.Retraction => "RETRACTED: ", NoticeKind.PartialRetraction => "PARTIALLY RETRACTED: ", NoticeKind.ExpressionOfConcern => "EXPRESSION OF CONCERN: ", NoticeKind.Removal => "REMOVED: ", _ => "RETRACTED AND REPLACED: " }) + "<italic>A drawn</italic>");
        text.Contains("An article that nobody wrote", StringComparison.Ordinal).ShouldBe(kind != NoticeKind.Removal);
        text.ShouldContain("<!DOCTYPE article PUBLIC");

        WrittenNotice again = NoticeWriter.Write(c, new WriteOptions { Style = "numbered", Forms = [NoticeForm.Jats], Article = article }, CancellationToken.None);
        Encoding.UTF8.GetString(again.Files["article.xml"]).ShouldBe(text);
    }

    [Test]
    public void A_retraction_after_a_concern_replaces_the_prefix()
    {
        NoticeCase concern = Approved(OfKind(Sample("numbered"), NoticeKind.ExpressionOfConcern)), retraction = Approved(Sample("numbered"));
        byte[] first = NoticeWriter.Write(concern, new WriteOptions { Forms = [NoticeForm.Jats], Article = Encoding.UTF8.GetBytes(Original) }, CancellationToken.None).Files["article.xml"];
        string second = Encoding.UTF8.GetString(NoticeWriter.Write(retraction, new WriteOptions { Forms = [NoticeForm.Jats], Article = first }, CancellationToken.None).Files["article.xml"]);
        second.ShouldContain("RETRACTED: ");
        second.ShouldNotContain("EXPRESSION OF CONCERN: ", Case.Sensitive);
        second.ShouldContain("concern-forward");
        second.ShouldContain("retraction-forward");
    }

    [Test]
    public void Another_article_is_refused() =>
        Should.Throw<InputException>(() => NoticeWriter.Write(Sample("brief"), new WriteOptions { Forms = [NoticeForm.Jats], Article = Encoding.UTF8.GetBytes(Original) }, CancellationToken.None)).Message.ShouldContain("10.5555/ejb.2019.0101");

    [Test]
    public void A_publishers_own_style_is_files()
    {
        string folder = Directory.CreateTempSubdirectory("palinode-styles-").FullName;
        try
        {
            string own = Directory.CreateDirectory(Path.Combine(folder, "ours")).FullName;
            File.WriteAllText(Path.Combine(own, "style.txt"), "title: note-to\nreferences: numbered\nbullets: claims\n");
            File.WriteAllText(Path.Combine(own, "notice.txt"), "OUR LAYOUT\n{{title}}\n{{#blocks}}\n{{paragraph}}\n{{#items.list}}\n* {{.}}\n{{/items.list}}\n{{/blocks}}\n");
            File.WriteAllText(Path.Combine(own, "phrases.txt"), "policies = We went by {{policies}}.\n");
            string text = Encoding.UTF8.GetString(NoticeWriter.Write(Sample("bulleted"), new WriteOptions { Style = "ours", Templates = folder, Forms = [NoticeForm.Text] }, CancellationToken.None).Files["notice.txt"]);
            text.ShouldContain("OUR LAYOUT");
            text.ShouldContain("Retraction Note to: Drawn factor 31");
            text.ShouldContain("We went by our editorial policies and the COPE guidelines.");
            text.ShouldContain("* Images in Figures 3A and 5E have been duplicated");

            // A copy may change what styles share, for itself or for all of the publisher's styles.
            string written() => Encoding.UTF8.GetString(NoticeWriter.Write(Sample("bulleted"), new WriteOptions { Style = "ours", Templates = folder, Forms = [NoticeForm.Text] }, CancellationToken.None).Files["notice.txt"]);
            File.WriteAllText(Path.Combine(own, "notice.txt"), "{{title}}\n{{> rights}}\n{{> text}}\n");
            written().ShouldContain("Copyright: ©");
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "common")).FullName, "rights.txt"), "Rights of the house.\n");
            written().ShouldContain("Rights of the house.");
            File.WriteAllText(Path.Combine(own, "rights.txt"), "Rights of this style.\n");
            written().ShouldContain("Rights of this style.");

            File.WriteAllText(Path.Combine(own, "notice.txt"), "{{titel}}");
            Should.Throw<InputException>(() => NoticeWriter.Write(Sample("bulleted"), new WriteOptions { Style = "ours", Templates = folder, Forms = [NoticeForm.Text] }, CancellationToken.None)).Message.ShouldBe("ours/notice.txt, line 1: there is no value titel");
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [TestCase("../secret")]
    [TestCase("")]
    [TestCase("unknown")]
    [TestCase("common")]
    public void A_style_that_is_none_is_refused(string style) => Should.Throw<InputException>(() => Write(Sample("brief"), style, NoticeForm.Text));

    [Test]
    public void A_pdf_has_a_tree_embedded_fonts_and_the_mark_on_every_page()
    {
        byte[] pdf = Write(Sample("numbered"), "numbered", NoticeForm.Pdf).Files["notice.pdf"];
        pdf.ShouldBe(Write(Sample("numbered"), "numbered", NoticeForm.Pdf).Files["notice.pdf"]);
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            string[] pages = Run("pdftotext", file, "-").Split('\f', StringSplitOptions.RemoveEmptyEntries);
            pages.ShouldNotBeEmpty();
            foreach (string page in pages) page.ShouldContain(DraftMark.Text);
            Run("pdfinfo", file).ShouldContain(DraftMark.Text);
            string tree = Run("pdfinfo", "-struct-text", file);
            tree.ShouldContain("H1");
            tree.ShouldContain("\"");
            string[] fonts = [.. Run("pdffonts", file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];
            fonts.ShouldNotBeEmpty();
            fonts.ShouldAllBe(f => f.Contains(" yes ", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}

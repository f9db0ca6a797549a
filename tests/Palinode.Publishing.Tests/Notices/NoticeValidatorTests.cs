using System.Text;
using Palinode.Publishing.Notices.Validation;
using Palinode.Testing;

namespace Palinode.Publishing.Tests.Notices;

internal sealed class NoticeValidatorTests
{
    private const string Notice = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3 20210610//EN" "JATS-journalpublishing1-3.dtd">
        <article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ali="http://www.niso.org/schemas/ali/1.0/" article-type="retraction" dtd-version="1.3" xml:lang="en">
        <front><journal-meta><journal-id journal-id-type="publisher-id">EJ</journal-id><journal-title-group><journal-title>Example Journal</journal-title></journal-title-group><issn pub-type="epub">1234-5678</issn><publisher><publisher-name>Example Press</publisher-name></publisher></journal-meta>
        <article-meta><article-id pub-id-type="doi">10.5555/notice.1</article-id>
        <article-categories><subj-group subj-group-type="heading"><subject>Retraction</subject></subj-group></article-categories>
        <title-group><article-title>Retraction: A study of bands</article-title></title-group>
        <contrib-group><contrib contrib-type="author"><collab>Example Office</collab></contrib></contrib-group>
        <pub-date publication-format="electronic" date-type="pub" iso-8601-date="2026-11-21"><day>21</day><month>11</month><year>2026</year></pub-date>
        <permissions><ali:free_to_read/><license><license-p>CC BY 4.0</license-p></license></permissions>
        <related-article id="ra1" related-article-type="retracted-article" ext-link-type="doi" xlink:href="10.5555/orig.1"/>
        </article-meta></front><body><p>Figures 1A and 1B are the same.</p></body></article>
        """;

    private const string Original = """
        <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article">
        <front><journal-meta><issn>1234-5678</issn></journal-meta>
        <article-meta><article-id pub-id-type="doi">10.5555/orig.1</article-id>
        <title-group><article-title>RETRACTED: A study of bands</article-title></title-group>
        <pub-history><event event-type="retracted"><article-id pub-id-type="doi">10.5555/notice.1</article-id><date><day>21</day><month>11</month><year>2026</year></date></event></pub-history>
        <related-article id="ra1" related-article-type="retraction-forward" ext-link-type="doi" xlink:href="10.5555/notice.1"/>
        </article-meta></front></article>
        """;

    private const string Deposit = """
        <doi_batch xmlns="http://www.crossref.org/schema/5.5.0" version="5.5.0">
        <head><doi_batch_id>case-1</doi_batch_id><timestamp>20261121010101</timestamp><depositor><depositor_name>Example Press</depositor_name><email_address>x@example.org</email_address></depositor><registrant>Example Press</registrant></head>
        <body><journal><journal_metadata><full_title>Example Journal</full_title><issn media_type="electronic">12345679</issn></journal_metadata>
        <journal_article publication_type="full_text"><titles><title>Retraction: A study of bands</title></titles>
        <contributors><organization sequence="first" contributor_role="author">Example Office</organization></contributors>
        <publication_date media_type="online"><month>11</month><day>21</day><year>2026</year></publication_date>
        <crossmark><crossmark_policy>10.5555/policy</crossmark_policy><updates><update type="retraction" date="2026-11-21">10.5555/orig.1</update></updates>
        <custom_metadata><program xmlns="http://www.crossref.org/AccessIndicators.xsd"><free_to_read/></program></custom_metadata></crossmark>
        <doi_data><doi>10.5555/notice.1</doi><resource>https://example.org/notice.1</resource></doi_data>
        </journal_article></journal></body></doi_batch>
        """;

    private static ValidationResult Check(string xml, string? dtd = null, string? xsd = null) => NoticeValidator.Validate(Encoding.UTF8.GetBytes(xml), new ValidationOptions(dtd, xsd));
    private static string[] Rules(string xml) => [.. Check(xml).Findings.Where(f => f.Severity != FindingSeverity.Note).Select(f => f.Rule).Distinct()];

    [TestCase(Notice)]
    [TestCase(Original)]
    [TestCase(Deposit)]
    public void A_good_file_has_no_finding_but_what_was_not_checked(string xml) =>
        Check(xml).Findings.Where(f => f.Severity != FindingSeverity.Note).ShouldBeEmpty();

    [TestCase("retracted-article\"", "corrected-article\"", "jats/related-article")]
    [TestCase("retracted-article\"", "retraction-forward\"", "jats/direction")]
    [TestCase("article-type=\"retraction\"", "article-type=\"letter\"", "jats/article-type")]
    [TestCase("10.5555/orig.1", "10.5555/notice.1", "jats/self-reference")]
    [TestCase("10.5555/orig.1", "see below", "jats/related-doi")]
    [TestCase("10.5555/orig.1", "https://doi.org/10.5555/orig.1", "jats/related-doi")]
    [TestCase("Retraction: A study", "A study", "jats/title")]
    [TestCase("<ali:free_to_read/>", "", "jats/free-to-read")]
    [TestCase("<p>Figures 1A and 1B are the same.</p>", "", "jats/body")]
    [TestCase("2026-11-21", "2026-11-22", "jats/date")]
    [TestCase("<month>11</month>", "<month>13</month>", "jats/date")]
    [TestCase("<p>", "<p id=\"ra1\">", "jats/id")]
    [TestCase("<p>", "<p><xref ref-type=\"bibr\" rid=\"r9\">9</xref>", "jats/id")]
    [TestCase("<article-id pub-id-type=\"doi\">10.5555/notice.1</article-id>", "", "jats/own-doi")]
    [TestCase("<p>", "<p><!-- DRAFT – NOT PUBLISHED -->", "jats/draft")]
    public void What_is_wrong_in_a_notice_is_named_by_its_rule(string right, string wrong, string rule)
    {
        Notice.ShouldContain(right);
        Rules(Notice.Replace(right, wrong, StringComparison.Ordinal)).ShouldContain(rule);
    }

    [TestCase("RETRACTED: ", "", "jats/title-prefix")]
    [TestCase("RETRACTED: ", "EXPRESSION OF CONCERN: ", "jats/title-prefix")]
    [TestCase("retraction-forward", "retracted-article", "jats/direction")]
    [TestCase("event-type=\"retracted\"", "event-type=\"corrected\"", "jats/event")]
    [TestCase("<date><day>21</day><month>11</month><year>2026</year></date>", "", "jats/event")]
    [TestCase("doi\">10.5555/notice.1", "doi\">10.5555/notice.2", "jats/event")]
    public void What_is_wrong_in_an_original_is_named_by_its_rule(string right, string wrong, string rule)
    {
        Original.ShouldContain(right);
        Rules(Original.Replace(right, wrong, StringComparison.Ordinal)).ShouldContain(rule);
    }

    [TestCase(">10.5555/orig.1<", "><doi>10.5555/orig.1</doi><", "crossref/update")]
    [TestCase("10.5555/orig.1", "10.5555/notice.1", "crossref/self-reference")]
    [TestCase("date=\"2026-11-21\"", "date=\"21 November\"", "crossref/update")]
    [TestCase("type=\"retraction\"", "type=\"correction\"", "crossref/update-type")]
    [TestCase("<crossmark_policy>10.5555/policy</crossmark_policy>", "", "crossref/policy")]
    [TestCase("<free_to_read/>", "", "crossref/free-to-read")]
    [TestCase("20261121010101", "21 November", "crossref/head")]
    [TestCase("http://www.crossref.org/schema/5.5.0", "urn:other", "crossref/namespace")]
    [TestCase("</organization>", "</organization><person_name sequence=\"additional\"><surname>Example</surname></person_name>", "crossref/role")]
    [TestCase("</organization>", "</organization><person_name sequence=\"additional\"><surname>Example</surname><role type=\"software\" vocab=\"crossref\"/></person_name>", "crossref/role")]
    public void What_is_wrong_in_a_deposit_is_named_by_its_rule(string right, string wrong, string rule)
    {
        Deposit.ShouldContain(right);
        Rules(Deposit.Replace(right, wrong, StringComparison.Ordinal)).ShouldContain(rule);
    }

    /// <summary>The three assertions of the schema that are XSD 1.1: each with what it allows and what it forbids.</summary>
    [TestCase("<role type=\"author\" vocab=\"crossref\"/>", true)]
    [TestCase("<role type=\"software\" vocab=\"crossref\"/>", false)]
    [TestCase("<role type=\"software\" vocab=\"credit\"/>", true)]
    [TestCase("<role type=\"author\" vocab=\"credit\"/>", false)]
    [TestCase("<role type=\"author\"/>", true)]
    [TestCase("", false)]
    public void A_role_belongs_to_its_vocabulary_and_a_person_has_one(string role, bool allowed)
    {
        string deposit = Deposit.Replace("</organization>", $"</organization><person_name sequence=\"additional\"><surname>Example</surname>{role}</person_name>", StringComparison.Ordinal);
        Rules(deposit).Contains("crossref/role").ShouldBe(!allowed);
    }

    [Test]
    public void A_contributor_role_is_a_role() =>
        Rules(Deposit.Replace("</organization>", "</organization><person_name sequence=\"additional\" contributor_role=\"author\"><surname>Example</surname></person_name>", StringComparison.Ordinal)).ShouldNotContain("crossref/role");

    /// <summary>An independent validator says the same of this order, which an older file of a journal has.</summary>
    [Test]
    public void Notes_on_the_authors_stand_before_the_date() =>
        Rules(Notice.Replace("</article-meta>", "<author-notes><fn><p>None.</p></fn></author-notes></article-meta>", StringComparison.Ordinal)).ShouldContain("jats/structure");

    [Test]
    public void Findings_carry_the_line() =>
        Check(Notice.Replace("10.5555/orig.1", "nothing", StringComparison.Ordinal)).Findings.ShouldContain(f => f.Rule == "jats/related-doi" && f.Line == 11);

    [Test]
    public void A_notice_and_its_article_must_name_each_other()
    {
        byte[] notice = Encoding.UTF8.GetBytes(Notice);
        NoticeValidator.ValidatePair(notice, Encoding.UTF8.GetBytes(Original)).ShouldBeEmpty();
        NoticeValidator.ValidatePair(notice, Encoding.UTF8.GetBytes(Original.Replace("notice.1", "notice.2", StringComparison.Ordinal))).ShouldContain(f => f.Rule == "pair/article-to-notice");
        NoticeValidator.ValidatePair(notice, Encoding.UTF8.GetBytes(Original.Replace("orig.1", "orig.2", StringComparison.Ordinal))).ShouldContain(f => f.Rule == "pair/notice-to-article");
    }

    [Test]
    public void Broken_xml_is_a_finding_with_its_line()
    {
        ValidationFinding finding = Check(Notice.Replace("</front>", "", StringComparison.Ordinal)).Findings.ShouldHaveSingleItem();
        finding.Rule.ShouldBe("xml/well-formed");
        finding.Line.ShouldNotBeNull();
    }

    [Test]
    public void Other_files_are_refused_with_one_line()
    {
        Should.Throw<InputException>(() => Check("<html/>")).Message.ShouldContain("<html>");
        Should.Throw<InputException>(() => NoticeValidator.Validate([0x25, 0x50, 0x44, 0x46, 0], new ValidationOptions())).Message.ShouldContain("no XML");
    }

    [Test]
    public void Nothing_outside_the_folder_of_the_dtd_is_read()
    {
        string folder = Directory.CreateTempSubdirectory("palinode-dtd-").FullName, secret = Path.GetTempFileName();
        try
        {
            File.WriteAllText(secret, "a secret");
            File.WriteAllText(Path.Combine(folder, "small.dtd"), "<!ELEMENT article ANY>");
            string xml = $"<!DOCTYPE article SYSTEM \"small.dtd\" [<!ENTITY x SYSTEM \"{new Uri(secret).AbsoluteUri}\">]><article>&x;</article>";
            ValidationFinding[] findings = [.. Check(xml, folder).Findings];
            findings.ShouldContain(f => f.Rule == "jats/dtd" && f.Reason.Contains("not opened", StringComparison.Ordinal));
            findings.ShouldAllBe(f => !f.Reason.Contains("a secret", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, true);
            File.Delete(secret);
        }
    }

    [Test]
    public void Entities_that_grow_without_end_are_stopped()
    {
        StringBuilder xml = new("<!DOCTYPE article SYSTEM \"small.dtd\" [<!ENTITY a0 \"aaaaaaaaaaaaaaaaaaaa\">");
        for (int i = 1; i < 12; i++) xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{i} \"{string.Concat(Enumerable.Repeat($"&a{i - 1};", 10))}\">");
        xml.Append("]><article>&a11;</article>");
        string folder = Directory.CreateTempSubdirectory("palinode-dtd-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "small.dtd"), "<!ELEMENT article ANY>");
            Check(xml.ToString(), folder).IsValid.ShouldBeFalse();
            Check(xml.ToString()).IsValid.ShouldBeFalse();
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Test]
    public void The_dtd_and_the_schema_are_used_where_they_are()
    {
        string dtd = SharedMaterial.Require("standards", "jats-1.3"), xsd = SharedMaterial.Require("standards", "crossref-5.5.0");
        Check(Notice, dtd).Findings.ShouldBeEmpty();
        Check(Notice.Replace("<volume>", "", StringComparison.Ordinal).Replace("<p>", "<q>", StringComparison.Ordinal).Replace("</p>", "</q>", StringComparison.Ordinal), dtd).Findings.ShouldContain(f => f.Rule == "jats/dtd" && f.Line == 12);
        Check(Deposit, null, xsd).Findings.ShouldBeEmpty();
        Check(Deposit.Replace("type=\"retraction\"", "type=\"retracted\"", StringComparison.Ordinal), null, xsd).Findings.ShouldContain(f => f.Rule == "crossref/xsd" && f.Line == 7);
    }

    [TestCase("notice.xml")]
    [TestCase("dep.xml")]
    public void The_small_examples_are_valid(string name) =>
        NoticeValidator.Validate(File.ReadAllBytes(SharedMaterial.Require("standards", name)), new ValidationOptions(SharedMaterial.Require("standards", "jats-1.3"), SharedMaterial.Require("standards", "crossref-5.5.0")))
            .Findings.Where(f => f.Severity == FindingSeverity.Error).ShouldBeEmpty();

    [Test]
    public void A_text_that_calls_the_notice_its_own_article_is_found() =>
        // The example of a marked original repeats the link in its text and gives it the wrong target there; metadata alone count for the record.
        NoticeValidator.Validate(File.ReadAllBytes(SharedMaterial.Require("standards", "orig2.xml")), new ValidationOptions(SharedMaterial.Require("standards", "jats-1.3")))
            .Findings.Where(f => f.Severity == FindingSeverity.Error).ShouldBeEmpty();

    [Test]
    public void Notices_of_journals_are_read_without_an_exception()
    {
        string folder = SharedMaterial.Require("notices", "jats");
        foreach (string file in Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
            NoticeValidator.Validate(File.ReadAllBytes(file), new ValidationOptions(SharedMaterial.Require("standards", "jats-1.3"))).Form.ShouldBe(DepositForm.Jats, file);
    }
}

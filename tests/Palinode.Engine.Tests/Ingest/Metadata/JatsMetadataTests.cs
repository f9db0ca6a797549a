using System.Xml;
using System.Xml.Linq;
using Palinode.Articles;
using Palinode.Engine.Ingest.Metadata;
using Palinode.Testing;

namespace Palinode.Engine.Tests.Ingest.Metadata;

internal sealed class JatsMetadataTests
{
    private const string Article = """
        <article xmlns:xlink="http://www.w3.org/1999/xlink"><front>
          <journal-meta><journal-title-group><journal-title>Journal of Invented Results</journal-title></journal-title-group><issn pub-type="ppub">1111-1111</issn><issn pub-type="epub">2222-2222</issn></journal-meta>
          <article-meta>
            <article-id pub-id-type="doi">10.5555/ABC.1</article-id>
            <title-group><article-title>On <italic>X. inventa</italic><xref ref-type="fn" rid="f1">*</xref> and its end</article-title></title-group>
            <contrib-group>
              <contrib contrib-type="author"><contrib-id contrib-id-type="orcid">https://orcid.org/0000-0000-0000-000X</contrib-id><name><surname>Example</surname><given-names>Ann B.</given-names></name><xref ref-type="aff" rid="a1 a2"/></contrib>
              <contrib contrib-type="author"><collab>The Sample Group</collab></contrib>
              <contrib contrib-type="editor"><name><surname>Nobody</surname><given-names>N.</given-names></name></contrib>
            </contrib-group>
            <aff id="a1"><label>1</label>Institute of Tests, Nowhere</aff><aff id="a2"><label>2</label>House of Trials</aff>
            <pub-date pub-type="epub"><day>3</day><month>4</month><year>2021</year></pub-date><pub-date pub-type="collection"><year>2021</year></pub-date>
            <volume>7</volume><issue>2</issue><fpage>10</fpage><lpage>19</lpage>
            <history><date date-type="received"><day>1</day><month>13</month><year>2020</year></date></history>
            <permissions><license xlink:href="https://creativecommons.org/licenses/by/4.0/"><license-p>Free.</license-p></license></permissions>
          </article-meta></front>
          <back><ref-list>
            <ref id="r1"><label>1.</label><element-citation><article-title>Earlier</article-title><year>1999</year><pub-id pub-id-type="doi">10.5555/early</pub-id></element-citation></ref>
            <ref id="r2"><label>2.</label><mixed-citation>Someone. Later. <ext-link xlink:href="https://doi.org/10.5555/late">link</ext-link></mixed-citation></ref>
            <ref id="r3"><label>3.</label><mixed-citation>Nobody, never.</mixed-citation></ref>
          </ref-list></back></article>
        """;

    private static readonly ArticleMetadata Read = JatsMetadata.Read(XDocument.Parse(Article));

    [Test]
    public void The_article_is_named()
    {
        (Read.Title?.Value, Read.Journal?.Value, Read.Issn?.Value, Read.Doi?.Value).ShouldBe(("On X. inventa and its end", "Journal of Invented Results", "2222-2222", "10.5555/abc.1"));
        (Read.Volume?.Value, Read.Issue?.Value, Read.Pages?.Value, Read.ArticleNumber?.Value).ShouldBe(("7", "2", "10–19", null));
        Read.Licence.ShouldBe(new Fact<string>("https://creativecommons.org/licenses/by/4.0/", FactOrigin.Jats));
    }

    [Test]
    public void Authors_have_their_affiliations_and_editors_are_none()
    {
        Read.Authors.Select(a => a.Value.Name).ShouldBe(["Ann B. Example", "The Sample Group"]);
        ArticleAuthor first = Read.Authors[0].Value;
        (first.Surname, first.GivenNames, first.Orcid).ShouldBe(("Example", "Ann B.", "0000-0000-0000-000X"));
        first.Affiliations.ShouldBe(["Institute of Tests, Nowhere", "House of Trials"]);
        Read.Authors[1].Value.Affiliations.ShouldBeEmpty();
    }

    [Test]
    public void An_impossible_month_leaves_the_year() =>
        Read.Dates.Select(d => d.Value).ShouldBe([new(ArticleEvent.Received, 2020), new(ArticleEvent.Published, 2021, 4, 3), new(ArticleEvent.Issued, 2021)]);

    [Test]
    public void References_keep_their_labels_and_identifiers() =>
        Read.References.Select(r => r.Value).ShouldBe([new("1", "Earlier", 1999, "10.5555/early"), new("2", null, null, "10.5555/late"), new("3", null, null, null)]);

    [Test]
    public void An_article_without_front_matter_has_no_facts()
    {
        ArticleMetadata bare = JatsMetadata.Read(XDocument.Parse("<article/>"));
        (bare.Title, bare.Doi, bare.Licence, bare.Authors.Length, bare.References.Length).ShouldBe((null, null, null, 0, 0));
    }

    [Test]
    public void Entities_are_not_expanded_and_files_not_fetched()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "entity.xml");
        File.WriteAllText(path, "<!DOCTYPE article [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><article><front>&x;</front></article>");
        try { Should.Throw<XmlException>(() => JatsFile.Load(path)); }
        finally { File.Delete(path); }
    }

    [Test]
    public void Every_real_article_gives_title_authors_and_identifier()
    {
        string[] files = Directory.GetFiles(SharedMaterial.Require("articles"), "*.xml");
        int letters = 0, figures = 0;
        foreach (string file in files)
        {
            XDocument document = JatsFile.Load(file).ShouldNotBeNull();
            ArticleMetadata article = JatsMetadata.Read(document);
            (article.Title is null, article.Journal is null, article.Doi is null, article.Volume is null).ShouldBe((false, false, false, false), Path.GetFileName(file));
            article.Authors.ShouldNotBeEmpty();
            article.Dates.ShouldNotBeEmpty();
            article.References.Length.ShouldBe(document.Descendants("ref").Count());
            foreach (XElement fig in document.Descendants("fig"))
            {
                figures++;
                if (FigureCaption.Parse($"{fig.Element("label")?.Value.TrimEnd('.')}. {fig.Element("caption")?.Value}").Letters.Length > 0) letters++;
            }
        }
        TestContext.Out.WriteLine($"{files.Length} articles; {letters} of {figures} captions with letters");
    }
}

using System.Xml.Linq;
using Palinode.Articles;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>What publishers send to PubMed about a notice: the order of elements in an article, and the link to the article in its ObjectList.</summary>
internal sealed class PubMedRules(XDocument document, FindingList findings)
{
    private static readonly string[] Order =
    [
        "Journal", "Replaces", "ArticleTitle", "VernacularTitle", "FirstPage", "LastPage", "ELocationID", "Language", "AuthorList", "GroupList", "PublicationType", "ArticleIdList",
        "History", "Abstract", "OtherAbstract", "CopyrightInformation", "CoiStatement", "ObjectList", "ReferenceList", "ArchiveCopySource",
    ];

    /// <summary>Newer generators use PubMed's newer word for the retraction notice; both are understood.</summary>
    private static readonly string[] LinkTypes = [.. KindMarkup.All.Select(k => k.ObjectType).Distinct(), "Retraction Notice"];

    public void Check()
    {
        XElement[] articles = [.. document.Root!.Elements().Where(e => e.Name.LocalName == "Article")];
        if (articles.Length == 0) findings.Error("pubmed/article", document.Root, "there is no <Article>");
        foreach (XElement article in articles) Article(article);
        if (document.DescendantNodes().OfType<XComment>().Any(c => c.Value.Contains(DraftMark.Text, StringComparison.Ordinal)))
            findings.Warning("pubmed/draft", document.Root, $"the file is marked {DraftMark.Text}");
    }

    private void Article(XElement article)
    {
        int furthest = -1;
        foreach (XElement child in article.Elements())
        {
            int rank = Array.IndexOf(Order, child.Name.LocalName);
            if (rank < 0) findings.Error("pubmed/structure", child, $"<{child.Name.LocalName}> does not belong into <Article>");
            else if (rank < furthest) findings.Error("pubmed/structure", child, $"<{child.Name.LocalName}> stands behind <{Order[furthest]}>, but belongs in front of it");
            else furthest = rank;
        }
        XElement? journal = Child(article, "Journal");
        foreach (string needed in (string[])["PublisherName", "JournalTitle", "Issn", "PubDate"])
            if (journal is null || string.IsNullOrWhiteSpace(Child(journal, needed)?.Value)) findings.Error("pubmed/journal", journal ?? article, $"<{needed}> is missing or empty");
        if (string.IsNullOrWhiteSpace(Child(article, "ArticleTitle")?.Value)) findings.Error("pubmed/structure", article, "<ArticleTitle> is missing or empty");
        string? own = article.Descendants().Where(e => e.Name.LocalName == "ArticleId" && (string?)e.Attribute("IdType") == "doi")
            .Concat(article.Elements().Where(e => e.Name.LocalName == "ELocationID" && (string?)e.Attribute("EIdType") == "doi")).Select(e => Doi.Find(e.Value)).FirstOrDefault(d => d is not null);
        if (own is null) findings.Error("pubmed/doi", article, "the notice has no DOI of its own");
        string[] types = [.. article.Elements().Where(e => e.Name.LocalName == "PublicationType").Select(e => e.Value.Trim())];
        XElement[] links = [.. article.Descendants().Where(e => e.Name.LocalName == "Object" && LinkTypes.Contains((string?)e.Attribute("Type")))];
        if (links.Length == 0) findings.Error("pubmed/link", article, "no <Object Type=\"Retraction\"> (or Erratum, Expression of Concern) in <ObjectList> names the article");
        foreach (XElement link in links) Link(link, own, types);
    }

    private void Link(XElement link, string? own, string[] types)
    {
        string type = (string)link.Attribute("Type")!;
        string? idType = Parameter(link, "type"), id = Parameter(link, "id");
        if (idType is null || id is null) findings.Error("pubmed/link", link, "the object needs two parameters: \"type\" (doi or pmid) and \"id\"");
        else if (idType == "doi" && Doi.Find(id) is not { } doi) findings.Error("pubmed/link", link, $"\"{id}\" is no DOI");
        else if (idType == "doi" && Doi.Find(id) == own) findings.Error("pubmed/self-reference", link, "the object points at the notice itself");
        string[] expected = [.. KindMarkup.All.Where(k => k.ObjectType == type).Select(k => k.PublicationType)];
        if (expected.Length > 0 && !types.Any(t => expected.Contains(t) || (t == "Retraction Notice" && expected.Contains("Retraction of Publication"))))
            findings.Error("pubmed/publication-type", link, $"an object of type \"{type}\" goes with <PublicationType>{expected[0]}</PublicationType>");
    }

    private static string? Parameter(XElement link, string name) =>
        link.Elements().FirstOrDefault(p => p.Name.LocalName == "Param" && (string?)p.Attribute("Name") == name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    private static XElement? Child(XElement parent, string name) => JatsArticle.Child(parent, name);
}

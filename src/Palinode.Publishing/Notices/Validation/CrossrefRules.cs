using System.Globalization;
using System.Xml.Linq;
using Palinode.Articles;

namespace Palinode.Publishing.Notices.Validation;

/// <summary>
/// What a deposit of a notice must say beyond its schema, and the schema's own three assertions, which are XSD 1.1 and which .NET
/// cannot read: a role's word belongs to its vocabulary (two of them), and a person has a role.
/// </summary>
internal sealed class CrossrefRules(XDocument document, FindingList findings)
{
    private static readonly HashSet<string> OwnRoles = new(StringComparer.Ordinal)
    {
        "author", "editor", "chair", "reviewer", "review-assistant", "stats-reviewer", "reviewer-external", "reader", "translator", "corresponding-author", "other",
    };

    private readonly XElement _root = document.Root!;

    public void Check()
    {
        if (!_root.Name.NamespaceName.StartsWith(CrossrefSchema.NamespaceStart, StringComparison.Ordinal))
            findings.Error("crossref/namespace", _root, $"<doi_batch> is in the namespace \"{_root.Name.NamespaceName}\"; Crossref's is {CrossrefSchema.NamespaceStart} and a version");
        Assertions();
        Head();
        XElement[] articles = [.. All("journal_article")];
        if (articles.Length == 0) findings.Error("crossref/article", _root, "there is no <journal_article>");
        foreach (XElement article in articles) Article(article);
        if (articles.All(a => !a.Descendants().Any(e => e.Name.LocalName == "update")))
            findings.Error("crossref/update", _root, "no <update> says which article the notice is about; it stands in <crossmark><updates>");
        if (document.DescendantNodes().OfType<XComment>().Any(c => c.Value.Contains(DraftMark.Text, StringComparison.Ordinal)) || All("title").Any(t => t.Value.Contains(DraftMark.Text, StringComparison.Ordinal)))
            findings.Warning("crossref/draft", _root, $"the deposit is marked {DraftMark.Text}");
    }

    private void Assertions()
    {
        foreach (XElement role in All("role"))
        {
            string? type = (string?)role.Attribute("type"), vocabulary = (string?)role.Attribute("vocab");
            if (type is null) continue;
            if (vocabulary == "crossref" && !OwnRoles.Contains(type)) findings.Error("crossref/role", role, $"\"{type}\" is a word of CRediT, not of Crossref's own roles; it needs vocab=\"credit\"");
            if (vocabulary == "credit" && OwnRoles.Contains(type)) findings.Error("crossref/role", role, $"\"{type}\" is one of Crossref's own roles, not a word of CRediT; it needs vocab=\"crossref\"");
        }
        foreach (XElement person in All("person_name"))
            if (person.Attribute("contributor_role") is null && Child(person, "role") is null)
                findings.Error("crossref/role", person, "the person has neither a contributor_role nor a <role>");
    }

    private void Head()
    {
        if (Child(_root, "head") is not { } head)
        {
            findings.Error("crossref/head", _root, "there is no <head> with batch, time and depositor");
            return;
        }
        foreach (string needed in (string[])["doi_batch_id", "timestamp", "depositor", "registrant"])
            if (string.IsNullOrWhiteSpace(Child(head, needed)?.Value)) findings.Error("crossref/head", head, $"<{needed}> is missing or empty");
        if (Child(head, "timestamp") is { } stamp && !stamp.Value.Trim().All(char.IsAsciiDigit)) findings.Error("crossref/head", stamp, $"\"{stamp.Value.Trim()}\" is no time stamp; it has digits only, as 20260131120000");
    }

    private void Article(XElement article)
    {
        string title = string.Concat(article.Elements().Where(e => e.Name.LocalName == "titles").Elements().Where(e => e.Name.LocalName == "title").Take(1).Select(e => e.Value));
        XElement? data = Child(article, "doi_data");
        string? own = Doi.Find(data is null ? null : Child(data, "doi")?.Value);
        if (own is null) findings.Error("crossref/doi", data ?? article, "the notice has no DOI of its own");
        if (data is not null && string.IsNullOrWhiteSpace(Child(data, "resource")?.Value)) findings.Error("crossref/doi", data, "<resource> is missing: where the DOI leads");
        if (!article.Elements().Any(e => e.Name.LocalName == "publication_date")) findings.Error("crossref/date", article, "there is no <publication_date>");
        if (Child(article, "contributors") is null) findings.Warning("crossref/contributors", article, "nobody signs the notice");
        XElement? mark = Child(article, "crossmark");
        if (mark is not null && Child(mark, "crossmark_policy") is null) findings.Error("crossref/policy", mark, "<crossmark> needs <crossmark_policy> with the policy's DOI");
        if (!article.Descendants().Any(e => e.Name.LocalName == "free_to_read")) findings.Warning("crossref/free-to-read", article, "a notice is free to read: no <free_to_read> says so");
        foreach (XElement update in article.Descendants().Where(e => e.Name.LocalName == "update")) Update(update, own, title);
    }

    private void Update(XElement update, string? own, string title)
    {
        string? type = (string?)update.Attribute("type");
        if (update.Elements().Any()) findings.Error("crossref/update", update, "<update> holds the DOI as its text, not in an element");
        string text = update.Value.Trim();
        if (Doi.Find(text) is not { } doi) findings.Error("crossref/update", update, $"\"{text}\" is no DOI");
        else if (doi == own) findings.Error("crossref/self-reference", update, "the update points at the notice itself");
        else if (!text.StartsWith("10.", StringComparison.Ordinal)) findings.Error("crossref/update", update, $"\"{text}\": the DOI is written bare here, \"{doi}\"");
        if (!DateOnly.TryParseExact((string?)update.Attribute("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            findings.Error("crossref/update", update, $"the date \"{(string?)update.Attribute("date")}\" is none of the form 2026-01-31");
        KindMarkup[] kinds = [.. KindMarkup.All.Where(k => k.UpdateType == type)];
        if (kinds.Length > 0 && title.Length > 0 && kinds.All(k => !title.Contains(k.Label, StringComparison.OrdinalIgnoreCase)) && KindMarkup.All.Any(k => title.Contains(k.Label, StringComparison.OrdinalIgnoreCase)))
            findings.Error("crossref/update-type", update, $"the update is a \"{type}\", but the title says \"{title}\"");
    }

    private IEnumerable<XElement> All(string name) => document.Descendants().Where(e => e.Name.LocalName == name);
    private static XElement? Child(XElement parent, string name) => JatsArticle.Child(parent, name);
}

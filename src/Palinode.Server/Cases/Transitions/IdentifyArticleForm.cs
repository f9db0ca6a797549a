using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>By DOI, title, or both; naming it again corrects it.</summary>
internal static class IdentifyArticleForm
{
    public static Transition Page { get; } = Transition.For(IdentifyArticle.Definition, "Identify the article", Chapter.Intake, Form.Of(
        Ask.LineOrNone("doi", "DOI", "10.5555/example, with or without https://doi.org/", s => s.Case.Article?.Doi),
        Ask.LineOrNone("title", "Title, as printed", start: s => s.Case.Article?.Title),
        (doi, title) => new IdentifyArticle(doi is null ? null : Articles.Doi.Find(doi) ?? doi, title)));
}

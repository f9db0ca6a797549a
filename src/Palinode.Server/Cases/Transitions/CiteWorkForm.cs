using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Names another work, so that claims can refer to it.</summary>
internal static class CiteWorkForm
{
    public static Transition Page { get; } = Transition.For(CiteWork.Definition, "Cite another work", Chapter.Evidence, Form.Of(
        Ask.Line("reference", "Short id", "What claims name it by: 1, 2, a, b. The same id again corrects it."),
        Ask.LineOrNone("doi", "DOI"),
        Ask.LineOrNone("title", "Title, as printed"),
        Ask.Tick("retracted", "It is retracted itself"),
        (reference, doi, title, retracted) => new CiteWork(reference, doi is null ? null : Articles.Doi.Find(doi) ?? doi, title, retracted)));
}

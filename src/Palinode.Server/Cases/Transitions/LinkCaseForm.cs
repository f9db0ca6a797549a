using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The other case must be one that the person sees.</summary>
internal static class LinkCaseForm
{
    public static Transition Page { get; } = Transition.For(LinkCase.Definition, "Link another case", Chapter.Intake, Form.Of(
        Ask.Line("other", "The other case", "Its number or the address of its page."),
        Ask.Word<CaseLinkKind>("kind", "How they belong together", start: CaseLinkKind.Related),
        (other, kind) => new LinkCase(Id(other), kind)));

    /// <summary>The id in what was pasted: a page's address will do.</summary>
    private static string Id(string typed) => typed.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(p => Guid.TryParse(p, out _)) is { } id ? Guid.Parse(id).ToString() : typed;
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Puts a figure on the list of what is asked for.</summary>
internal static class RequestOriginalDataForm
{
    public static Transition Page { get; } = Transition.For(RequestOriginalData.Definition, "Request original data", Chapter.Letters, Form.Of(
        Ask.Line("figure", "Figure", "3"),
        Ask.LineOrNone("panel", "Panel", "B; left open for the whole figure."),
        Ask.One("author", "From", Offers.Authors, none: "Add the author as a party of the case first."),
        (figure, panel, author) => new RequestOriginalData(figure, author, panel))) with
    {
        When = c => c.Authors.Any(),
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>One of the links of the case.</summary>
internal static class UnlinkCaseForm
{
    public static Transition Page { get; } = Transition.For(UnlinkCase.Definition, "Take a link away", Chapter.Intake, Form.Of(
        Ask.One("other", "The link", Offers.Links),
        other => new UnlinkCase(other))) with
    {
        When = c => !c.Links.IsEmpty,
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>There is nothing to follow up, and the raiser knows it.</summary>
internal static class CloseWithoutActionForm
{
    public static Transition Page { get; } = Transition.For(CloseWithoutAction.Definition, "Close: nothing to follow up", Chapter.Decision, Form.Of(
        Ask.Word<NoCaseReason>("reason", "Why"),
        reason => new CloseWithoutAction(reason))) with
    {
        NeedsReason = true,
    };
}

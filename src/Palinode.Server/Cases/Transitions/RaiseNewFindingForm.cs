using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The case is assessed again.</summary>
internal static class RaiseNewFindingForm
{
    public static Transition Page { get; } = Transition.For(RaiseNewFinding.Definition, "Raise a new finding", Chapter.Evidence, Form.Of(
        Ask.SealedOrNone("text", "What turned up"),
        text => new RaiseNewFinding(text))) with
    {
        Lead = "The case is assessed again; a decision that is not published falls.",
    };
}

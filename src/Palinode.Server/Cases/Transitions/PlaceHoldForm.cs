using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Nothing of the case is erased while it lasts.</summary>
internal static class PlaceHoldForm
{
    public static Transition Page { get; } = Transition.For(PlaceHold.Definition, "Place a legal hold", Chapter.Keeping, Form.Of(_ => new PlaceHold())) with
    {
        NeedsReason = true,
    };
}

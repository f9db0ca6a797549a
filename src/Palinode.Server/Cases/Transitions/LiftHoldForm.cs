using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Ends a hold.</summary>
internal static class LiftHoldForm
{
    public static Transition Page { get; } = Transition.For(LiftHold.Definition, "Lift a legal hold", Chapter.Keeping, Form.Of(
        Ask.One("hold", "Hold", Offers.Holds),
        hold => new LiftHold(hold))) with
    {
        NeedsReason = true,
        When = c => c.IsHeld,
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Takes a claim away; the finding it came from is open again.</summary>
internal static class WithdrawClaimForm
{
    public static Transition Page { get; } = Transition.For(WithdrawClaim.Definition, "Withdraw a claim", Chapter.Evidence, Form.Of(
        Ask.One("claim", "The claim", Offers.Claims),
        claim => new WithdrawClaim(claim))) with
    {
        NeedsReason = true,
        When = c => !c.Claims.IsEmpty,
    };
}

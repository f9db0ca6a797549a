using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Says a claim in other words.</summary>
internal static class EditClaimForm
{
    public static Transition Page { get; } = Transition.For(EditClaim.Definition, "Edit a claim", Chapter.Evidence, Form.Of(
        Ask.One("claim", "The claim", Offers.Claims),
        Ask.Group("statement", "As it should read", ClaimFields.All),
        (claim, statement) => new EditClaim(claim, statement))) with
    {
        When = c => !c.Claims.IsEmpty,
        Begin = (c, typed) => c.Claims.FirstOrDefault(k => k.Claim == typed.Text("claim")) is { } claim ? typed.With(ClaimFields.Fill("statement.", claim.Statement)) : typed,
        Preview = (_, r) => ClaimLine.Of(((EditClaim)r).Statement),
    };
}

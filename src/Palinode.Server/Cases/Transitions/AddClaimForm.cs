using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>What a person saw, or a sum of other claims.</summary>
internal static class AddClaimForm
{
    public static Transition Page { get; } = Transition.For(AddClaim.Definition, "Add a claim", Chapter.Evidence, Form.Of(
        ClaimFields.All,
        statement => new AddClaim(statement))) with
    {
        Preview = (_, r) => ClaimLine.Of(((AddClaim)r).Statement),
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Lets somebody back in.</summary>
internal static class WithdrawConflictForm
{
    public static Transition Page { get; } = Transition.For(WithdrawConflict.Definition, "Withdraw a declaration of conflict", Chapter.Keeping, Form.Of(
        Ask.One("person", "Whose declaration", Offers.Conflicts),
        person => new WithdrawConflict(person))) with
    {
        NeedsReason = true,
        When = c => !c.Conflicts.IsEmpty,
    };
}

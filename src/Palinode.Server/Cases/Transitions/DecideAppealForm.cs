using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>By somebody who neither drafted nor approved what is appealed.</summary>
internal static class DecideAppealForm
{
    public static Transition Page { get; } = Transition.For(DecideAppeal.Definition, "Decide an appeal", Chapter.Decision, Form.Of(
        Ask.One("appeal", "Appeal", Offers.Appeals),
        Ask.Word<AppealResult>("result", "Result", "Dismissed: the decision stands. Upheld: it falls, and the case is assessed again."),
        Ask.SealedOrNone("reasons", "Reasons"),
        (appeal, result, reasons) => new DecideAppeal(appeal, result, reasons))) with
    {
        NeedsReason = true,
        When = c => c.PendingAppeal is not null,
    };
}

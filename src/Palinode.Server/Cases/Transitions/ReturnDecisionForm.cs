using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Back to where it was drafted.</summary>
internal static class ReturnDecisionForm
{
    public static Transition Page { get; } = Transition.For(ReturnDecision.Definition, "Return a decision", Chapter.Decision, Form.Of(
        Ask.One("decision", "Decision", Offers.Decisions(DecisionStatus.Drafted)),
        Ask.SealedOrNone("remarks", "Remarks"),
        (decision, remarks) => new ReturnDecision(decision, remarks))) with
    {
        NeedsReason = true,
        When = c => c.Decisions.Any(d => d.Status == DecisionStatus.Drafted),
    };
}

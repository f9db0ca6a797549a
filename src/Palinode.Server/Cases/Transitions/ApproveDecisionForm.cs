using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Four eyes: never by whoever drafted it.</summary>
internal static class ApproveDecisionForm
{
    public static Transition Page { get; } = Transition.For(ApproveDecision.Definition, "Approve a decision", Chapter.Decision, Form.Of(
        Ask.One("decision", "Decision", Offers.Decisions(DecisionStatus.Drafted)),
        Ask.GroupOrNone("statement", "As a notice may tell it", StatementFields.Approval),
        (decision, statement) => new ApproveDecision(decision, statement))) with
    {
        When = c => c.Decisions.Any(d => d.Status == DecisionStatus.Drafted),
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The reasons of a decided case.</summary>
internal static class AssignReasonsForm
{
    public static Transition Page { get; } = Transition.For(AssignReasons.Definition, "Assign reasons", Chapter.Decision, Form.Of(
        Ask.One("decision", "Decision", Offers.Decisions(DecisionStatus.Approved)),
        Ask.Several("reasons", "Reasons", StatementFields.Reason, required: true),
        (decision, reasons) => new AssignReasons(decision, reasons))) with
    {
        Lead = "Codes that speak of motive or charge take an approver, and somebody other than the drafter of the decision.",
        NeedsReason = true,
        When = c => c.Decisions.Any(d => d.Status == DecisionStatus.Approved),
    };
}

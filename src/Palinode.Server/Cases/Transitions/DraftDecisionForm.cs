using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>What becomes of the article; somebody else approves it.</summary>
internal static class DraftDecisionForm
{
    public static Transition Page { get; } = Transition.For(DraftDecision.Definition, "Draft a decision", Chapter.Decision, Form.Of(
        Ask.Word<CaseOutcome>("outcome", "What becomes of the article"),
        Ask.Tick("interim", "The inquiry goes on", "Only an expression of concern goes out meanwhile."),
        Ask.LineOrNone("without", "Why no institution's answer is waited for", "Needed where the record is changed and no institution has answered."),
        Ask.Group("statement", "As a notice may tell it", StatementFields.Decision),
        (outcome, interim, without, statement) => new DraftDecision(outcome, statement, interim, without))) with
    {
        Lead = "Somebody else approves it. Codes that speak of motive are not for a draft.",
        NeedsReason = true,
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Says that a finding is no claim, and why.</summary>
internal static class DismissFindingForm
{
    public static Transition Page { get; } = Transition.For(DismissFinding.Definition, "Dismiss a finding", Chapter.Evidence, Form.Of(
        StatementFields.Finding(FindingStatus.Open, FindingStatus.Accepted),
        Ask.Word<DismissalReason>("reason", "Why it is no claim"),
        (finding, reason) => new DismissFinding(finding.Run, finding.Finding, reason))) with
    {
        NeedsReason = true,
        When = c => c.Findings.Any(f => f.Status != FindingStatus.Dismissed),
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>A finding becomes a claim in a person's words.</summary>
internal static class AcceptFindingForm
{
    public static Transition Page { get; } = Transition.For(AcceptFinding.Definition, "Make a claim of a finding", Chapter.Evidence, Form.Of(
        StatementFields.Finding(FindingStatus.Open, FindingStatus.Dismissed),
        Ask.Group("statement", "The claim", ClaimFields.All),
        (finding, statement) => new AcceptFinding(finding.Run, finding.Finding, statement))) with
    {
        Lead = "A screening finds places that are unexpectedly similar. What is claimed of them, a person says.",
        When = c => c.Findings.Any(f => f.Status != FindingStatus.Accepted),
        Preview = (_, r) => ClaimLine.Of(((AcceptFinding)r).Statement),
    };
}

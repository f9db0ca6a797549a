using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>From here on the evidence is looked at.</summary>
internal static class BeginAssessmentForm
{
    public static Transition Page { get; } = Transition.For(BeginAssessment.Definition, "Begin the assessment", Chapter.Evidence, Form.Of(_ => new BeginAssessment()));
}

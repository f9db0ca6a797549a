using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Says what the concern is about, in words that may be printed.</summary>
internal static class TriageConcernForm
{
    public static Transition Page { get; } = Transition.For(TriageConcern.Definition, "Triage", Chapter.Intake, Form.Of(
        Ask.GroupOrNone("concern", "The concern, as a notice may tell it", StatementFields.Concern),
        concern => new TriageConcern(concern))) with
    {
        Lead = "Say what it is about, in neutral words. Nothing of who raised it belongs here.",
    };
}

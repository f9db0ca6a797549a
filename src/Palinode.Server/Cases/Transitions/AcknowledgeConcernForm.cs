using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>The letter to the raiser is for intake alone.</summary>
internal static class AcknowledgeConcernForm
{
    public static Transition Page { get; } = Transition.For(AcknowledgeConcern.Definition, "Acknowledge the concern", Chapter.Intake, Form.Of(
        Ask.SealedOrNone("letter", "Letter to the raiser", TextAudience.Intake, "Kept for intake; whoever has the receipt of the public form reads it there."),
        letter => new AcknowledgeConcern(letter))) with
    {
        Lead = "Thank the raiser, where they can be reached. Before that: does anybody who works on the case have a conflict of interest?",
        Letter = LetterOf.ToRaiser(_ => LetterKind.Acknowledgement),
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>How it stands, or the outcome.</summary>
internal static class TellRaiserForm
{
    public static Transition Page { get; } = Transition.For(TellRaiser.Definition, "Tell the raiser", Chapter.Intake, Form.Of(
        Ask.Word<RaiserNews>("news", "What"),
        Ask.SealedOrNone("letter", "Letter", TextAudience.Intake, "Kept for intake; whoever has the receipt of the public form reads it there."),
        (news, letter) => new TellRaiser(news, letter))) with
    {
        When = c => c.CanReachRaiser,
        Letter = LetterOf.ToRaiser(typed => typed.Text("news") == nameof(RaiserNews.Outcome) ? LetterKind.RaiserOutcome : LetterKind.Progress),
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Stops the way to publication until it is decided.</summary>
internal static class LodgeAppealForm
{
    public static Transition Page { get; } = Transition.For(LodgeAppeal.Definition, "Lodge an appeal", Chapter.Decision, Form.Of(
        Ask.OneOrNone("party", "Who appeals", Offers.Parties, "Left open where it is the raiser."),
        Ask.LongOrNone("text", "The grounds", "Kept apart from the log; what the raiser writes is kept for intake."),
        LodgeAsync)) with
    {
        Lead = "It stops the way to publication until it is decided.",
    };

    private static async ValueTask<LodgeAppeal> LodgeAsync(Sheet sheet, string? party, string? text, CancellationToken stop)
    {
        if (text is null) return new LodgeAppeal(party);
        TextAudience audience = party is null && sheet.Actor.Has(CaseRole.Intake) ? TextAudience.Intake : TextAudience.Case;
        return new LodgeAppeal(party, await sheet.Cabinet.Texts.SealAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, audience, text.ReplaceLineEndings("\n"), stop));
    }
}

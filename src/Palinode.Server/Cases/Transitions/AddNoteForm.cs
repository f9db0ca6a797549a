using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>For the readers of the case, or for intake alone.</summary>
internal static class AddNoteForm
{
    public static Transition Page { get; } = Transition.For(AddNote.Definition, "Add a note", Chapter.Intake, Form.Of(
        Ask.Tick("intake", "For intake only", "Tick it when the note says anything of the raiser. Others see that there is a note, and not what it says; only intake can do so."),
        Ask.LongOrNone("text", "Note", "Kept apart from the log, encrypted, and erasable."),
        AddAsync));

    private static async ValueTask<AddNote> AddAsync(Sheet sheet, bool intake, string? text, CancellationToken stop)
    {
        if (text is null) sheet.Wrong("text", "Write the note.");
        if (intake && !sheet.Actor.Has(CaseRole.Intake)) sheet.Wrong("intake", "Only intake keeps notes for intake.");
        if (sheet.AllWrong.Count > 0) return new AddNote(new SealedText("", default));
        return new AddNote(await sheet.Cabinet.Texts.SealAsync(sheet.Transaction, sheet.CaseId, sheet.Journal, intake ? TextAudience.Intake : TextAudience.Case, text!.ReplaceLineEndings("\n"), stop));
    }
}

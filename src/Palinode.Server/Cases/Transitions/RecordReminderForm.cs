using Palinode.Cases;
using Palinode.Server.Cases.Forms;
using Palinode.Server.Letters;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Somebody was reminded.</summary>
internal static class RecordReminderForm
{
    public static Transition Page { get; } = Transition.For(RecordReminder.Definition, "Record a reminder", Chapter.Keeping, Form.Of(
        Ask.One("deadline", "Deadline", Offers.Deadlines),
        Ask.SealedOrNone("letter", "What was written"),
        (deadline, letter) => new RecordReminder(deadline, letter))) with
    {
        When = c => c.Deadlines.Any(d => !d.Met),
        Letter = new LetterOf("letter", (c, typed) => Deadline(c, typed) is { } d ? LetterKinds.Awaited(c, d) ?? "" : "", (c, typed) => Deadline(c, typed) is { } d ? LetterKinds.Reminder(d.Kind) ?? LetterKind.AuthorReminder : LetterKind.AuthorReminder)
        {
            PostAsync = async (sheet, request, stop) =>
            {
                if (Deadline(sheet.Case, sheet.Typed) is { } d && LetterKinds.Reminder(d.Kind) is { } kind && LetterKinds.Awaited(sheet.Case, d) is { } party) await sheet.PostAsync(kind, party, sheet.Typed.Text("letter"), stop);
                return request;
            },
        },
    };

    private static CaseDeadline? Deadline(Case c, Typed typed) => c.Deadlines.FirstOrDefault(d => d.Deadline == typed.Text("deadline"));
}

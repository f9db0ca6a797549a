using Palinode.Cases;
using Palinode.Server.Cases.Forms;

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
    };
}

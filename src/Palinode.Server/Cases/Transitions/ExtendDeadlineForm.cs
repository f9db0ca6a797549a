using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>More time, within what the journal allows.</summary>
internal static class ExtendDeadlineForm
{
    public static Transition Page { get; } = Transition.For(ExtendDeadline.Definition, "Extend a deadline", Chapter.Keeping, Form.Of(
        Ask.One("deadline", "Deadline", Offers.Deadlines),
        Ask.Day("due", "New last day"),
        (deadline, due) => new ExtendDeadline(deadline, due))) with
    {
        NeedsReason = true,
        When = c => c.Deadlines.Any(d => !d.Met),
    };
}

using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>A day for something that has none.</summary>
internal static class SetDeadlineForm
{
    public static Transition Page { get; } = Transition.For(SetDeadline.Definition, "Set a deadline", Chapter.Keeping, Form.Of(
        Ask.Word<DeadlineKind>("kind", "For what", start: DeadlineKind.Other),
        Ask.Day("due", "Last day"),
        Ask.LineOrNone("about", "About", "The id of a letter, an item, a decision: q1, o2, d1."),
        (kind, due, about) => new SetDeadline(kind, due, about)));
}

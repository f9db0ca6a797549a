using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Nothing hangs on it any more.</summary>
internal static class MeetDeadlineForm
{
    public static Transition Page { get; } = Transition.For(MeetDeadline.Definition, "End a deadline", Chapter.Keeping, Form.Of(
        Ask.One("deadline", "Deadline", Offers.Deadlines),
        deadline => new MeetDeadline(deadline))) with
    {
        When = c => c.Deadlines.Any(d => !d.Met),
    };
}

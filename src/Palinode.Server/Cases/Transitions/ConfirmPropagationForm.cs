using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Ticks one off the list.</summary>
internal static class ConfirmPropagationForm
{
    public static Transition Page { get; } = Transition.For(ConfirmPropagation.Definition, "Confirm who knows of a notice", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Published)),
        Ask.Word<PropagationTarget>("target", "Who knows"),
        Ask.Tick("none", "There is nothing to tell", "No repository holds it; the raiser cannot be reached."),
        (notice, target, none) => new ConfirmPropagation(notice, target, none))) with
    {
        When = c => c.Notices.Any(n => n.Status == NoticeStatus.Published),
    };
}

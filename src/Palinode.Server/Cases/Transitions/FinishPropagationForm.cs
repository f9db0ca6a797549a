using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Everybody on the journal's list knows, and the original is marked.</summary>
internal static class FinishPropagationForm
{
    public static Transition Page { get; } = Transition.For(FinishPropagation.Definition, "Finish the propagation", Chapter.Notice, Form.Of(
        Ask.One("notice", "Notice", Offers.Notices(NoticeStatus.Published)),
        notice => new FinishPropagation(notice)));
}

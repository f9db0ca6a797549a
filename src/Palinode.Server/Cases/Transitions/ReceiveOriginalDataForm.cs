using Palinode.Cases;
using Palinode.Server.Cases.Forms;

namespace Palinode.Server.Cases.Transitions;

/// <summary>Ticks a figure off the list.</summary>
internal static class ReceiveOriginalDataForm
{
    public static Transition Page { get; } = Transition.For(ReceiveOriginalData.Definition, "Receive original data", Chapter.Letters, Form.Of(
        Ask.One("item", "What was asked for", Offers.OriginalData),
        Ask.Many("evidence", "What came", Offers.Evidence, "Attach it as evidence first."),
        (item, evidence) => new ReceiveOriginalData(item, evidence))) with
    {
        When = c => !c.OriginalData.IsEmpty,
    };
}
